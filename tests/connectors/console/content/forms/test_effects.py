"""Which questions a change touches is known before it is published."""

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.content.forms.conftest import TOPIC
from tests.connectors.console.content.forms.test_form import boxes, editor
from tests.connectors.console.content.forms.test_preview import saved


def test_a_new_way_to_ask_finds_the_answer(shelf: Served, member: Member, visit: Visit) -> None:
    shelf.http.post("/api/v1/conversations/hieuung/messages", json={"text": "xin phô tô hộ cái"})
    clerk = editor(member, visit)
    old = boxes(clerk.get(f"/console/content/{TOPIC}/edit").text)["entries.0.aliases"][0]
    ways = f"{old}\nxin phô tô hộ cái\nphô tô nhờ ở quầy"
    place = saved(clerk, TOPIC, "effects", **{"entries.0.aliases": ways})
    assert 'hx-trigger="load"' in clerk.get(place).text
    page = clerk.get(place + "&now=true").text
    assert "Câu hỏi sẽ tìm thấy nội dung này" in page
    assert "phô tô nhờ ở quầy" in page


def test_residents_questions_are_for_those_who_work_on_them(
    shelf: Served, member: Member, visit: Visit
) -> None:
    asked = "câu hỏi riêng không ai trả lời được xyz"
    shelf.http.post("/api/v1/conversations/rieng/messages", json={"text": asked})
    manager = editor(member, visit, Role.MANAGER)
    page = manager.get(f"/console/content/{TOPIC}/effects?now=true").text
    assert "câu người dân hỏi gần đây" not in page
    assert asked not in page
