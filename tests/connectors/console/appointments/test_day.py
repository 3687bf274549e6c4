"""The day of an office on its page: what is shown, to whom, and when it is sent again."""

import re
from datetime import timedelta

from assistant.clock import now
from assistant.staff.role import Role
from tests.connectors.console.appointments.visits import AT, Office
from tests.connectors.console.conftest import Member, Visit


def test_names_and_phones_are_those_of_the_own_office(office: Office, other: Office) -> None:
    mine = office.today(5, name="Đỗ Thị Mơ")
    theirs = other.today(5, name="Lê Văn Bưởi")
    page = office.get().text
    assert "Đỗ Thị Mơ" in page
    assert mine["phone"] in page
    assert mine["code"] in page
    for secret in ("Lê Văn Bưởi", theirs["phone"], theirs["code"]):
        assert secret not in page


def test_another_day_is_shown_without_calling(office: Office) -> None:
    made = office.book(name="Vũ Thị Mận")
    day = made["start"][:10]
    page = office.get(day=day).text
    assert "Vũ Thị Mận" in page
    assert "Quầy của tôi" not in page
    assert 'hx-trigger="every' not in page
    assert "Vũ Thị Mận" not in office.get().text


def test_one_group_of_counters_can_be_looked_at_alone(office: Office) -> None:
    office.today(5, name="Trần Văn Chuối")
    assert "Trần Văn Chuối" in office.get(counter="ho-tich").text
    assert "Trần Văn Chuối" not in office.get(counter="dat-dai").text


def test_what_has_not_changed_is_not_sent_again(office: Office) -> None:
    office.today(60)
    page = office.get()
    (asked,) = re.findall(r'hx-get="([^"]+board[^"]*)"', page.text)
    again = office.browser.get(asked.replace("&amp;", "&"))
    assert (again.status_code, again.content) == (204, b"")
    office.today(90, 1, name="Phan Thị Táo")
    changed = office.browser.get(asked.replace("&amp;", "&"))
    assert changed.status_code == 200
    assert "Phan Thị Táo" in changed.text
    assert "<html" not in changed.text


def test_the_page_that_asks_by_itself_keeps_nobody_signed_in(office: Office) -> None:
    office.console.ask("UPDATE staff_sessions SET seen_at = seen_at - interval '1 minute'")
    before = office.console.ask("SELECT max(seen_at) FROM staff_sessions WHERE account = :who",
                                who=office.officer)  # fmt: skip
    office.get("/board")
    after = office.console.ask("SELECT max(seen_at) FROM staff_sessions WHERE account = :who",
                               who=office.officer)  # fmt: skip
    assert before == after


def test_who_is_late_is_marked(office: Office) -> None:
    office.today(-40)
    assert "Quá giờ, chưa đến" in office.get().text


def test_days_beyond_all_reckoning_are_refused(office: Office) -> None:
    for day in ("0001-01-01", "9999-12-31", "2026-02-30", "x"):
        assert office.get(day=day).status_code == 422
    near = f"{now().date() + timedelta(days=400)}"
    assert office.get(day=near).status_code == 200


def test_only_officers_have_the_page(member: Member, visit: Visit) -> None:
    for role in (Role.EDITOR, Role.REVIEWER, Role.MANAGER, Role.ADMINISTRATOR):
        browser = visit()
        browser.sign_in(member(role))
        assert browser.get(AT).status_code == 403
        assert AT not in browser.get("/console").text
    assert visit().http.get(AT).status_code == 303


def test_what_the_address_says_is_no_way_to_put_words_on_the_page(office: Office) -> None:
    page = office.get(said="number_called", about="A012").text
    assert "Đã gọi số A012." in page
    assert office.get(said="number_called", about="<b>x</b>").status_code == 422
    assert "__class__" not in office.get(said="__class__").text
