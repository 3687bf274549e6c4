"""Clerks change procedures and answers in boxes; the file behind keeps all they did not touch."""

import re
from html import unescape

import httpx

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit, Visitor
from tests.connectors.console.content.forms.conftest import RECORD, TOPIC

EDIT = f"/console/content/{RECORD}/edit"


def boxes(page: str) -> dict[str, list[str]]:
    """What a browser would send of a form, with nothing typed."""
    form = page[page.index('<form id="form"') :]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            sent.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, value in re.findall(
        r'<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = [unescape(value)]
    pick = r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>'
    for name, options in re.findall(pick, form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        sent[name] = [unescape((chosen or first)[1])]  # type: ignore[index]
    return sent


def editor(member: Member, visit: Visit, *roles: Role, office: str | None = None) -> Visitor:
    visitor = visit()
    visitor.http.timeout = httpx.Timeout(120)  # all questions are asked twice
    visitor.sign_in(member(*(roles or (Role.EDITOR,)), office=office))
    return visitor


def texts_of(served: Served, path: str) -> list[str]:
    rows = served.ask(
        "SELECT text FROM document_versions v JOIN documents d ON d.id = v.document_id"
        " WHERE path = :path ORDER BY number",
        path=path,
    )
    return [text for (text,) in rows]


def test_saving_without_a_change_makes_no_version(
    shelf: Served, member: Member, visit: Visit
) -> None:
    clerk = editor(member, visit)
    page = clerk.get(EDIT)
    assert page.status_code == 200
    answer = clerk.http.post(EDIT, data={**boxes(page.text), "act": "save"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("?said=unchanged")
    assert len(texts_of(shelf, RECORD)) == 1


def test_a_change_touches_only_its_line(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    typed = boxes(clerk.get(EDIT).text)
    typed["papers.0.name"] = ["Tờ khai kiểu mới"]
    answer = clerk.http.post(EDIT, data={**typed, "act": "save", "note": "mẫu mới"})
    assert answer.headers["location"].endswith("?said=saved")
    before, after = texts_of(shelf, RECORD)
    changed = set(after.splitlines()) - set(before.splitlines())
    assert [line.strip() for line in changed] == ["name: Tờ khai kiểu mới"]
    assert len(before.splitlines()) == len(after.splitlines())


def test_rows_come_and_go_and_nothing_typed_is_lost(
    shelf: Served, member: Member, visit: Visit
) -> None:
    clerk = editor(member, visit)
    typed = boxes(clerk.get(EDIT).text)
    typed["papers.0.name"] = ["Đang gõ dở"]
    papers = len([name for name in typed if re.fullmatch(r"papers\.\d+\.name", name)])
    page = clerk.http.post(EDIT, data={**typed, "act": "add papers", "note": "ghi chú"})
    assert page.status_code == 200
    again = boxes(page.text)
    assert again["papers.0.name"] == ["Đang gõ dở"]
    assert again["note"] == ["ghi chú"]
    assert again[f"papers.{papers}.name"] == [""]
    page = clerk.http.post(EDIT, data={**again, "act": f"remove papers.{papers}"})
    assert f"papers.{papers}.name" not in boxes(page.text)
    page = clerk.http.post(EDIT, data={**boxes(page.text), "act": "down papers.0"})
    assert boxes(page.text)["papers.1.name"] == ["Đang gõ dở"]
    assert len(texts_of(shelf, RECORD)) == 1


def test_every_page_of_a_draft_opens(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    for path in (RECORD, TOPIC):
        for page in ("edit", "preview", "preview?on=kiosk", "effects", "effects?now=true"):
            answer = clerk.get(f"/console/content/{path}/{page}")
            assert answer.status_code == 200, (path, page, answer.text[:500])
    for page in (
        "new/faq?question=Hỏi+gì",
        "new/procedure",
        "overrides",
        "overrides/tinh.yml/edit",
    ):
        answer = clerk.get(f"/console/content/{page}")
        assert answer.status_code == 200, page


def test_the_second_of_two_editors_sees_both(shelf: Served, member: Member, visit: Visit) -> None:
    one, two = (editor(member, visit) for _ in range(2))
    opened = [boxes(clerk.get(EDIT).text) for clerk in (one, two)]
    for clerk, typed, name, place in (
        (one, opened[0], "Tên của người thứ nhất", "?said=saved"),
        (two, opened[1], "Tên của người thứ hai", "/conflict?mine=3"),
    ):
        answer = clerk.http.post(EDIT, data={**typed, "name": name, "act": "save"})
        assert answer.headers["location"].endswith(place)
    assert ["Tên của người thứ" in text for text in texts_of(shelf, RECORD)] == [False, True, True]
    assert two.get(answer.headers["location"]).status_code == 200


def test_what_the_checks_refuse_stays_a_draft_and_is_shown(
    shelf: Served, member: Member, visit: Visit
) -> None:
    clerk = editor(member, visit)
    typed = boxes(clerk.get(EDIT).text) | {"who": [""], "summary": [""]}
    answer = clerk.http.post(EDIT, data={**typed, "act": "submit"})
    assert answer.status_code == 422
    assert 'href="#who"' in answer.text
    assert len(texts_of(shelf, RECORD)) == 2
    acts = shelf.ask("SELECT action FROM audit WHERE subject = :path", path=RECORD)
    assert ("content_saved",) in acts
    assert ("content_submitted",) not in acts
