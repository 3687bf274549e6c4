"""The texts for danger and fraud: one person writes, another reviews, then residents read it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from assistant import wiring
from assistant.documents.store import Chosen
from assistant.documents.workshop import Workshop
from assistant.settings import ROOT
from assistant.staff.role import Role
from connectors.console.switches.crisis_form import PATH
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit, Visitor, form_value
from tests.connectors.console.switches.conftest import with_shop

PAGE = "/console/crisis-texts"
NEW_TEXT = "Nếu có cháy: ra khỏi nhà ngay, gọi 114. Có người bị thương: gọi 115."
pytestmark = pytest.mark.usefixtures("documents")


@pytest.fixture
def editor(member: Member, visit: Visit) -> Visitor:
    """A browser in which an editor is signed in."""
    visitor = visit()
    visitor.sign_in(member(Role.EDITOR))
    return visitor


def fields(page: str) -> dict[str, str]:
    """The form as it was shown."""
    texts = re.findall(r'<textarea id="([a-z_-]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return {"base": form_value(page, "base"), **{name: unescape(text) for name, text in texts}}


def states(console: Served) -> list[tuple[object, ...]]:
    """Versions of the file."""
    return console.ask(
        "SELECT number, state, author FROM document_versions v JOIN documents d "
        "ON d.id = v.document_id WHERE d.path = :path ORDER BY number", path=PATH,
    )  # fmt: skip


@pytest.fixture
def as_it_ships(console: Served) -> Iterator[None]:
    """Other tests read what this one publishes, so it goes back after it."""
    yield
    wiring.editions(console.app.state.settings).publish(ROOT / "knowledge_base")
    console.app.state.parts.knowledge.refresh()


@pytest.mark.usefixtures("as_it_ships")
def test_written_reviewed_by_another_published_and_read(
    console: Served, editor: Visitor, member: Member
) -> None:
    form = {**fields(editor.get(PAGE).text), "emergency-fire": NEW_TEXT, "do": "submit"}
    answer = editor.post(PAGE, **form, note="Rõ hơn")
    assert answer.headers["location"].endswith("done=submitted")
    (_, (number, state, author)) = states(console)
    assert state == "in_review"
    reviewer = member(Role.REVIEWER)

    async def publish(shop: Workshop) -> None:
        await shop.editing.approve(PATH, int(str(number)), reviewer)
        await shop.publishing.publish([Chosen(PATH, int(str(number)))], reviewer)

    assert author != reviewer
    with_shop(console, publish)
    console.app.state.parts.knowledge.refresh()
    path = "/api/v1/conversations/crisis-0000001/messages"
    told = console.http.post(path, json={"text": "nhà tôi đang cháy"}).json()
    assert told["replies"][0]["text"] == NEW_TEXT


def test_a_draft_is_kept_and_residents_still_read_the_old(console: Served, editor: Visitor) -> None:
    form = {**fields(editor.get(PAGE).text), "scam-broker": "Bạn không phải trả tiền cò, gọi 113."}
    assert editor.post(PAGE, **form, do="save").status_code == 303
    assert [row[1] for row in states(console)] == ["published", "draft"]
    page = editor.get(PAGE).text
    assert "Bạn không phải trả tiền cò, gọi 113." in page
    assert "Câu người dân đang đọc" in page
    again = editor.post(PAGE, **fields(page), do="save")
    assert again.headers["location"].endswith("done=same")
    submitted = editor.post(PAGE, **fields(page), do="submit")
    assert submitted.headers["location"].endswith("done=submitted")


def test_a_number_to_call_is_not_lost_unseen(console: Served, editor: Visitor) -> None:
    form = {**fields(editor.get(PAGE).text), "emergency-fire": "Hãy ra khỏi nhà ngay lập tức."}
    answer = editor.post(PAGE, **form, do="save")
    assert answer.status_code == 422
    assert "Câu cũ có số 114, 115" in answer.text
    assert fields(answer.text)["emergency-fire"] == "Hãy ra khỏi nhà ngay lập tức."
    assert len(states(console)) == 1
    assert editor.post(PAGE, **form, do="save", numbers="meant").status_code == 303


def test_what_is_too_short_comes_back_filled_in(console: Served, editor: Visitor) -> None:
    form = {**fields(editor.get(PAGE).text), "emergency-crime": "Gọi <113>, 115"}
    answer = editor.post(PAGE, **form, do="save")
    assert answer.status_code == 422
    assert "quá ngắn" in answer.text
    assert fields(answer.text)["emergency-crime"] == "Gọi <113>, 115"
    assert len(states(console)) == 1


def test_of_two_editors_the_second_sees_the_other_and_loses_nothing(
    console: Served, editor: Visitor, member: Member, visit: Visit
) -> None:
    shown = fields(editor.get(PAGE).text)
    other = visit()
    other.sign_in(member(Role.EDITOR))
    theirs = {**shown, "emergency-fire": NEW_TEXT}
    assert other.post(PAGE, **theirs, do="save").status_code == 303
    mine = {**shown, "emergency-fire": "Của tôi: ra ngoài, gọi 114, rồi gọi 115."}
    answer = editor.post(PAGE, **mine, do="save")
    assert answer.status_code == 409
    assert NEW_TEXT in unescape(answer.text)
    assert fields(answer.text)["emergency-fire"] == mine["emergency-fire"]
    assert [row[1] for row in states(console)] == ["published", "draft", "aside"]
    assert editor.post(PAGE, **fields(answer.text), do="save").status_code == 303


def test_others_read_and_only_editors_write(console: Served, member: Member, visit: Visit) -> None:
    for role in (Role.REVIEWER, Role.MANAGER):
        visitor = visit()
        visitor.sign_in(member(role))
        page = visitor.get(PAGE)
        assert page.status_code == 200
        assert "Lưu và gửi duyệt" not in page.text
        form = {**fields(page.text), "emergency-fire": NEW_TEXT}
        assert visitor.post(PAGE, "/console/account", **form).status_code == 403
    administrator = visit()
    administrator.sign_in(member(Role.ADMINISTRATOR))
    assert administrator.get(PAGE).status_code == 403
    assert len(states(console)) == 1


@pytest.mark.parametrize("base", ["", "x", "99", "9" * 30])
def test_a_form_of_nowhere_is_refused(console: Served, editor: Visitor, base: str) -> None:
    assert editor.post(PAGE, base=base, do="save").status_code == 422
    assert len(states(console)) == 1


def test_without_documents_it_says_whom_to_ask(console: Served, editor: Visitor) -> None:
    console.ask("TRUNCATE documents CASCADE")
    assert "quản trị máy chủ" in editor.get(PAGE).text
    assert editor.post(PAGE, base="1", do="save").status_code == 422
