from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.unanswered.conftest import BIRTH, Vain

CODE = "1.001193"
KEPT = "/console/unanswered/kept"


def _keep(visitor: Visitor, vain: Vain, words: str, code: str) -> None:
    path = f"/console/unanswered/{vain.group(BIRTH)}"
    assert visitor.post(f"{path}/written", path, words=words, code=code).status_code == 303


def test_how_many_are_right_is_told_with_their_number(editor: Visitor, vain: Vain) -> None:
    assert "Chưa có câu kiểm tra nào" in editor.get(KEPT).text
    _keep(editor, vain, "làm giấy khai sinh cho con", CODE)
    _keep(editor, vain, "đi bắt chim ngoài đồng", CODE)
    assert "chưa thử" in editor.get(KEPT).text
    vain.proved()
    page = editor.get(KEPT).text
    assert "Đúng ngay" in page
    assert page.index("đi bắt chim") < page.index("làm giấy khai sinh")  # the wrong one first
    assert "50 %" in page
    assert "1/2 câu (50 %)" in editor.get("/console/unanswered").text


def test_before_and_after_a_publishing_stand_beside_each_other(
    editor: Visitor, vain: Vain, console: Served
) -> None:
    _keep(editor, vain, "làm giấy khai sinh cho con", CODE)
    vain.proved("an earlier edition")
    console.ask("UPDATE case_results SET grade = 'wrong'")
    vain.proved()
    mended = editor.get(KEPT).text
    assert "đúng ngay 0/1 câu (0 %), sau đó 1/1 câu (100 %)" in mended
    assert "1 câu nay đã đúng" in mended
    console.ask("UPDATE case_results SET grade = 'right'")
    console.ask("UPDATE case_results SET grade = 'wrong' WHERE edition <> 'an earlier edition'")
    broken = editor.get(KEPT).text
    assert "1 câu trước đúng nay không đúng nữa" in broken
    assert "vừa hỏng" in broken


def test_a_case_is_taken_away_by_who_writes_content(
    editor: Visitor, reviewer: Visitor, vain: Vain, console: Served
) -> None:
    _keep(editor, vain, "làm giấy khai sinh cho con", CODE)
    ((case,),) = console.ask("SELECT id FROM question_cases")
    assert reviewer.post(f"{KEPT}/{case}/remove", KEPT).status_code == 403
    assert editor.post(f"{KEPT}/{case}/remove", KEPT).status_code == 303
    assert console.ask("SELECT id FROM question_cases") == []
    assert editor.post(f"{KEPT}/{case}/remove", KEPT).status_code == 404
