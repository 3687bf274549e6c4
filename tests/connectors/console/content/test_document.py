"""One document: what residents read, what is coming, and all that became of it."""

from assistant.documents.version import State
from assistant.staff.role import Role
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.content.conftest import FAQ, RECORD, As, Shelf

SCRIPT = "<script>alert(1)</script>"


def test_what_residents_read_stands_there_field_by_field(editor: Visitor) -> None:
    page = editor.get(f"/console/content/{RECORD}").text
    assert "Người dân đang đọc" in page
    for words in ("Đăng ký tạm trú", "Giấy tờ", "Tên gọi, cách hỏi khác", "làm sổ tạm trú"):
        assert words in page
    assert "checked_on" not in page


def test_a_draft_shows_what_it_changes_and_the_history_who_did_it(
    shelf: Shelf, editor: Visitor
) -> None:
    name = str(editor.name)  # type: ignore[attr-defined]
    made = shelf.draft(FAQ, name, "vneid có mấy mức", "vneid có bao nhiêu mức")
    page = editor.get(f"/console/content/{FAQ}").text
    changes = page.split("Thay đổi so với bản đang dùng</h3>")[1]
    assert "vneid có bao nhiêu mức" in changes
    assert "Trần Thị Bích" in page
    one = editor.get(f"/console/content/{FAQ}/version?number={made.number}").text
    assert "Thay đổi so với bản số 1" in one
    assert "Dùng lại bản này" not in one, "it is the newest already"
    assert "Dùng lại bản này" in editor.get(f"/console/content/{FAQ}/version?number=1").text
    shelf.run(lambda shop: shop.editing.drop(FAQ, made.number))


def test_the_checks_are_a_part_of_their_own(editor: Visitor) -> None:
    page = editor.get(f"/console/content/{FAQ}/checks?number=1").text
    assert "Không có lỗi" in page
    assert editor.get(f"/console/content/{FAQ}/checks?number=77").status_code == 404


def test_who_only_reads_has_no_buttons(signed_in: As, shelf: Shelf) -> None:
    made = shelf.draft(FAQ, "lan", "vneid có mấy mức", "vneid có bao nhiêu mức")
    page = signed_in(Role.OFFICER).get(f"/console/content/{FAQ}").text
    main = page.split('id="main"')[1]
    assert "<button" not in main.split('id="idle"')[0]
    assert "/edit" not in main
    shelf.run(lambda shop: shop.editing.drop(FAQ, made.number))


def test_what_is_typed_stays_text(shelf: Shelf, editor: Visitor) -> None:
    made = shelf.draft(FAQ, "lan", "vneid có mấy mức", f'"{SCRIPT}"')
    for below in ("", "/text", f"/version?number={made.number}", f"/checks?number={made.number}"):
        page = editor.get(f"/console/content/{FAQ}{below}").text
        assert SCRIPT not in page
    assert "&lt;script&gt;" in editor.get(f"/console/content/{FAQ}").text
    shelf.run(lambda shop: shop.editing.drop(FAQ, made.number))
    assert shelf.history(FAQ)[0].state is State.DROPPED


def test_a_draft_that_no_model_can_read_is_shown_all_the_same(
    shelf: Shelf, editor: Visitor
) -> None:
    made = shelf.draft(FAQ, "lan", "topic:", "chủ đề:")
    page = editor.get(f"/console/content/{FAQ}")
    assert page.status_code == 200
    assert "chủ đề" in page.text
    shelf.run(lambda shop: shop.editing.drop(FAQ, made.number))
