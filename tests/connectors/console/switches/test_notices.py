"""Notices in the staff's pages: looked at first, kept, changed, taken off; by whom."""

from datetime import timedelta

import pytest

from assistant.clock import now
from assistant.staff.role import Role
from connectors.console.switches.notice_form import typed_moment
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Member, Visit, Visitor, form_value

PAGE, NEW = "/console/notices", "/console/notices/new"
PLACES = ["web", "kiosk", "hall", "zalo", "zalo_bot", "telegram"]


def typed(text: str = "Bão số 9: trung tâm nghỉ hôm nay", **more: object) -> dict[str, object]:
    """A form, filled in for the coming hour."""
    moment = now()
    return {
        "text": text, "severity": "warning", "starts": typed_moment(moment),
        "ends": typed_moment(moment + timedelta(hours=1)), "reach": "all", "places": PLACES,
        "do": "save", **more,
    }  # fmt: skip


def kept(console: Served) -> list[tuple[object, ...]]:
    """What stands in the database."""
    return console.ask("SELECT text, version, author FROM notices ORDER BY id")


def number_of(console: Served) -> int:
    """The id of the one that is kept."""
    ((number,),) = console.ask("SELECT id FROM notices")
    return int(str(number))


@pytest.fixture
def manager(member: Member, visit: Visit) -> Visitor:
    """A browser in which a manager of the province is signed in."""
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER))
    return visitor


def test_it_is_looked_at_before_it_is_kept_and_then_on_every_screen(
    console: Served, manager: Visitor
) -> None:
    looked = manager.post(NEW, **typed(do="preview"))
    assert looked.status_code == 200
    assert "Xem trước" in looked.text
    assert "Lưu ý: Bão số 9: trung tâm nghỉ hôm nay" in looked.text
    assert kept(console) == []
    assert manager.post(NEW, **typed()).status_code == 303
    assert "Đang hiện" in manager.get(PAGE).text
    for place in ("web", "kiosk", "hall"):
        (shown,) = console.http.get(f"/api/v1/notices?place={place}").json()
        assert shown["text"] == "Bão số 9: trung tâm nghỉ hôm nay"


def test_one_of_tomorrow_is_not_shown_yet_and_one_of_the_past_no_more(
    console: Served, manager: Visitor
) -> None:
    day = now() + timedelta(days=1)
    ends = typed_moment(day + timedelta(hours=1))
    manager.post(NEW, **typed(starts=typed_moment(day), ends=ends))
    assert console.http.get("/api/v1/notices").json() == []
    assert "Sắp hiện" in manager.get(PAGE).text
    console.ask(
        "UPDATE notices SET starts_at = now() - interval '2 h', ends_at = now() - interval '1 h'"
    )
    console.app.state.parts.stores.notices.forget()
    assert console.http.get("/api/v1/notices").json() == []
    assert "Đã hết hạn" in manager.get(PAGE).text


@pytest.mark.parametrize(("wrong", "said"), [
    ({"text": "a"}, "ít nhất 5 ký tự"), ({"text": "x" * 401}, "dài quá 400"),
    ({"ends": ""}, "đủ ngày và giờ"), ({"places": []}, "ít nhất một nơi"),
    ({"reach": "some"}, "ít nhất một điểm tiếp nhận"),
])  # fmt: skip
def test_a_refused_form_comes_back_filled_in(
    console: Served, manager: Visitor, wrong: dict[str, object], said: str
) -> None:
    form = typed("Nghỉ & hẹn <lại> sau", severity="urgent")
    answer = manager.post(NEW, **{**form, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    text = str(wrong.get("text", "Nghỉ &amp; hẹn &lt;lại&gt; sau"))
    assert f"required>{text}</textarea>" in answer.text
    assert f'name="starts" type="datetime-local" value="{form["starts"]}"' in answer.text
    assert 'value="urgent" checked' in answer.text
    assert kept(console) == []


def test_of_two_who_change_one_the_second_sees_both_and_loses_nothing(
    console: Served, manager: Visitor, member: Member, visit: Visit
) -> None:
    manager.post(NEW, **typed())
    page = f"{PAGE}/{number_of(console)}"
    other = visit()
    other.sign_in(member(Role.MANAGER))
    assert other.post(page, **typed("Bản của người kia", version=1)).status_code == 303
    late = manager.post(page, **typed("Bản của tôi", version=1))
    assert late.status_code == 409
    assert "Bản của người kia" in late.text
    assert ">Bản của tôi</textarea>" in late.text
    assert form_value(late.text, "version") == "2"
    assert manager.post(page, **typed("Bản của tôi", version=2)).status_code == 303
    assert [row[:2] for row in kept(console)] == [("Bản của tôi", 3)]


def test_taken_off_it_is_gone_from_the_screens_and_stays_in_the_list(
    console: Served, manager: Visitor
) -> None:
    manager.post(NEW, **typed())
    page = f"{PAGE}/{number_of(console)}"
    assert manager.post(f"{page}/withdraw", page).status_code == 303
    assert console.http.get("/api/v1/notices").json() == []
    assert "Đã gỡ" in manager.get(PAGE).text
    assert manager.post(page, PAGE, **typed("Sửa sau khi gỡ", version=1)).status_code in {403, 409}
    assert manager.post(f"{page}/withdraw", "/console/account").status_code == 303
    query = "SELECT action FROM audit WHERE subject = :subject ORDER BY number"
    acts = console.ask(query, subject=f"notice:{number_of(console)}")
    assert [row[0] for row in acts] == ["notice_added", "notice_withdrawn"]


def test_a_manager_of_one_office_writes_for_that_one_and_touches_no_other(
    console: Served, manager: Visitor, member: Member, visit: Visit
) -> None:
    manager.post(NEW, **typed())
    page = f"{PAGE}/{number_of(console)}"
    local = visit()
    local.sign_in(member(Role.MANAGER, office=OFFICE))
    assert local.get(page).status_code == 200
    assert local.post(page, PAGE, **typed("Sửa của nơi khác", version=1)).status_code == 403
    assert local.post(f"{page}/withdraw", NEW).status_code == 403
    assert local.post(NEW, **typed("Quầy 2 nghỉ chiều nay")).status_code == 303
    offices = console.ask("SELECT offices FROM notices ORDER BY id DESC LIMIT 1")
    assert offices == [([OFFICE],)]
    shown = console.http.get(f"/api/v1/notices?place=hall&office={OFFICE}").json()
    assert {notice["text"] for notice in shown} >= {"Quầy 2 nghỉ chiều nay"}
    assert len(console.http.get("/api/v1/notices?place=hall&office=khac").json()) == 1


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.OFFICER])
def test_other_roles_neither_see_nor_write(
    console: Served, member: Member, visit: Visit, role: Role
) -> None:
    visitor = visit()
    visitor.sign_in(member(role, office=OFFICE))
    for page in (PAGE, NEW, f"{PAGE}/1"):
        assert visitor.get(page).status_code == 403
    assert visitor.post(NEW, "/console/account", **typed()).status_code == 403
    assert kept(console) == []


def test_what_is_not_there_is_not_found(manager: Visitor) -> None:
    assert manager.get(f"{PAGE}/999999999").status_code == 404
    assert manager.get(f"{PAGE}/{2**64}").status_code == 422


def test_the_list_goes_on_after_fifty(console: Served, manager: Visitor) -> None:
    console.ask(
        "INSERT INTO notices (text, severity, starts_at, ends_at, offices, places, author, made_at)"
        " SELECT 'Thông báo ' || n, 'info', now() - interval '2 h', now() - interval '1 h',"
        " '[]'::jsonb, '[]'::jsonb, 'lan', now() FROM generate_series(1, 60) n"
    )
    first = manager.get(PAGE).text
    assert first.count("/console/notices/") >= 50
    assert "Thông báo 60<" in first
    assert "Thông báo 10<" not in first
    before = first.split("?before=")[1].split('"')[0]
    assert "Thông báo 10<" in manager.get(f"{PAGE}?before={before}").text
