"""A round of reminding: what is planned, what is offered, and what stays unsaid."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from assistant.appointments.appointment import BookingError, Kind, Refusal, Slot
from assistant.appointments.reminder import is_night
from assistant.appointments.reminding import Free, Reminding
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.storage.reminders import PostgresReminders
from assistant.stores import Stores
from tests.assistant.storage import conftest as storage
from tests.assistant.storage.conftest import Ask, incoming
from tests.assistant.storage.visits import NothingFree, book, close, forget, posted

ask, stores = storage.ask, storage.stores
START = datetime(2026, 11, 26, 8, 30, tzinfo=VIETNAM)


class _NotTakenHere:
    async def free(self, *_: object) -> list[Slot]:
        raise BookingError(Refusal.NOT_TAKEN_HERE)


@pytest.fixture
async def opened(stores: Stores, ask: Ask) -> AsyncIterator[Stores]:
    """Stores whose queue takes jobs, with one resident on Telegram and no visits."""
    forget(ask)
    async with stores.jobs.app.open_async():
        await stores.inbox.receive(incoming("telegram:rounds", "telegram", "rounds"))
        yield stores


def _reminding(stores: Stores, base: KnowledgeBase, booking: Free, at: datetime) -> Reminding:
    store = PostgresReminders(stores.engine, stores.outbox)
    return Reminding(
        lambda: base, lambda: base.policy.appointments.reminders, store, booking, lambda: at
    )


def _slot(start: datetime) -> Slot:
    return Slot(start, start + timedelta(minutes=15), 1)


async def test_whose_day_is_closed_is_offered_other_times_of_the_office(
    opened: Stores, small_base: KnowledgeBase, ask: Ask
) -> None:
    code = book(ask, START, "telegram:rounds")
    close(ask, f"office-{code}", START, "Mất điện")
    days = [START + timedelta(days=days) for days in (1, 4, 5, 6, 30)]
    booking = NothingFree(*(_slot(day) for day in days))
    await _reminding(opened, small_base, booking, START - timedelta(days=2)).remind()
    ((_, told),) = posted(ask)
    assert "Mất điện." in told
    titles = ask("SELECT button->>'title' FROM outbox, jsonb_array_elements(reply->'buttons') "
                 "AS button")  # fmt: skip
    assert [title for (title,) in titles] == [
        "08:30 thứ Sáu, 27/11", "08:30 thứ Hai, 30/11", "08:30 thứ Ba, 1/12", "Đổi lịch",
        "Hủy lịch",
    ]  # fmt: skip


async def test_an_office_that_no_longer_takes_it_is_no_reason_to_be_silent(
    opened: Stores, small_base: KnowledgeBase, ask: Ask
) -> None:
    code = book(ask, START, "telegram:rounds")
    close(ask, f"office-{code}", START, "Họp")
    await _reminding(opened, small_base, _NotTakenHere(), START - timedelta(days=2)).remind()
    ((_, told),) = posted(ask)
    assert small_base.phrases["reminder_closed_none"] in told


async def test_what_was_due_at_night_while_no_worker_ran_waits_for_the_morning(
    opened: Stores, small_base: KnowledgeBase, ask: Ask
) -> None:
    rules = small_base.policy.appointments.reminders
    afternoon = START.replace(hour=18)
    book(ask, afternoon, "telegram:rounds")
    night = START.replace(hour=2)
    assert is_night(night, rules)
    await _reminding(opened, small_base, NothingFree(), night).remind()
    assert posted(ask) == []
    await _reminding(opened, small_base, NothingFree(), START.replace(hour=7)).remind()
    assert len(posted(ask)) == 1


async def test_one_that_waits_does_not_hold_up_the_next(
    opened: Stores, small_base: KnowledgeBase, ask: Ask
) -> None:
    """Waiting from yesterday evening; beside it one of somebody who comes very early."""
    book(ask, START.replace(hour=18), "telegram:rounds")
    early = START.replace(hour=4)
    book(ask, early, "telegram:rounds", made=START.replace(hour=0, minute=30))
    await _reminding(opened, small_base, NothingFree(), START.replace(hour=2)).remind()
    ((_, told),) = posted(ask)
    assert "04:30" in told


@pytest.mark.parametrize("stars", [0, 6, -1])
async def test_a_rating_is_one_to_five(
    opened: Stores, small_base: KnowledgeBase, stars: int
) -> None:
    reminding = _reminding(opened, small_base, NothingFree(), START)
    assert not await reminding.rate("telegram:rounds", "K7DH-3MXA", stars)


def test_kinds_of_the_booking_are_those_of_the_policy(small_base: KnowledgeBase) -> None:
    assert set(small_base.policy.appointments.lengths.kinds) == {kind.value for kind in Kind}
