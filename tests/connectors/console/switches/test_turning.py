"""The switches in the staff's pages: off with a reason residents read, on again, and by whom."""

import pytest

from assistant.conversation.switch import Part
from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Member, Visit, Visitor

PAGE = "/console/switches"


@pytest.fixture
def manager(member: Member, visit: Visit) -> Visitor:
    """A browser in which a manager of the province is signed in."""
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER))
    return visitor


def asked(console: Served, conversation: str) -> dict[str, object]:
    """What a resident gets."""
    path = f"/api/v1/conversations/{conversation}/messages"
    answer: dict[str, object] = console.http.post(path, json={"text": "lệ phí khai sinh"}).json()
    return answer


def test_off_everybody_reads_the_reason_and_on_again_nobody(
    console: Served, manager: Visitor
) -> None:
    answer = manager.post(f"{PAGE}/assistant", state="off", reason="Đang bảo trì đến 14 giờ")
    assert answer.status_code == 303
    for conversation in ("switch-web-0001", "kiosk-switch-0001"):
        told = asked(console, conversation)
        assert told["outcome"] == "failed"
        assert "Đang bảo trì đến 14 giờ." in str(told["replies"])
    assert "Đang bảo trì đến 14 giờ" in manager.get(PAGE).text
    assert manager.post(f"{PAGE}/assistant", state="on").status_code == 303
    assert asked(console, "switch-web-0001")["outcome"] != "failed"


def test_one_channel_is_off_and_the_others_go_on(console: Served, manager: Visitor) -> None:
    manager.post(f"{PAGE}/kiosk", state="off", reason="Ki-ốt đang được sửa")
    assert asked(console, "kiosk-switch-0002")["outcome"] == "failed"
    assert asked(console, "switch-web-0002")["outcome"] != "failed"
    shown = console.http.get("/api/v1/notices?place=kiosk").json()
    assert [(n["id"], n["text"]) for n in shown] == [
        ("off", "Trợ lý đang tạm dừng: Ki-ốt đang được sửa.")
    ]
    assert console.http.get("/api/v1/notices?place=web").json() == []


@pytest.mark.parametrize(("state", "reason", "said"), [
    ("off", "", "Hãy ghi lý do"), ("off", " \u200b ab", "Hãy ghi lý do"),
    ("off", "x" * 301, "dài quá 300"), ("?", "đang bảo trì", "Chưa rõ"),
])  # fmt: skip
def test_what_is_refused_changes_nothing_and_comes_back_filled_in(
    console: Served, manager: Visitor, state: str, reason: str, said: str
) -> None:
    answer = manager.post(f"{PAGE}/web", state=state, reason=reason)
    assert answer.status_code == 422
    assert said in answer.text
    assert reason.replace("\u200b", "").strip() in answer.text
    assert console.ask("SELECT count(*) FROM switches") == [(0,)]


def test_it_stands_in_the_history_and_in_the_log(console: Served, manager: Visitor) -> None:
    manager.post(f"{PAGE}/zalo", state="off", reason="Zalo báo lỗi")
    manager.post(f"{PAGE}/zalo", state="on", reason="Đã sửa xong")
    page = manager.get(PAGE).text
    assert "Zalo báo lỗi" in page
    assert "Đã sửa xong" in page
    acts = console.ask(
        "SELECT action, subject FROM audit WHERE subject = 'zalo' ORDER BY number DESC LIMIT 2"
    )
    assert acts == [("switched_on", "zalo"), ("switched_off", "zalo")]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.OFFICER])
def test_other_roles_neither_see_nor_turn(
    console: Served, member: Member, visit: Visit, role: Role
) -> None:
    visitor = visit()
    visitor.sign_in(member(role, office=OFFICE))
    assert visitor.get(PAGE).status_code == 403
    answer = visitor.post(f"{PAGE}/web", "/console/account", state="off", reason="đang bảo trì")
    assert answer.status_code == 403
    assert console.ask("SELECT count(*) FROM switches") == [(0,)]


def test_a_manager_of_one_office_only_looks(console: Served, member: Member, visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER, office=OFFICE))
    assert visitor.get(PAGE).status_code == 200
    for part in Part:
        assert visitor.get(f"{PAGE}/{part}").status_code == 403
        answer = visitor.post(f"{PAGE}/{part}", PAGE, state="off", reason="đang bảo trì")
        assert answer.status_code == 403
    assert console.ask("SELECT count(*) FROM switches") == [(0,)]


def test_the_commands_and_the_officers_api_turn_the_same_switch(
    console: Served, manager: Visitor
) -> None:
    assert console.desk("POST", "/switch", json={"on": False, "reason": "Bão"}).status_code == 200
    assert "Bão" in manager.get(PAGE).text
    manager.post(f"{PAGE}/assistant", state="on")
    assert console.desk("GET", "/switch").json()["on"] is True


def test_a_channel_that_is_off_does_not_tell_the_officers_api_that_all_is(
    console: Served, manager: Visitor
) -> None:
    manager.post(f"{PAGE}/telegram", state="off", reason="Bot đang được sửa")
    assert console.desk("GET", "/switch").json() == {"on": True, "reason": None, "history": []}


def test_an_unknown_part_is_told_so(manager: Visitor) -> None:
    assert manager.get(f"{PAGE}/everything").status_code == 422
