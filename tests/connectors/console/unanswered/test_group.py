from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.unanswered.conftest import BIRTH, Vain


def test_a_group_tells_why_it_got_no_answer_and_what_is_near(editor: Visitor, vain: Vain) -> None:
    page = editor.get(f"/console/unanswered/{vain.group(BIRTH)}").text
    assert f"“{BIRTH}”" in page
    assert "3 lần" in page
    assert "Mức chắc chắn" in page
    assert "Trùng từ" in page
    assert "Đăng ký khai sinh" in page
    assert "Thêm vào mục này" in page


def test_a_reviewer_reads_and_is_offered_no_writing(reviewer: Visitor, vain: Vain) -> None:
    page = reviewer.get(f"/console/unanswered/{vain.group(BIRTH)}").text
    assert "Mục này đã trả lời" in page
    assert "Thêm vào mục này" not in page
    assert "/console/content/new/faq" not in page


def test_other_records_are_found_by_name_without_accents(editor: Visitor, vain: Vain) -> None:
    page = editor.get(f"/console/unanswered/{vain.group(BIRTH)}?q=dang+ky+tam+tru").text
    assert "1.004194" in page
    nothing = editor.get(f"/console/unanswered/{vain.group(BIRTH)}?q=khong+co+gi+het").text
    assert "Không có mục nào tên như vậy" in nothing


def test_other_wordings_can_be_chosen(editor: Visitor, vain: Vain) -> None:
    other = f"{BIRTH} ạ"
    vain.asks(other)
    vain.gathered()
    page = editor.get(f"/console/unanswered/{vain.group(BIRTH)}?wording=1").text
    assert f"“{other}”" in page
    assert f'value="{other}"' in page


def test_a_group_that_is_none_is_told_so(editor: Visitor) -> None:
    assert editor.get("/console/unanswered/999999999").status_code == 404


def test_words_of_residents_are_shown_as_words(
    editor: Visitor, vain: Vain, console: Served
) -> None:
    bad = "<script>alert(1)</script> giấy gì"
    vain.asks(bad)
    vain.gathered()
    for path in ("/console/unanswered", f"/console/unanswered/{vain.group(bad)}"):
        assert "<script>alert" not in editor.get(path).text
