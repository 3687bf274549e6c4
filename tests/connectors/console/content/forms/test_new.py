"""New questions and procedures begin as drafts, and nothing typed is lost on the way."""

from assistant.documents.body import read
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.content.forms.conftest import TOPIC
from tests.connectors.console.content.forms.test_form import boxes, editor, texts_of

FAQ, PROCEDURE = "/console/content/new/faq", "/console/content/new/procedure"


def test_a_question_comes_with_the_words_of_the_resident(
    shelf: Served, member: Member, visit: Visit
) -> None:
    clerk = editor(member, visit)
    typed = boxes(clerk.get(FAQ, params={"question": "Có chỗ gửi xe không?"}).text)
    assert typed["question"] == ["Có chỗ gửi xe không?"]
    typed |= {"answer": ["Có <b>bãi</b>."], "aliases": ["một\nhai"]}
    refused = clerk.http.post(FAQ, data={**typed, "act": "save"})
    assert refused.status_code == 422
    assert boxes(refused.text)["answer"] == ["Có <b>bãi</b>."]
    answer = clerk.http.post(FAQ, data={**typed, "topic": TOPIC, "act": "save"})
    assert answer.headers["location"].endswith("#entries.1")
    before, after = texts_of(shelf, TOPIC)
    assert after.startswith(before.rstrip("\n"))
    entry = read(TOPIC, after)["entries"][1]
    assert entry["id"] == "co-cho-gui-xe-khong"
    assert entry["aliases"] == ["một", "hai"]
    page = clerk.get(answer.headers["location"])
    assert "Còn " in page.text  # a draft may be saved with gaps, and says so


def test_a_question_may_begin_a_topic(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    typed = boxes(clerk.get(FAQ).text) | {"question": ["Gửi xe ở đâu?"], "act": ["save"]}
    assert clerk.http.post(FAQ, data={**typed, "topic": "new"}).status_code == 422
    new = {**typed, "topic": "new", "name": "Bãi xe"}
    assert clerk.http.post(FAQ, data=new).status_code == 303
    (text,) = texts_of(shelf, "faq/bai_xe.yml")
    assert read("faq/bai_xe.yml", text)["topic"] == "Bãi xe"


def test_a_procedure_begins_with_a_frame(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    typed = {"csrf": boxes_csrf(clerk.get(PROCEDURE).text), "name": "Việc mới", "field": "ho_tich"}
    for code, status in (("khong", 422), ("9.000001", 422), ("9.123456", 303), ("9.123456", 422)):
        answer = clerk.http.post(PROCEDURE, data={**typed, "code": code})
        assert answer.status_code == status, code
        assert status == 303 or 'value="Việc mới"' in answer.text
    page = clerk.get("/console/content/procedures/ho_tich/9.123456.yml/edit")
    assert boxes(page.text)["name"] == ["Việc mới"]
    answer = clerk.http.post(PROCEDURE, data=typed)
    assert answer.headers["location"].startswith(
        "/console/content/procedures/ho_tich/x.viec-moi.yml"
    )


def boxes_csrf(page: str) -> str:
    return page.partition('name="csrf" value="')[2].partition('"')[0]
