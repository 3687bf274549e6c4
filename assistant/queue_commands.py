"""Commands of the officers' side of the hall: who waits, whom to call, who was not there."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.clock import now
from assistant.errors import AssistantError
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.queue.queue import Queue
    from assistant.queue.ticket import Ticket

queue = typer.Typer(no_args_is_help=True, help="Numbers of the hall.")

OfficeId = Annotated[str, typer.Argument(help="The office's id in offices.yml.")]
Counter = Annotated[str, typer.Argument(help="A group of its counters, by its id.")]
Window = Annotated[str, typer.Option(help='Where one goes to, as the door says: "3".')]
Officer = Annotated[str, typer.Option(help="Who you are.")]


@queue.command("list")
def queue_list(office: OfficeId) -> None:
    """Who is called, then who waits in the order of the calls: number, counter, state, window."""

    async def work(line: "Queue") -> None:
        hall = await line.hall(office)
        for ticket in [*hall.called, *(ticket for each in hall.lines for ticket in each.waiting)]:
            typer.echo(_shown(ticket))

    _run(work)


@queue.command("next")
def queue_next(
    office: OfficeId, counter: Counter, window: Window, officer: Officer,
    number: Annotated[str | None, typer.Option(help="This one, not the next.")] = None,
) -> None:  # fmt: skip
    """Call who comes next to a window; whom it served is done."""

    async def work(line: "Queue") -> None:
        if number is not None:
            typer.echo(_shown(await line.call(office, window, number, _by(officer))))
            return
        called = await line.next(office, counter, window, _by(officer))
        typer.echo(_shown(called) if called else "nobody waits")

    _run(work)


@queue.command("again")
def queue_again(office: OfficeId, window: Window, officer: Officer) -> None:
    """Call once more whom a window called."""
    _run(lambda line: _tell(line.again(office, window, _by(officer))))


@queue.command("done")
def queue_done(office: OfficeId, window: Window, officer: Officer) -> None:
    """Whom a window called has been served."""
    _run(lambda line: _tell(line.end(office, window, _by(officer), came=True)))


@queue.command("absent")
def queue_absent(office: OfficeId, window: Window, officer: Officer) -> None:
    """Whom a window called did not come."""
    _run(lambda line: _tell(line.end(office, window, _by(officer), came=False)))


def _by(officer: str) -> str:
    return f"officer:{officer}"


def _shown(ticket: "Ticket") -> str:
    return f"{ticket.label}\t{ticket.counter}\t{ticket.state}\t{ticket.window or '-'}"


async def _tell(changing: Awaitable["Ticket"]) -> None:
    typer.echo(_shown(await changing))


def _run(work: Callable[["Queue"], Awaitable[None]]) -> None:
    from assistant.storage.embedded import reached

    settings = load_settings()
    with reached(settings.database_url, settings.data / "postgres") as url:
        try:
            asyncio.run(_work(settings.model_copy(update={"database_url": url}), work))
        except _refusals() as error:
            raise typer.BadParameter(str(error)) from None


def _refusals() -> type[AssistantError]:
    from assistant.queue.ticket import QueueError

    return QueueError


async def _work(settings: Settings, work: Callable[["Queue"], Awaitable[None]]) -> None:
    from assistant import wiring
    from assistant.queue.queue import Queue
    from assistant.stores import open_stores

    stores, base = open_stores(settings), wiring.published(settings)
    try:
        await work(Queue(stores.queue, lambda: base, now))
    finally:
        await stores.engine.dispose()
