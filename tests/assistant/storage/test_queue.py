"""Numbers on a real PostgreSQL: none twice, none lost, none left out, whoever takes and calls."""

import asyncio
import itertools
import random
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from assistant.queue.store import Span
from assistant.queue.ticket import Ticket, TicketState
from assistant.queue.waiting import in_order
from assistant.settings import ROOT
from assistant.storage.database import open_engine
from assistant.storage.queue import PostgresQueue
from tests.assistant.storage import visits
from tests.assistant.storage.callers import DAY, NOW, window, wish
from tests.assistant.storage.conftest import Ask

_OFFICES = itertools.count(1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[PostgresQueue]:
    """The store under test."""
    engine = open_engine(database_url)
    yield PostgresQueue(engine)
    await engine.dispose()


@pytest.fixture
def office() -> str:
    """A hall no other test has."""
    return f"sanh-{next(_OFFICES)}"


def start(database_url: str, work: str, office: str, *more: str) -> subprocess.Popen[str]:
    """A process of its own."""
    command = [sys.executable, "-m", "tests.assistant.storage.callers", work, database_url, office]
    return subprocess.Popen([*command, *more], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def told(processes: list[subprocess.Popen[str]]) -> list[int]:
    """All the numbers they name."""
    numbers: list[int] = []
    for process in processes:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        numbers += map(int, out.split())
    return numbers


async def line(store: PostgresQueue, office: str, count: int) -> list[Ticket]:
    """So many who came one after another."""
    return [(await store.take(wish(office), DAY, NOW + n * MINUTE))[0] for n in range(count)]


def test_processes_that_take_and_call_at_once_lose_nobody_and_call_nobody_twice(
    database_url: str, office: str, ask: Ask
) -> None:
    windows = [start(database_url, "call", office, str(number)) for number in range(1, 4)]
    kiosks = [start(database_url, "take", office, "80") for _ in range(3)]
    everybody = list(range(1, 241))
    assert sorted(told(kiosks)) == everybody
    assert sorted(told(windows)) == everybody
    rows = ask("SELECT number, calls FROM queue_tickets WHERE office = :o", o=office)
    assert sorted(rows) == [(number, 1) for number in everybody]


async def test_many_windows_at_the_same_moment_get_each_another_number(
    store: PostgresQueue, office: str
) -> None:
    await line(store, office, 12)
    calls = [store.next(window(office, str(number)), "chung", NOW, None) for number in range(15)]
    called = await asyncio.gather(*calls)
    numbers = sorted(ticket.number for ticket in called if ticket)
    assert numbers == list(range(1, 13))
    assert called.count(None) == 3


@pytest.mark.parametrize("work", ["taking", "calling"])
async def test_a_process_killed_half_way_leaves_no_gap_and_takes_nobody_with_it(
    work: str, store: PostgresQueue, office: str, database_url: str
) -> None:
    await line(store, office, 2)
    process = start(database_url, work, office)
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    process.kill()
    process.wait(20)
    third, _ = await asyncio.wait_for(store.take(wish(office), DAY, NOW), 20)
    assert third.number == 3
    called = []
    while len(called) < 3:  # the server notices the dead connection within moments
        ticket = await store.next(window(office, "1"), "chung", NOW, None)
        if ticket is not None:
            called.append(ticket.number)
        await asyncio.sleep(0.05)
    assert sorted(called) == [1, 2, 3]


async def test_pressed_twice_or_by_ten_fingers_it_is_one_number(
    store: PostgresQueue, office: str
) -> None:
    wanted = wish(office, key="a press")
    taken = await asyncio.gather(*(store.take(wanted, DAY, NOW) for _ in range(10)))
    assert {ticket.label for ticket, _ in taken} == {"A001"}
    assert sorted(is_new for _, is_new in taken) == [False] * 9 + [True]
    assert (await store.take(wish(office, key="another"), DAY, NOW))[0].label == "A002"
    assert (await store.take(wish(office), DAY, NOW))[0].label == "A003"
    assert (await store.take(wish(office), DAY, NOW))[0].label == "A004"


async def test_each_letter_and_each_day_counts_for_itself(
    store: PostgresQueue, office: str
) -> None:
    await line(store, office, 3)
    other = type(wish(office))(office, "dat-dai", "B")
    assert (await store.take(other, DAY, NOW))[0].label == "B001"
    tomorrow = DAY + timedelta(days=1)
    assert (await store.take(wish(office), tomorrow, NOW))[0].label == "A001"
    late = window(office, "1", tomorrow)
    called = [await store.next(late, "chung", NOW, None) for _ in range(2)]
    assert [(t.day, t.label) if t else None for t in called] == [(tomorrow, "A001"), None]
    assert [t.label for t in await store.present(office, DAY)] == ["A001", "A002", "A003", "B001"]


async def test_the_store_calls_in_the_order_of_the_rules(store: PostgresQueue, office: str) -> None:
    chance = random.Random(5)
    for number in range(25):
        due = chance.choice([None, NOW + chance.randrange(-60, 60) * MINUTE])
        came = NOW + chance.randrange(-60, 0) * MINUTE
        await store.take(wish(office, due_at=due, key=f"k{number}"), DAY, came)
    moment = NOW
    waiting = list(await store.present(office, DAY))
    while waiting:
        expected = in_order(waiting, moment)[0]
        called = await store.next(window(office, "1"), "chung", moment, None)
        assert called is not None
        assert called.id == expected.id
        waiting.remove(expected)
        moment += chance.randrange(0, 6) * MINUTE


async def test_an_officer_who_presses_twice_calls_one(store: PostgresQueue, office: str) -> None:
    await line(store, office, 3)
    first = [await store.next(window(office, "1"), "chung", NOW, "") for _ in range(2)]
    assert [t.label for t in first if t] == ["A001", "A001"]
    calls = [store.next(window(office, "1"), "chung", NOW, "A001") for _ in range(5)]
    assert {t.label for t in await asyncio.gather(*calls) if t} == {"A002"}
    assert [t.label for t in await store.present(office, DAY)] == ["A002", "A003"]


async def test_called_again_absent_done_and_called_back(store: PostgresQueue, office: str) -> None:
    await line(store, office, 3)
    here = window(office, "1")
    assert await store.again(here, NOW) is None
    assert await store.end(here, TicketState.DONE, NOW) is None
    await store.next(here, "chung", NOW, None)
    again = await store.again(here, NOW + MINUTE)
    assert again is not None
    assert (again.calls, again.called_at, again.announced_at) == (2, NOW, NOW + MINUTE)
    gone = await store.end(here, TicketState.ABSENT, NOW)
    assert gone is not None
    assert gone.state is TicketState.ABSENT
    assert await store.again(here, NOW) is None
    second = await store.next(here, "chung", NOW, None)
    assert second is not None
    assert second.label == "A002"
    back = await store.call(here, "A", 1, NOW + 5 * MINUTE)
    assert back is not None
    assert (back.label, back.state, back.calls) == ("A001", TicketState.CALLED, 3)
    assert (await store.call(here, "A", 1, NOW)) == back
    assert await store.call(here, "A", 2, NOW) is None  # done when the other came back
    assert await store.call(here, "A", 9, NOW) is None
    assert [t.label for t in await store.present(office, DAY)] == ["A001", "A003"]


async def test_one_number_called_by_two_windows_goes_to_one(
    store: PostgresQueue, office: str
) -> None:
    for _ in range(10):
        ticket, _ = await store.take(wish(office), DAY, NOW)
        calls = [store.call(window(office, name), "A", ticket.number, NOW) for name in "1234"]
        called = [t for t in await asyncio.gather(*calls) if t]
        assert len(called) == 1


async def test_the_pace_is_of_services_that_were_no_slip_and_no_lunch(
    store: PostgresQueue, office: str
) -> None:
    moment = NOW
    for minutes in (10, 20, 0, 300):
        await store.take(wish(office), DAY, moment)
        await store.next(window(office, "1"), "chung", moment, None)
        moment += minutes * MINUTE
        await store.end(window(office, "1"), TicketState.DONE, moment)
    await store.take(wish(office), DAY, moment)
    await store.next(window(office, "1"), "chung", moment, None)
    await store.end(window(office, "1"), TicketState.ABSENT, moment + 15 * MINUTE)
    paces = await store.paces(office, Span(DAY - timedelta(days=3), 1, 90))
    assert {name: (pace.minutes, pace.served) for name, pace in paces.items()} == {
        "chung": (15.0, 2)
    }
    assert await store.paces(office, Span(DAY, 1, 90)) == {}


async def test_the_last_call_of_each_window_is_known(store: PostgresQueue, office: str) -> None:
    await line(store, office, 3)
    for name, minute in (("1", 0), ("2", 1), ("1", 2)):
        await store.next(window(office, name), "chung", NOW + minute * MINUTE, None)
    await store.end(window(office, "2"), TicketState.DONE, NOW + 3 * MINUTE)
    calls = await store.last_calls(office, DAY)
    assert [(call.window, call.at, call.is_serving) for call in calls] == [
        ("1", NOW + 2 * MINUTE, True), ("2", NOW + MINUTE, False),
    ]  # fmt: skip
    assert await store.last_calls(office, DAY + timedelta(days=1)) == []


async def test_an_appointment_has_one_number_whose_link_goes_with_the_visitor(
    store: PostgresQueue, office: str, ask: Ask, database_url: str
) -> None:
    from assistant.storage.retention import forget_visitors

    code = visits.book(ask, NOW, "web:somebody", state="arrived")
    ((visit,),) = ask("SELECT id FROM appointments WHERE code = :c", c=code)
    wanted = wish(office, appointment=visit, due_at=NOW)
    taken = await asyncio.gather(*(store.take(wanted, DAY, NOW) for _ in range(5)))
    assert {ticket.id for ticket, _ in taken} == {taken[0][0].id}
    link = "SELECT appointment_id FROM queue_tickets WHERE office = :o"
    forget_visitors(database_url, NOW + timedelta(days=29), 30)
    assert ask(link, o=office) == [(visit,)]
    forget_visitors(database_url, NOW + timedelta(days=31), 30)
    assert ask(link, o=office) == [(None,)]


async def test_asked_to_forget_a_visitor_the_number_stays_and_leads_nowhere(
    store: PostgresQueue, office: str, ask: Ask, database_url: str
) -> None:
    from assistant.storage.erasure import Erasure

    code = visits.book(ask, NOW, "web:asks", state="arrived")
    ((visit,),) = ask("SELECT id FROM appointments WHERE code = :c", c=code)
    await store.take(wish(office, appointment=visit), DAY, NOW)
    engine = open_engine(database_url)
    await Erasure(engine, database_url).forget("web:asks")
    await engine.dispose()
    rows = ask("SELECT appointment_id, number FROM queue_tickets WHERE office = :o", o=office)
    assert rows == [(None, 1)]


def test_no_row_of_the_hall_has_a_place_for_a_name(ask: Ask) -> None:
    columns = ask("SELECT column_name FROM information_schema.columns"
                  " WHERE table_name = 'queue_tickets'")  # fmt: skip
    assert {name for (name,) in columns} == {
        "id", "office", "day", "counter", "letter", "number", "state", "taken_at", "due_at",
        "appointment_id", "key", "window", "called_at", "announced_at", "calls", "ended_at", "by",
    }  # fmt: skip


def test_the_database_itself_refuses_a_number_twice_and_two_at_one_window(
    ask: Ask, office: str
) -> None:
    insert = """INSERT INTO queue_tickets (office, day, counter, letter, number, taken_at, state,
                "window") VALUES (:o, :d, 'chung', 'A', :n, :t, 'called', '1')"""
    row = {"o": office, "d": DAY, "t": datetime.now().astimezone()}
    ask(insert, n=1, **row)
    for number in (1, 2):
        with pytest.raises(Exception, match="duplicate key"):
            ask(insert, n=number, **row)
