"""Commands of the officers' side of appointments: the day's list, who came, closed times."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.clock import VIETNAM, now
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.appointments.appointment import Appointment
    from assistant.appointments.booking import Booking
    from assistant.appointments.day_list import Line
    from assistant.knowledge.base import KnowledgeBase
    from assistant.knowledge.offices import Office
    from assistant.stores import Stores

appointments = typer.Typer(no_args_is_help=True, help="Residents who come at a time.")

OfficeId = Annotated[str, typer.Argument(help="The office's id in offices.yml.")]
Day = Annotated[
    datetime | None, typer.Argument(formats=["%Y-%m-%d"], help="Today when there is none.")
]
Code = Annotated[str, typer.Argument(help="As typed, or as the QR image says it.")]
Officer = Annotated[str, typer.Option(help="Who you are.")]
Counter = Annotated[str | None, typer.Option(help="One group of counters alone, by its id.")]
From = Annotated[
    datetime | None, typer.Option("--from", formats=["%H:%M"], help="From the morning, if not.")
]
To = Annotated[
    datetime | None, typer.Option("--to", formats=["%H:%M"], help="To the end of the day, if not.")
]


@dataclass(frozen=True)
class _Desk:
    """What a command needs; open while it runs."""

    stores: "Stores"
    booking: "Booking"
    base: "KnowledgeBase"

    def office(self, id_: str) -> "Office":
        """The office; the command ends when there is none."""
        found = self.base.offices.office(id_)
        if found is None:
            raise typer.BadParameter(f"no office {id_}")
        return found

    def check(self, office: str, counter: str | None) -> None:
        """The command ends when there is no such office, or group of counters."""
        known = [each.id for each in self.base.offices.hours_of(self.office(office)).counters]
        if counter is not None and counter not in known:
            raise typer.BadParameter(f"no counter {counter}: {', '.join(known)}")

    async def lines(self, office: str, day: date) -> "list[Line]":
        """The day's list."""
        from assistant.appointments.day_list import day_list

        return day_list(await self.booking.day(office, day), self.base)


@appointments.command("day")
def day(office: OfficeId, on: Day = None, counter: Counter = None) -> None:
    """By counter, then by time: counter, from, to, code, kind, state, name, phone, procedure."""

    async def work(desk: _Desk) -> None:
        lines = await desk.lines(desk.office(office).id, _day(on))
        for line in lines:
            if counter in (None, line.visit.counter):
                typer.echo(_shown(line))

    _run(work)


@appointments.command("export")
def export(office: OfficeId, file: Path, on: Day = None) -> None:
    """Write the day's list as a spreadsheet; it holds names and phones."""

    async def work(desk: _Desk) -> None:
        from assistant.appointments.day_sheet import day_sheet

        place = desk.office(office)
        lines = await desk.lines(place.id, _day(on))
        sheet.append(day_sheet(place.name, _day(on), lines))
        typer.echo(f"{len(lines)} appointments in {file}")

    sheet: list[bytes] = []
    _run(work)
    file.write_bytes(sheet[0])


@appointments.command("arrived")
def arrived(code: Code, officer: Officer) -> None:
    """Check in."""
    _run(lambda desk: _tell(desk, desk.booking.arrived(_code(code), _by(officer))))


@appointments.command("missed")
def missed(code: Code, officer: Officer) -> None:
    """Nobody came."""
    _run(lambda desk: _tell(desk, desk.booking.missed(_code(code), _by(officer))))


@appointments.command("forget")
def forget(code: Code, officer: Officer) -> None:
    """Delete name and phone, as who came may ask; a visit still to come is cancelled."""

    async def work(desk: _Desk) -> None:
        visit = await desk.stores.appointments.by_code(_code(code))
        if visit is None:
            raise typer.BadParameter(f"no appointment {code}")
        await desk.booking.forget(visit, _by(officer))

    _run(work)


@appointments.command("close")
def close(  # noqa: PLR0913, PLR0917 - one for each thing an officer says
    office: OfficeId,
    on: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"])],
    reason: Annotated[str, typer.Option(help="Residents read it: Vietnamese, polite.")],
    officer: Officer,
    since: From = None,
    until: To = None,
    counter: Counter = None,
) -> None:
    """Take nobody in a time. Who had booked is told, and offered others; they are listed."""

    async def work(desk: _Desk) -> None:
        from assistant.appointments.appointment import Closure
        from assistant.appointments.day_list import day_list

        desk.check(office, counter)
        begin, end = _times(on, since, until)
        closed = Closure(office, counter, begin, end, reason)
        concerned = day_list(await desk.booking.close(closed, _by(officer)), desk.base)
        typer.echo(f"closed; {len(concerned)} appointments")
        for line in concerned:
            typer.echo(_shown(line))

    _run(work)


def _day(on: datetime | None) -> date:
    return now().date() if on is None else on.date()


def _times(on: date, since: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    """From then to then; the whole day where nothing is said."""
    midnight = datetime.combine(on, time(), VIETNAM)
    begin = midnight if since is None else datetime.combine(on, since.time(), VIETNAM)
    end = datetime.combine(on, until.time(), VIETNAM) if until else midnight + timedelta(days=1)
    if end <= begin:
        raise typer.BadParameter("--to must be later than --from")
    return begin, end


def _by(officer: str) -> str:
    return f"officer:{officer}"


def _code(typed: str) -> str:
    from assistant.appointments.ticket import read_ticket

    code = read_ticket(typed)
    if code is None:
        raise typer.BadParameter(f"no code: {typed}")
    return code


def _shown(line: "Line") -> str:
    visit = line.visit
    start, end = visit.start.astimezone(VIETNAM), visit.end.astimezone(VIETNAM)
    cells = [visit.counter, f"{start:%H:%M}", f"{end:%H:%M}", visit.code, visit.kind, visit.state,
             line.name, line.phone, line.procedure]  # fmt: skip
    return "\t".join(cell or "-" for cell in cells)


async def _tell(desk: _Desk, changing: Awaitable["Appointment"]) -> None:
    from assistant.appointments.day_list import line_of

    typer.echo(_shown(line_of(await changing, desk.base)))


def _run(work: Callable[[_Desk], Awaitable[None]]) -> None:
    from assistant.storage.embedded import reached

    settings = load_settings()
    with reached(settings.database_url, settings.data / "postgres") as url:
        asyncio.run(_work(settings.model_copy(update={"database_url": url}), work))


async def _work(settings: Settings, work: Callable[[_Desk], Awaitable[None]]) -> None:
    from assistant import wiring
    from assistant.appointments.booking import Booking
    from assistant.stores import open_stores

    stores, base = open_stores(settings), wiring.published(settings)
    booking = Booking(stores.appointments, lambda: base, stores.seal.digest, now)
    try:
        await work(_Desk(stores, booking, base))
    finally:
        await stores.engine.dispose()
