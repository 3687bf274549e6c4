"""What centres said of their months."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from assistant.errors import StorageError
from assistant.figures.centre import CentreMonth
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask

MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


@pytest.fixture
async def centres(stores: Stores, ask: Ask) -> AsyncIterator[Stores]:
    """Nothing of 2023."""
    yield stores
    ask("DELETE FROM centre_figures WHERE month < '2024-01-01'")


async def test_a_month_said_again_replaces_the_first_and_tells_it(centres: Stores) -> None:
    kept = centres.figuring.centres
    first = CentreMonth("tinh", MAY, received=5, online=4, source="a")
    assert await kept.keep([first], "can.bo") == [None]
    again = CentreMonth("tinh", MAY, received=6, online=4, source="b")
    other = CentreMonth("tinh", JUNE, received=0, online=0, source="b")
    before = await kept.keep([other, again], "can.bo.2")
    assert [each and each.received for each in before] == [5, None]
    (said,) = await kept.of_month(MAY)
    assert (said.received, said.resolved, said.by) == (6, None, "can.bo.2")
    assert said.at is not None
    assert [each.month for each in await kept.of_office("tinh")][-2:] == [JUNE, MAY]
    assert {MAY, JUNE} <= set(await kept.months())


async def test_the_database_too_refuses_what_cannot_be_and_keeps_none_of_it(
    centres: Stores,
) -> None:
    kept = centres.figuring.centres
    good = CentreMonth("07210", MAY, received=5, online=4, source="a")
    bad = CentreMonth("tinh", MAY, received=5, online=6, source="a")
    with pytest.raises(StorageError):
        await kept.keep([good, bad], "can.bo")
    assert "07210" not in {each.office for each in await kept.of_month(MAY)}
