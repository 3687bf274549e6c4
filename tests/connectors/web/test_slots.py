"""The free times of an office: local time, whole openings, and a plain no for what is unknown."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from assistant.clock import now
from tests.connectors.booking import BIRTH, slots
from tests.connectors.conftest import Served

OFFICE = "07330"


def ask(gateway: Served, **more: str) -> httpx.Response:
    """Ask for the times of an office."""
    return gateway.http.get("/api/v1/slots", params={"office": OFFICE, "kind": "submit", **more})


def days(found: list[dict[str, Any]]) -> set[str]:
    """Their days."""
    return {slot["start"][:10] for slot in found}


def test_a_time_is_local_has_an_end_and_free_seats(gateway: Served) -> None:
    found = slots(gateway, OFFICE)
    assert found
    for slot in found:
        start, end = (datetime.fromisoformat(slot[name]) for name in ("start", "end"))
        assert set(slot) == {"start", "end", "free"}
        assert slot["start"].endswith("+07:00")
        assert slot["end"].endswith("+07:00")
        assert timedelta(0) < end - start <= timedelta(hours=1)
        assert start > now()
        assert slot["free"] >= 1
    assert found == sorted(found, key=lambda slot: slot["start"])


def test_a_week_from_today_unless_days_are_given(gateway: Served) -> None:
    today = now().date()
    week = slots(gateway, OFFICE)
    assert days(week) <= {str(today + timedelta(days=n)) for n in range(7)}
    long = {"from": str(today), "to": str(today + timedelta(days=30))}
    month = slots(gateway, OFFICE, **long)
    assert len(days(month)) > len(days(week))
    one = sorted(days(month))[4]
    assert days(slots(gateway, OFFICE, **{"from": one, "to": one})) == {one}
    open_end = slots(gateway, OFFICE, **{"from": one})
    assert days(open_end) <= {f"{datetime.fromisoformat(one) + timedelta(days=n):%Y-%m-%d}"
                              for n in range(7)}  # fmt: skip


@pytest.mark.parametrize(("given", "status", "code", "field"), [
    ({"office": "99999"}, 404, "unknown_office", "office"),
    ({"procedure": "9.999999"}, 404, "unknown_procedure", "procedure"),
    ({"kind": "lunch"}, 422, "invalid", "kind"),
    ({"from": "26/11/2026"}, 422, "invalid", "from"),
    ({"from": "2026-02-30"}, 422, "invalid", "from"), ({"to": "0000-00-00"}, 422, "invalid", "to"),
    ({"from": "2026-12-10", "to": "2026-12-09"}, 422, "invalid", "to"),
    ({"from": "2026-12-01", "to": "2027-01-01"}, 422, "too_many_days", "to"),
    ({"office": "tinh", "kind": "home_visit"}, 422, "not_taken_here", "office"),
])  # fmt: skip
def test_what_is_unknown_is_named(
    gateway: Served, given: dict[str, str], status: int, code: str, field: str
) -> None:
    answer = ask(gateway, **given)
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (status, code, field)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("given", [
    {"from": "2020-01-01"}, {"from": "9999-12-31"}, {"from": "0001-01-01", "to": "0001-01-02"},
    {"from": "9999-12-30", "to": "9999-12-31"}, {"kind": "after_hours"},
])  # fmt: skip
def test_where_nothing_can_be_the_list_is_empty(gateway: Served, given: dict[str, str]) -> None:
    answer = ask(gateway, **given)
    assert (answer.status_code, answer.json()) == (200, [])


def test_thirty_one_days_are_given(gateway: Served) -> None:
    assert ask(gateway, **{"from": "2026-12-01", "to": "2026-12-31"}).status_code == 200


def test_a_procedure_takes_the_time_of_its_kind(gateway: Served) -> None:
    """Land takes longer than civil status: knowledge_base/policy.yml."""

    def minutes(found: list[dict[str, Any]]) -> float:
        start, end = (datetime.fromisoformat(found[0][name]) for name in ("start", "end"))
        return (end - start).total_seconds() / 60

    base = gateway.app.state.parts.knowledge.current.base
    lengths = base.policy.appointments.lengths
    assert minutes(slots(gateway, OFFICE, procedure=BIRTH)) == lengths.kinds["submit"]
    land = next(
        r.code for r in base.records.values()
        if r.field == "dat_dai" and "commune_centre" in r.place.receivers
    )  # fmt: skip
    assert minutes(slots(gateway, OFFICE, procedure=land)) == lengths.fields["dat_dai"]
