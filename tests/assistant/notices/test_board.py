"""The board of notices: on time, without asking the database at every turn, and without it."""

from datetime import datetime, timedelta

import pytest

from assistant.errors import StorageError
from assistant.notices.board import Board
from assistant.notices.notice import Notice, Place, Severity
from assistant.notices.store import NoticeStore
from assistant.settings import Settings
from assistant.stores import open_stores
from tests.assistant.notices.test_notice import HOUR, NOON, notice


class Kept:
    """Notices in memory; counts how often it is asked."""

    def __init__(self, *kept: Notice) -> None:
        self.kept, self.asked, self.is_gone = list(kept), 0, False

    async def ahead(self, at: datetime) -> list[Notice]:
        """Those that are not over."""
        self.asked += 1
        if self.is_gone:
            raise StorageError("gone")
        return [one for one in self.kept if one.ends_at > at]


class Moment:
    """A time that a test moves, in both clocks."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        """Of the day."""
        return NOON + timedelta(seconds=self.seconds)

    def clock(self) -> float:
        """Since the start."""
        return self.seconds


def board(kept: Kept, moment: Moment) -> Board:
    """Over these."""
    store: NoticeStore = kept  # type: ignore[assignment]
    return Board(store, moment.now, moment.clock)


async def test_it_begins_and_ends_on_its_second_while_the_store_is_asked_now_and_then() -> None:
    starts = NOON + timedelta(seconds=1)
    kept = Kept(notice(starts_at=starts, ends_at=starts + timedelta(seconds=1)))
    moment = Moment()
    shown = board(kept, moment)
    seen = []
    for tenth in range(28):
        moment.seconds = tenth / 10
        seen.append(len(await shown.at(Place.WEB)))
    assert seen == [0] * 10 + [1] * 10 + [0] * 8
    assert kept.asked == 1


async def test_what_another_process_wrote_is_there_after_seconds() -> None:
    kept, moment = Kept(), Moment()
    shown = board(kept, moment)
    assert await shown.at(Place.HALL) == []
    kept.kept.append(notice())
    moment.seconds = 3.1
    assert [one.id for one in await shown.at(Place.HALL)] == [1]


async def test_what_this_process_wrote_is_there_at_once() -> None:
    kept, moment = Kept(), Moment()
    shown = board(kept, moment)
    await shown.running()
    kept.kept.append(notice())
    shown.forget()
    assert [one.id for one in await shown.running()] == [1]


async def test_without_the_store_the_last_known_stays_and_still_ends_on_time() -> None:
    kept, moment = Kept(notice(severity=Severity.URGENT)), Moment()
    shown = board(kept, moment)
    await shown.running()
    kept.is_gone = True
    moment.seconds = 60
    assert [one.id for one in await shown.running()] == [1]
    moment.seconds = HOUR.total_seconds()
    assert await shown.running() == []


async def test_a_dead_database_is_no_error() -> None:
    gone = open_stores(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))
    assert await gone.notices.at(Place.WEB) == []


@pytest.mark.parametrize(("office", "ids"), [("tinh", [2, 1]), ("khac", [1]), (None, [1])])
async def test_where_one_stands_decides_what_one_sees(office: str | None, ids: list[int]) -> None:
    kept = Kept(notice(1), notice(2, offices=frozenset({"tinh"})))
    assert [one.id for one in await board(kept, Moment()).at(Place.KIOSK, office)] == ids
