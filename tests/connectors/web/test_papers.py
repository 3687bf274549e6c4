"""Calendar file and QR image: open with their link alone, and show nobody's name."""

import pytest
from icalendar import Calendar

from assistant.appointments.ticket import ticket_svg
from tests.connectors.booking import URL, booked, slots
from tests.connectors.conftest import Served

OFFICE = "07339"


def test_a_calendar_takes_the_visit_in_and_follows_it(gateway: Served) -> None:
    made = booked(gateway, OFFICE, name="Lê Thị Kín Đáo")
    first = gateway.http.get(made["ics_url"])
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(first.content).walk("VEVENT")
    assert event["DTSTART"].dt.isoformat() == made_utc(made["start"])
    for secret in ("Kín Đáo", made["phone"], made["phone"][-4:], "khai sinh"):
        assert secret not in first.content.decode().replace("\r\n ", "")
    factor = {"phone": made["phone"][-4:]}
    later = slots(gateway, OFFICE)[40]["start"]
    gateway.http.patch(f"{URL}/{made['code']}", params=factor, json={"start": later})
    (moved,) = Calendar.from_ical(gateway.http.get(made["ics_url"]).content).walk("VEVENT")
    assert (moved["UID"], moved["SEQUENCE"]) == (event["UID"], event["SEQUENCE"] + 1)
    assert moved["DTSTART"].dt.isoformat() == made_utc(later)
    gateway.http.delete(f"{URL}/{made['code']}", params=factor)
    gone = Calendar.from_ical(gateway.http.get(made["ics_url"]).content)
    assert gone["METHOD"] == "CANCEL"
    assert gone.walk("VEVENT")[0]["SEQUENCE"] == 2


def test_the_image_is_of_the_code_and_runs_nothing(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 3)
    answer = gateway.http.get(made["qr_url"])
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.content == ticket_svg(made["code"])


@pytest.mark.parametrize("paper", ["calendar.ics", "qr.svg"])
def test_without_its_link_it_is_not_there(gateway: Served, paper: str) -> None:
    """A wrong signature, a code that does not exist: the same answer."""
    one, other = booked(gateway, OFFICE, 5), booked(gateway, OFFICE, 5 + len(paper))
    token = one["ics_url"].partition("?token=")[2]
    tries = [
        (other["code"], token), (one["code"], "0" * 32), (one["code"], "é"), ("K7DH-3MXA", token),
    ]  # fmt: skip
    answers = [
        gateway.http.get(f"{URL}/{code}/{paper}", params={"token": t}) for code, t in tries
    ]  # fmt: skip
    assert {a.status_code for a in answers} == {404}
    assert len({a.text for a in answers}) == 1
    assert gateway.http.get(f"{URL}/{one['code']}/{paper}").status_code == 422
    assert gateway.http.get(f"{URL}/{one['code']}/{paper}", params={"token": token}).is_success


def made_utc(local: str) -> str:
    """A time of the API as a calendar has it."""
    from datetime import UTC, datetime

    return datetime.fromisoformat(local).astimezone(UTC).isoformat()
