"""Closing a time from the page: seen before it is done, told, and opened again."""

from datetime import date
from typing import Any

from tests.connectors.booking import BIRTH, slots
from tests.connectors.console.appointments.visits import Office

AT = "/closures"


def _form(day: str, **more: str) -> dict[str, str]:
    return {"day": day, "part": "day", "reason": "Mất điện cả ngày", **more}


def _closures(office: Office) -> list[Any]:
    query = "SELECT id, counter, reason, ended_by FROM closures WHERE office = :office ORDER BY id"
    return office.console.ask(query, office=office.id)


def _free(office: Office, day: str) -> int:
    return len(slots(office.console, office.id, **{"from": day, "to": day}))


def test_whom_it_would_concern_is_seen_before_anything_is_done(office: Office) -> None:
    made = office.book(name="Lý Thị Lo")
    day = made["start"][:10]
    page = office.get(AT, asked="true", **_form(day)).text
    for told in ("Lý Thị Lo", made["phone"], "1 người đã hẹn", "Cần gọi điện"):
        assert told in page
    assert _closures(office) == []
    assert _free(office, day) > 0


def test_closed_nobody_can_book_and_opened_again_they_can(office: Office) -> None:
    made = office.book()
    day = made["start"][:10]
    before = _free(office, day)
    closed = office.post(AT, **_form(day))
    assert closed.status_code == 303
    assert _free(office, day) == 0
    ((number, _, reason, ended),) = _closures(office)
    assert (reason, ended) == ("Mất điện cả ngày", None)
    one = f"{AT}/{number}"
    assert closed.headers["location"].endswith(one)
    assert made["code"] in office.get(one).text
    assert office.post(f"{one}/reopen").status_code == 409
    assert office.post(f"{one}/reopen", sure="true").status_code == 303
    assert _free(office, day) == before
    page = office.get(one).text
    assert "Đã nhận lịch trở lại" in page
    assert office.state(made["code"]) == "booked"
    again = office.post(f"{one}/reopen", sure="true")
    assert (again.status_code, "đã được nhận lại rồi" in again.text) == (409, True)
    assert len(office.noted("period_closed")) == len(office.noted("period_reopened")) == 1


def test_one_group_or_part_of_a_day_is_closed_alone(office: Office) -> None:
    day = slots(office.console, office.id)[-1]["start"][:10]
    all_day = _free(office, day)
    office.post(AT, **_form(day, counter="dat-dai"))
    assert _free(office, day) == all_day
    office.post(AT, **_form(day, part="morning"))
    assert 0 < _free(office, day) < all_day
    office.post(AT, **_form(day, part="hours", since="14:00", until="15:00"))
    left = slots(office.console, office.id, **{"from": day, "to": day})
    assert min(slot["start"][11:16] for slot in left) >= "15:00"
    assert {row[1] for row in _closures(office)} == {"dat-dai", None}
    asked = {"office": office.id, "kind": "submit", "procedure": BIRTH, "start": left[0]["start"],
             "name": "Ngô Văn Kịp", "phone": "0911111222"}  # fmt: skip
    assert office.console.http.post("/api/v1/appointments", json=asked).status_code == 201


def test_what_cannot_be_is_said_and_the_form_comes_back_filled_in(office: Office) -> None:
    day = slots(office.console, office.id)[-1]["start"][:10]
    for more, why in (
        ({"reason": " "}, "Hãy ghi lý do"),
        ({"part": "hours"}, "cả giờ bắt đầu"),
        ({"part": "hours", "since": "15:00", "until": "14:00"}, "kết thúc sau"),
        ({"counter": "khong-co"}, "Nhóm quầy này không còn"),
        ({"day": "2025-11-03"}, "đã qua"),
        ({"day": ""}, "Hãy chọn ngày"),
    ):
        form = {**_form(day), **more}
        seen = office.get(AT, asked="true", **form)
        done = office.post(AT, **form)
        assert (seen.status_code, done.status_code) == (422, 422)
        for page in (seen.text, done.text):
            assert why in page
            assert more.get("reason", "Mất điện cả ngày").strip() in page
    assert _closures(office) == []


def test_the_reason_is_text(office: Office) -> None:
    day = slots(office.console, office.id)[-1]["start"][:10]
    office.post(AT, **_form(day, reason="<script>alert(1)</script>"))
    ((number, *_),) = _closures(office)
    for path in (AT, f"{AT}/{number}"):
        page = office.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_closed_times_of_another_office_are_not_seen_or_touched(
    office: Office, other: Office
) -> None:
    day = f"{date.fromisoformat(slots(other.console, other.id)[-1]['start'][:10])}"
    other.post(AT, **_form(day, reason="Chuyện riêng"))
    ((number, *_),) = _closures(other)
    assert office.get(f"{AT}/{number}").status_code == 403
    assert office.post(f"{AT}/{number}/reopen", sure="true").status_code == 403
    assert "Chuyện riêng" not in office.get(AT).text
    assert office.get(f"{AT}/999999999").status_code == 404
    assert _closures(other)[0][3] is None
