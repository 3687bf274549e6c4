"""Commands of the officers' side: cases of residents, replies that were not sent, the switch."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.clock import VIETNAM, now
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.conversation.handover import Handover
    from assistant.stores import Stores

handover = typer.Typer(no_args_is_help=True, help="Residents who want a person.")
outbox = typer.Typer(no_args_is_help=True, help="Replies that were not sent.")
switch = typer.Typer(no_args_is_help=True, help="The assistant, on or off.")

Code = Annotated[str, typer.Argument(help="The six characters the resident was told.")]
Officer = Annotated[str, typer.Option(help="Who you are.")]
_MOMENT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class _Desk:
    """What a command needs; open while it runs."""

    stores: "Stores"
    handover: "Handover"


@handover.command("list")
def handover_list() -> None:
    """Every open case, the longest waiting first: code, channel, minutes waited, officer."""

    async def work(desk: _Desk) -> None:
        for case in await desk.handover.waiting():
            waited = int(((case.claimed_at or now()) - case.wished_at).total_seconds() // 60)
            typer.echo(f"{case.code}\t{case.channel}\t{waited}\t{case.officer or '-'}")

    _run(work)


@handover.command("claim")
def handover_claim(code: Code, officer: Officer) -> None:
    """Take a case on and read its conversation; the assistant is silent from now on."""

    async def work(desk: _Desk) -> None:
        case = await desk.handover.claim(code.upper(), officer)
        for line in await desk.stores.transcripts.lines(case.conversation, 50):
            at = line.at.astimezone(VIETNAM)
            typer.echo(f"{at:{_MOMENT}}\t{line.writer}\t{line.text}")

    _run(work)


@handover.command("reply")
def handover_reply(code: Code, officer: Officer, text: str) -> None:
    """Write to the resident, on the resident's own channel."""
    _run(lambda desk: desk.handover.write(code.upper(), officer, text))


@handover.command("release")
def handover_release(code: Code, officer: Officer) -> None:
    """Give the conversation back to the assistant."""
    _run(lambda desk: desk.handover.release(code.upper(), officer))


@outbox.command("list")
def outbox_list(limit: Annotated[int, typer.Option(min=1)] = 50) -> None:
    """Replies that wait for a person, the oldest first: id, channel, since when, why."""

    async def work(desk: _Desk) -> None:
        for parked in await desk.stores.outbox.parked(limit):
            since = parked.since.astimezone(VIETNAM)
            typer.echo(f"{parked.id}\t{parked.channel}\t{since:{_MOMENT}}\t{parked.reason}")

    _run(work)


@outbox.command("retry")
def outbox_retry(reply: Annotated[int, typer.Argument(help="Its id.", min=1)]) -> None:
    """Try a reply again."""

    async def work(desk: _Desk) -> None:
        if not await desk.stores.outbox.retry(reply):
            raise typer.BadParameter(f"no parked reply {reply}")

    _run(work)


@switch.command("off")
def switch_off(
    reason: Annotated[str, typer.Option(help="Residents read it: Vietnamese, polite.")],
    by: Annotated[str, typer.Option(help="Who you are.")],
) -> None:
    """The assistant answers nothing but this reason until it is turned on."""
    _run(lambda desk: desk.stores.switch.turn(on=False, reason=reason, by=by))


@switch.command("on")
def switch_on(
    by: Annotated[str, typer.Option(help="Who you are.")],
    reason: Annotated[str, typer.Option(help="For the history alone.")] = "",
) -> None:
    """The assistant answers again."""
    _run(lambda desk: desk.stores.switch.turn(on=True, reason=reason, by=by))


@switch.command("history")
def switch_history(limit: Annotated[int, typer.Option(min=1)] = 20) -> None:
    """Who turned it when and why, newest first."""

    async def work(desk: _Desk) -> None:
        for turned in await desk.stores.switch.history(limit):
            at, state = turned.at.astimezone(VIETNAM), "on" if turned.is_on else "off"
            typer.echo(f"{at:{_MOMENT}}\t{state}\t{turned.by}\t{turned.reason}")

    _run(work)


def _run(work: Callable[[_Desk], Awaitable[None]]) -> None:
    from assistant.storage.embedded import reached

    settings = load_settings()
    with reached(settings.database_url, settings.data / "postgres") as url:
        asyncio.run(_work(settings.model_copy(update={"database_url": url}), work))


async def _work(settings: Settings, work: Callable[[_Desk], Awaitable[None]]) -> None:
    from assistant import wiring
    from assistant.conversation.handover import Handover
    from assistant.stores import open_stores

    stores, words = open_stores(settings), wiring.words(settings)
    try:
        await work(_Desk(stores, Handover(lambda: words, stores.cases)))
    finally:
        await stores.engine.dispose()
