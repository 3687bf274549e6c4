"""Whatever is done in whatever order: no seat is ever lost, none is ever two people's."""

import random
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.appointments.appointment import Appointment, BookingError, Kind, State
from assistant.knowledge.base import KnowledgeBase
from tests.assistant.appointments.bookings import MONDAY, Desk, at, somebody
from tests.assistant.storage.conftest import Ask

SEATS, TURNS = 2, 120
SLOTS = [at(8) + timedelta(minutes=15 * number) for number in range(11)]
_ROWS = """
SELECT s.number, a.starts_at, a.ends_at, a.state, a.code FROM appointments a
JOIN seats s ON s.id = a.seat_id WHERE s.office = :office AND s.counter = 'chung'
AND (a.state IN ('booked', 'arrived') OR a.state IN ('held', 'resting') AND a.ends_by > :now)
"""


class Residents:
    """Many who hold, confirm, move and cancel, and remember what they were told."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk, self.chance = desk, chance
        self.held: dict[str, Appointment] = {}
        self.booked: dict[str, Appointment] = {}

    async def do_something(self) -> None:
        """One step by chance; a refusal is no error, its effect is looked at afterwards."""
        steps = [self.hold, self.hold, self.confirm, self.confirm, self.book, self.move,
                 self.cancel, self.release, self.wait]  # fmt: skip
        with suppress(BookingError):
            await self.chance.choice(steps)()

    async def hold(self) -> None:
        """In one of few conversations: often in place of an earlier hold."""
        talk = f"web:{self.desk.office}-{self.chance.randrange(4)}"
        held = await self.desk.booking.hold(*self._place(), self._time(), talk)
        self.held[talk] = held

    async def confirm(self) -> None:
        """What was held last, perhaps too late."""
        if self.held:
            talk = self.chance.choice(sorted(self.held))
            held = self.held.pop(talk)
            await self.desk.booking.attach(talk, somebody())
            visit = await self.desk.booking.confirm(held.id)
            self.booked[visit.code] = visit

    async def book(self) -> None:
        """At once."""
        visit = await self.desk.booking.book(*self._place(), self._time(), somebody())
        self.booked[visit.code] = visit

    async def move(self) -> None:
        """To any time, also where it is."""
        if visit := self._some_visit():
            moved = await self.desk.booking.move(visit, self._time(), None, "resident")
            self.booked[moved.code] = moved

    async def cancel(self) -> None:
        """The time rests then."""
        if visit := self._some_visit():
            await self.desk.booking.cancel(visit, "resident")
            del self.booked[visit.code]

    async def release(self) -> None:
        """Give up a hold."""
        if self.held:
            talk = self.chance.choice(sorted(self.held))
            del self.held[talk]
            await self.desk.booking.release(talk)

    async def wait(self) -> None:
        """So long that some holds and rests end."""
        self.desk.clock.forward(minutes=self.chance.randint(1, 8))

    def _place(self) -> tuple[str, Kind, None]:
        return self.desk.office, Kind.SUBMIT, None

    def _time(self) -> datetime:
        return self.chance.choice(SLOTS)

    def _some_visit(self) -> Appointment | None:
        return self.booked[self.chance.choice(sorted(self.booked))] if self.booked else None


@pytest.mark.parametrize("seed", range(4))
async def test_free_and_taken_are_the_capacity_at_every_moment(
    seed: int, small_base: KnowledgeBase, database_url: str, tmp_path: Path, ask: Ask
) -> None:
    desk = Desk(small_base, database_url, tmp_path, SEATS)
    residents = Residents(desk, random.Random(seed))
    for _ in range(TURNS):
        await residents.do_something()
        await _adds_up(residents, ask)
    for visit in list(residents.booked.values()):
        await desk.booking.cancel(visit, "resident")
    desk.clock.forward(minutes=30)
    slots = await desk.booking.free(desk.office, Kind.SUBMIT, None, MONDAY, MONDAY)
    assert [(slot.start, slot.free) for slot in slots] == [(start, SEATS) for start in SLOTS]
    for start in (SLOTS[0], SLOTS[2], SLOTS[4]):  # what is shown as free can be had
        for _ in range(SEATS):
            await desk.booking.book(desk.office, Kind.SUBMIT, None, start, somebody())
    await desk.close()


async def _adds_up(residents: Residents, ask: Ask) -> None:
    desk = residents.desk
    rows = ask(_ROWS, office=desk.office, now=desk.clock())
    told = {code: (visit.start, visit.end) for code, visit in residents.booked.items()}
    assert {row[4]: (row[1], row[2]) for row in rows if row[3] == State.BOOKED} == told
    for minute in range(3 * 60):
        moment = at(8) + timedelta(minutes=minute)
        taken = [row[0] for row in rows if row[1] <= moment < row[2]]
        assert len(taken) == len(set(taken)) <= SEATS
    slots = await desk.booking.free(desk.office, Kind.SUBMIT, None, MONDAY, MONDAY)
    free = {slot.start: slot.free for slot in slots}
    for start in SLOTS:
        end = start + timedelta(minutes=20)
        assert (
            free.get(start, 0) + len({r[0] for r in rows if r[1] < end and start < r[2]}) == SEATS
        )
