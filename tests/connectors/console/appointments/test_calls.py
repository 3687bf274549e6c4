"""Calling numbers from the page: each is called once, written down, and said."""

import json

from tests.connectors.console.appointments.visits import Office


def _at_window(office: Office, name: str = "3") -> None:
    office.post("/window", counter="ho-tich", window=name)


def _take(office: Office, times: int) -> None:
    for number in range(times):
        assert office.post("/take", group="ho-tich", key=f"k{number}").status_code == 303


def test_the_next_is_called_again_and_done(office: Office) -> None:
    _at_window(office)
    _take(office, 2)
    called = office.part("/next", after="")
    assert "Đã gọi số A001." in called.text
    assert 'hx-swap-oob="innerHTML"' in called.text
    assert "Đã gọi lại số A001." in office.part("/again").text
    assert "A001" in office.get().text
    assert "Số A001: đã xong." in office.part("/done").text
    assert office.noted("number_called")[0][0] == f"{office.id} A001"
    assert json.loads(office.noted("number_done")[0][1] or "")["window"] == "3"


def test_pressed_twice_it_calls_one(office: Office) -> None:
    _at_window(office)
    _take(office, 3)
    for _ in range(2):
        assert "Đã gọi số A001." in office.part("/next", after="").text
    assert "Đã gọi số A002." in office.part("/next", after="A001").text


def test_who_was_absent_can_be_called_once_more(office: Office) -> None:
    _at_window(office)
    _take(office, 1)
    office.part("/next", after="")
    assert "không có mặt" in office.part("/absent").text
    assert "Vắng mặt khi gọi" in office.get().text
    again = office.post("/call", number="a1")
    assert (again.status_code, again.headers["location"].split("?")[1]) == (
        303, "said=number_called&about=A001",
    )  # fmt: skip


def test_what_cannot_be_called_is_refused_and_nothing_typed_is_lost(office: Office) -> None:
    _at_window(office)
    refused = office.post("/call", number="B777")
    assert refused.status_code == 409
    assert 'value="B777"' in refused.text
    assert "Hãy xem lại số" in refused.text
    part = office.part("/call", number="B777")
    assert (part.status_code, 'value="B777"' in part.text) == (200, True)
    for act in ("again", "done", "absent"):
        assert "không mời ai" in office.post(f"/{act}").text
    assert "Không còn ai chờ" in office.part("/next").text


def test_without_a_window_nobody_is_called(office: Office) -> None:
    _take(office, 1)
    for act in ("next", "again", "done", "absent", "call"):
        refused = office.post(f"/{act}", number="A001")
        assert refused.status_code == 409
        assert "Hãy chọn quầy của bạn trước" in refused.text
    assert office.noted("number_called") == []


def test_another_office_s_numbers_are_not_touched(office: Office, other: Office) -> None:
    _take(other, 1)
    _at_window(office)
    assert "Không còn ai chờ" in office.part("/next").text
    assert office.post("/call", number="A001").status_code == 409
