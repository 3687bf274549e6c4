"""Data sets over the real database: counted by month, small counts hidden."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest
from sqlalchemy import insert, text

from assistant.clock import VIETNAM
from assistant.figures.centre import CentreMonth
from assistant.figures.open_data import COLUMNS, Kept, data_set
from assistant.figures.table import as_csv
from assistant.settings import Settings
from assistant.storage.figures_tables import turn_counts
from assistant.stores import Stores, open_stores

TODAY = date(2022, 7, 5)
DAY = date(2022, 6, 10)
FIELDS = {"1.1": "Hộ tịch", "1.2": "Hộ tịch", "1.3": "Đất đai", "1.4": "Cư trú"}


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[Stores]:
    """With counts of a month long ago."""
    kept = open_stores(Settings(database_url=database_url))
    async with kept.engine.begin() as connection:
        for value, count in (("1.1", 6), ("1.2", 7), ("1.3", 2), ("1.4", 30)):
            row = {
                "day": DAY, "dimension": "procedure", "value": value, "office": "",
                "channel": "web", "typed": True, "outcome": "answered", "count": count,
            }  # fmt: skip
            await connection.execute(insert(turn_counts).values(**row))
            row |= {"dimension": "hour", "value": f"1{value[-1]}"}
            await connection.execute(insert(turn_counts).values(**row))
    yield kept
    async with kept.engine.begin() as connection:
        await connection.execute(text("DELETE FROM turn_counts WHERE day < '2023-01-01'"))
        await connection.execute(text("DELETE FROM centre_figures WHERE month < '2023-01-01'"))
    await kept.engine.dispose()


def _kept(stores: Stores) -> Kept:
    figuring = stores.figuring
    return Kept(figuring.turns, figuring.service, figuring.centres)


async def test_fields_are_added_up_and_a_small_one_cannot_be_worked_out(stores: Stores) -> None:
    table = await data_set("fields", _kept(stores), FIELDS, TODAY, 5)
    assert table.rows == (
        ("2022-06", "Cư trú", 30), ("2022-06", "Hộ tịch", None), ("2022-06", "Đất đai", None),
    )  # fmt: skip


async def test_a_month_that_lasts_is_not_there_yet(stores: Stores) -> None:
    assert (await data_set("fields", _kept(stores), FIELDS, date(2022, 6, 30), 5)).rows == ()


async def test_every_set_has_the_columns_it_names(stores: Stores) -> None:
    said = CentreMonth("tinh", date(2022, 6, 1), received=90, online=50, source="báo cáo")
    await stores.figuring.centres.keep([said], "can.bo")
    for name, columns in COLUMNS.items():
        table = await data_set(name, _kept(stores), FIELDS, TODAY, 5)
        rows = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))
        assert tuple(rows[0]) == columns
        assert all(len(row) == len(columns) for row in rows)
    centres = await data_set("centres", _kept(stores), FIELDS, TODAY, 5)
    assert centres.rows == (("2022-06", "tinh", 90, 50, None, None, None, None),)
    questions = await data_set("questions", _kept(stores), FIELDS, TODAY, 5)
    assert questions.rows == (("2022-06", "web", "answered", 45),)
    assert datetime.now(VIETNAM).date() > TODAY
