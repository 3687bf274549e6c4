import re

import pytest

from assistant.staff.role import Role
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.unanswered.conftest import BIRTH, LOST, As, Vain


def _listed(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/console/unanswered/\d+">([^<]*)</a>', page)


def test_most_often_asked_first_with_count_channels_and_reason(editor: Visitor) -> None:
    page = editor.get("/console/unanswered").text
    assert _listed(page) == [BIRTH, LOST]
    assert '<td class="number">3</td>' in page
    assert "Trợ lý không biết" in page
    assert "Zalo" in page
    assert "2 nhóm câu hỏi" in page


def test_newest_first_when_asked_so(editor: Visitor) -> None:
    assert _listed(editor.get("/console/unanswered?order=newest").text) == [LOST, BIRTH]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=em+be+moi+de", [BIRTH]),
        ("q=EM+BÉ", [BIRTH]),
        ("q=khong+co+dau", []),
        ("q=%25", []),
        ("channel=zalo", [BIRTH]),
        ("why=unknown", [BIRTH, LOST]),
        ("why=disliked", []),
        ("field=ho_tich", [BIRTH, LOST]),
        ("field=dat_dai", []),
        ("office=tinh", []),
        ("state=closed", []),
        ("at=2", []),
    ],
)
def test_filters_and_words_without_accents(editor: Visitor, query: str, found: list[str]) -> None:
    assert _listed(editor.get(f"/console/unanswered?{query}").text) == found


def test_a_filter_counts_only_what_it_shows(editor: Visitor) -> None:
    assert '<td class="number">2</td>' in editor.get("/console/unanswered?channel=zalo").text


def test_what_was_handled_is_on_the_other_side(editor: Visitor, vain: Vain) -> None:
    editor.post(f"/console/unanswered/{vain.group(LOST)}/done", "/console/unanswered", note="đùa")
    assert _listed(editor.get("/console/unanswered").text) == [BIRTH]
    closed = editor.get("/console/unanswered?state=closed").text
    assert _listed(closed) == [LOST]
    assert "Đã xong" in closed


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.ADMINISTRATOR])
def test_who_has_nothing_to_do_with_it_sees_nothing(signed_in: As, role: Role) -> None:
    visitor = signed_in(role, office="tinh")
    for path in ("/console/unanswered", "/console/unanswered/kept", "/console/unanswered/1"):
        answer = visitor.get(path)
        assert answer.status_code == 403
        assert BIRTH not in answer.text
