"""The race on a small scale: every seat sold once, whatever dies; the judge sees what is wrong."""

import asyncio
from itertools import pairwise

import psycopg
import pytest

from evaluation.booking_clients import CAPACITY, SEATS, TIMES, wanted
from evaluation.booking_office import own_database
from evaluation.booking_race import (
    Told,
    arguments,
    is_right,
    prepared,
    raced,
    verdict_of_naive,
    verdict_of_ours,
)

RIGHT: dict[str, object] = {
    "errors": 0, "sold": CAPACITY, "over-booked": 0, "overlaps on a seat": 0,
    "told but not kept": 0, "deadlocks": 0, "sessions left": 0,
}  # fmt: skip


def test_thousands_with_some_killed_get_each_seat_once() -> None:
    given = arguments(["--attempts", "2400", "--kills", "4"])
    with own_database() as url:
        asyncio.run(prepared(url))
        told, kills, seconds = raced("ours", url, given)
        verdict = verdict_of_ours(url, told, kills, seconds)
    assert told.attempts >= 2400
    assert kills == 4
    assert is_right(verdict), verdict


def test_the_naive_table_is_counted_time_by_time() -> None:
    with own_database() as url:
        asyncio.run(prepared(url))
        with psycopg.connect(url) as connection:
            for number, sold in enumerate((SEATS, SEATS + 2, 1)):
                for _ in range(sold):
                    query = "INSERT INTO naive (starts_at) VALUES (%s)"
                    connection.execute(query, (wanted(number).start,))
        verdict = verdict_of_naive(url, Told(), 0, 1.0)
    assert (verdict["sold"], verdict["over-booked"]) == (2 * SEATS + 3, 2)


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_one_wrong_number_is_enough(name: str) -> None:
    assert is_right(RIGHT)
    assert not is_right({**RIGHT, name: CAPACITY + 1})


def test_what_clients_tell_is_counted() -> None:
    told = Told()
    for line in ("sold K7DH-3MXA\n", "no\n", "no\n", "error OperationalError\n"):
        told.hear(line)
    assert told.attempts == 4
    assert told.codes == ["K7DH-3MXA"]
    assert told.errors == {"OperationalError": 1}


def test_times_of_the_race_never_overlap() -> None:
    times = [wanted(number) for number in range(TIMES)]
    assert all(one.end <= other.start for one, other in pairwise(times))
