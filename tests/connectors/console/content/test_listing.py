"""The list of documents, in a browser of each role."""

import pytest

from assistant.staff.role import Role
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.content.conftest import FAQ, RECORD, As, Shelf

ADDRESS = f"/console/content/{RECORD}"


def found(visitor: Visitor, query: str) -> str:
    """The list alone."""
    answer = visitor.get(f"/console/content?{query}")
    assert answer.status_code == 200
    return answer.text.split('id="found"')[1]


def test_everything_is_listed_fifty_at_a_time(editor: Visitor) -> None:
    page = found(editor, "")
    assert page.count('<th scope="row">') == 50
    assert "Trang 1 / " in page
    last = found(editor, "page=99")
    assert "Không có nội dung nào khớp" in last


@pytest.mark.parametrize("words", ["dang+ky+tam+tru", "ĐĂNG+ký+tạm+trú", "1.004194"])
def test_a_document_is_found_without_accents_and_by_its_code(editor: Visitor, words: str) -> None:
    assert ADDRESS in found(editor, f"q={words}")


def test_choices_narrow_the_list(editor: Visitor) -> None:
    assert ADDRESS not in found(editor, "q=tam+tru&field=ho_tich")
    assert ADDRESS not in found(editor, "q=tam+tru&kind=faq")
    assert ADDRESS in found(editor, "q=tam+tru&field=cu_tru&kind=procedure&stage=published")
    assert ADDRESS not in found(editor, "q=tam+tru&stage=draft")
    assert ADDRESS in found(editor, "q=tam+tru&stage=nonsense&kind=%00")


def test_what_waits_for_somebody_stands_on_top(
    shelf: Shelf, editor: Visitor, reviewer: Visitor
) -> None:
    name = editor.name  # type: ignore[attr-defined]
    made = shelf.draft(FAQ, name, "vneid có mấy mức", "vneid có bao nhiêu mức")
    mine = found(editor, "mine=true")
    assert mine.count('<th scope="row">') == 1
    assert FAQ in mine
    assert "Bạn đang soạn" in editor.get("/console/content").text
    assert "Bạn đang soạn" not in reviewer.get("/console/content").text
    assert "Chờ duyệt</a>" not in reviewer.get("/console/content").text
    shelf.run(lambda shop: shop.editing.submit(FAQ, made.number))
    assert "Chờ duyệt</a>" in reviewer.get("/console/content").text
    assert FAQ in found(reviewer, "stage=in_review")
    shelf.run(lambda shop: shop.editing.drop(FAQ, made.number))


def test_others_are_told_that_they_may_not(signed_in: As) -> None:
    assert signed_in(Role.ADMINISTRATOR).http.get("/console/content").status_code == 403
    for role in (Role.OFFICER, Role.MANAGER):
        page = signed_in(role).get("/console/content")
        assert page.status_code == 200
        assert "Chỉ những gì tôi đang soạn" not in page.text
