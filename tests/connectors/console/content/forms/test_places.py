"""Editors write everything; an officer the words of the own office; nobody else anything."""

import pytest

from assistant.documents.body import read
from assistant.staff.role import Role
from connectors.console.content.forms.places import office_of
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.content.forms.conftest import RECORD, TOPIC
from tests.connectors.console.content.forms.test_form import boxes, editor, texts_of

OWN, OTHER = "/console/content/overrides/07210.yml/edit", "/console/content/overrides/tinh.yml/edit"
EDIT = f"/console/content/{RECORD}/edit"


def test_an_office_is_read_of_the_path() -> None:
    assert office_of("overrides/tinh-kinh-bac.yml") == "tinh-kinh-bac"


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.MANAGER, Role.OFFICER, Role.ADMINISTRATOR])
def test_who_is_no_editor_changes_no_content(
    shelf: Served, member: Member, visit: Visit, role: Role
) -> None:
    other = editor(member, visit, role, office="07210" if role is Role.OFFICER else None)
    sent = {
        "csrf": boxes_token(other.get("/console").text),
        "base": "1",
        "name": "x",
        "act": "save",
    }
    for path in (EDIT, OTHER, "/console/content/new/faq", "/console/content/new/procedure"):
        assert other.get(path).status_code == 403
        assert other.http.post(path, data=sent).status_code == 403
    assert len(texts_of(shelf, RECORD)) == 1
    assert texts_of(shelf, "overrides/tinh.yml") == []


def boxes_token(page: str) -> str:
    return page.partition('name="csrf" value="')[2].partition('"')[0]


def test_an_officer_writes_for_the_own_office(shelf: Served, member: Member, visit: Visit) -> None:
    officer = editor(member, visit, Role.OFFICER, office="07210")
    page = officer.get("/console/content/overrides").text
    assert "/console/content/overrides/07210.yml/edit" in page
    assert "/console/content/overrides/tinh.yml" not in page
    typed = boxes(officer.get(OWN).text)
    row = {"code": "9.000003", "counter": "Quầy số 3", "checked_on": "2026-11-22"}
    sent = {**typed, **{f"procedures.0.{name}": [value] for name, value in row.items()}}
    shown = officer.http.post(OWN, data={**sent, "act": "add procedures"}).text
    record = shelf.app.state.parts.knowledge.current.base.records.get("9.000003")
    assert record is None or record.place.text in shown  # what the province wrote stands beside
    answer = officer.http.post(OWN, data={**sent, "act": "submit"})
    assert answer.status_code == 303, answer.text[-3000:]
    (text,) = texts_of(shelf, "overrides/07210.yml")
    assert "counter: Quầy số 3" in text
    states = shelf.ask(
        "SELECT state FROM document_versions v JOIN documents d ON d.id = v.document_id"
        " WHERE path = 'overrides/07210.yml'"
    )
    assert states == [("in_review",)]


def test_two_officers_of_one_office_lose_nothing(
    shelf: Served, member: Member, visit: Visit
) -> None:
    one, two = (editor(member, visit, Role.OFFICER, office="07210") for _ in range(2))
    typed = boxes(one.get(OWN).text)

    def sent(code: str) -> dict[str, object]:
        row = {"code": code, "counter": "Quầy 1", "checked_on": "2026-11-22"}
        return {**typed, **{f"procedures.0.{k}": [v] for k, v in row.items()}, "act": "save"}

    assert one.http.post(OWN, data=sent("9.000001")).status_code == 303
    second = {**sent("9.000003"), "csrf": boxes(two.get(OWN).text)["csrf"]}
    late = two.http.post(OWN, data=second)
    assert late.status_code == 409
    again = boxes(late.text)
    assert [again[f"procedures.{n}.code"] for n in (0, 1)] == [["9.000001"], ["9.000003"]]
    assert two.http.post(OWN, data={**again, "act": "save"}).status_code == 303
    newest = read("overrides/07210.yml", texts_of(shelf, "overrides/07210.yml")[-1])
    assert [word["code"] for word in newest["procedures"]] == ["9.000001", "9.000003"]


def test_what_is_no_document_is_not_found(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    for path in ("policy.yml", "faq/khong-co.yml", "overrides/00000.yml", "../x.yml", "faq/a.yml"):
        for page in ("edit", "preview", "effects"):
            assert clerk.get(f"/console/content/{path}/{page}").status_code == 404, path
    assert clerk.get(f"/console/content/{TOPIC}/preview?number=99").status_code == 404
