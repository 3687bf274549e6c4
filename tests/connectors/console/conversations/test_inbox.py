"""The inbox: who waits, found by code, closed cases page by page."""

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit, Visitor
from tests.connectors.console.conversations.conftest import Wish

LIST = "/console/conversations"


def test_a_code_read_out_leads_to_the_conversation(officer: Visitor, wish: Wish) -> None:
    code = wish()
    spoken = f" {code[:3]} {code[3:]} ".lower()
    found = officer.http.get(f"{LIST}/find", params={"code": spoken})
    assert (found.status_code, found.headers["location"]) == (303, f"{LIST}/{code}")
    unknown = officer.http.get(f"{LIST}/find", params={"code": "ZZZZ99"})
    assert unknown.status_code == 404
    assert "Hãy hỏi lại mã" in unknown.text
    assert officer.http.get(f"{LIST}/find", params={"code": "<script>"}).status_code == 404


def test_a_code_of_another_office_is_refused(elsewhere: Visitor, wish: Wish) -> None:
    assert elsewhere.get(f"{LIST}/find", params={"code": wish()}).status_code == 403


def test_only_officers_come_in(member: Member, visit: Visit) -> None:
    other = visit()
    other.sign_in(member(Role.MANAGER, Role.ADMINISTRATOR, Role.EDITOR, Role.REVIEWER))
    for path in ("", "/part", "/closed", "/find?code=ABCDEF", "/events", "/ABCDEF"):
        assert other.get(f"{LIST}{path}").status_code == 403
    assert LIST not in other.get("/console").text


def test_closed_ones_come_fifty_at_a_time(console: Served, elsewhere: Visitor, wish: Wish) -> None:
    code = wish(office="07210")
    console.ask(
        "INSERT INTO conversations (id, channel) SELECT 'zalo:closed-' || n, 'zalo'"
        " FROM generate_series(1, 60) n")  # fmt: skip
    console.ask(
        "INSERT INTO handovers (code, conversation_id, office, officer, closed_at, ended)"
        " SELECT 'C' || lpad(n::text, 5, '0'), 'zalo:closed-' || n, '07210', 'lan',"
        " now() - n * interval '1 hour', 'forgotten' FROM generate_series(1, 60) n")  # fmt: skip
    first = elsewhere.get(f"{LIST}/closed").text
    assert "C00001" in first
    assert code not in first
    assert "C00060" not in first
    older = first.split('class="button" href="')[2].split('"')[0].replace("&amp;", "&")
    assert "C00060" in elsewhere.get(older).text
