import pytest

from assistant.documents.body import read
from assistant.documents.version import State
from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.content.conftest import Shelf
from tests.connectors.console.unanswered.conftest import BIRTH, LOST, As, Vain

RECORD, CODE = "procedures/ho_tich/1.001193.yml", "1.001193"
WORDS = "giấy tờ cho em bé mới đẻ"


def _state(console: Served, id_: int) -> tuple[object, ...]:
    ((row),) = console.ask(
        "SELECT way, handled_by, code FROM unanswered_groups WHERE id = :id", id=id_
    )
    return row


def _cases(console: Served) -> list[tuple[object, ...]]:
    return console.ask("SELECT question, expected FROM question_cases")


@pytest.mark.parametrize(("as_", "name"), [("alias", "aliases"), ("example", "questions")])
def test_one_click_writes_the_words_into_the_record_and_sends_it_to_review(
    editor: Visitor, vain: Vain, shelf: Shelf, as_: str, name: str
) -> None:
    console = vain.served
    group, words = vain.group(BIRTH), f"{WORDS} {as_}"
    path = f"/console/unanswered/{group}"
    form = {"words": words, "as": as_, "code": CODE, "note": "dân hỏi nhiều"}
    answer = editor.post(f"{path}/words", path, **form)
    assert answer.status_code == 303
    draft = shelf.newest(RECORD)
    assert (draft.state, draft.author) == (State.IN_REVIEW, editor.name)  # type: ignore[attr-defined]
    assert read(RECORD, draft.text or "")[name][-1] == words
    assert _state(console, group) == (as_, editor.name, CODE)  # type: ignore[attr-defined]
    assert _cases(console) == [(words, CODE)]
    assert "Đã thêm và gửi duyệt" in editor.get(answer.headers["location"]).text


def test_the_log_says_who_did_it_without_the_words(
    editor: Visitor, vain: Vain, console: Served
) -> None:
    group = vain.group(BIRTH)
    path = f"/console/unanswered/{group}"
    editor.post(f"{path}/words", path, words=f"{WORDS} nhé", code=CODE)
    ((who, action, after),) = console.ask(
        "SELECT who, action, after FROM audit WHERE subject = :subject"
        " ORDER BY number DESC LIMIT 1", subject=f"unanswered:{group}",
    )  # fmt: skip
    assert (who, action) == (editor.name, "question_written_in")  # type: ignore[attr-defined]
    assert CODE in after
    assert "em bé" not in after


def test_a_draft_somebody_is_writing_at_is_not_sent_away(
    editor: Visitor, vain: Vain, shelf: Shelf
) -> None:
    other = "procedures/cu_tru/1.004194.yml"
    shelf.draft(other, "lan", "aliases:\n", "aliases:\n  - tạm trú ở trọ lâu\n")
    group = vain.group(BIRTH)
    path = f"/console/unanswered/{group}"
    answer = editor.post(f"{path}/words", path, words="ở trọ cần báo ai", code="1.004194")
    assert "as_draft" in answer.headers["location"]
    assert shelf.newest(other).state is State.DRAFT


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"words": "", "code": CODE}, "Câu cần có chữ"),
        ({"words": "khai sinh cho con", "code": CODE}, "đã có tên gọi như vậy"),
        ({"words": "xin giấy gì đó", "code": "9.999999"}, "chưa có trong kho soạn thảo"),
        ({"words": "xin giấy gì đó", "code": ""}, "chưa có trong kho soạn thảo"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_typed_is_lost(
    editor: Visitor, vain: Vain, console: Served, form: dict[str, str], said: str
) -> None:
    group = vain.group(BIRTH)
    path = f"/console/unanswered/{group}"
    answer = editor.post(f"{path}/words", path, note="ghi chú của tôi", **form)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{form["words"]}"' in answer.text
    assert "ghi chú của tôi" in answer.text
    assert _state(console, group) == (None, None, None)
    assert _cases(console) == []


def test_who_writes_no_content_cannot_write_here(
    reviewer: Visitor, vain: Vain, console: Served
) -> None:
    path = f"/console/unanswered/{vain.group(BIRTH)}"
    assert reviewer.post(f"{path}/words", path, words=WORDS, code=CODE).status_code == 403
    assert _cases(console) == []


def test_an_answer_that_is_there_is_named_and_watched(
    reviewer: Visitor, vain: Vain, console: Served
) -> None:
    group = vain.group(BIRTH)
    path = f"/console/unanswered/{group}"
    unknown = reviewer.post(f"{path}/written", path, words=WORDS, code="faq.none")
    assert unknown.status_code == 422
    assert reviewer.post(f"{path}/written", path, words=WORDS, code=CODE).status_code == 303
    assert _state(console, group)[0] == "written"
    assert _cases(console) == [(WORDS, CODE)]


def test_out_of_scope_is_a_case_that_nothing_may_answer_and_can_be_undone(
    editor: Visitor, vain: Vain, console: Served
) -> None:
    group = vain.group(LOST)
    path = f"/console/unanswered/{group}"
    editor.post(f"{path}/out-of-scope", path, words=LOST)
    assert _cases(console) == [(LOST, None)]
    assert "Ngoài phạm vi" in editor.get(path).text
    assert editor.post(f"{path}/reopen", path).status_code == 303
    assert _cases(console) == []
    assert _state(console, group) == (None, None, None)


def test_it_is_passed_on_to_one_office_or_one_colleague(
    editor: Visitor, vain: Vain, console: Served, signed_in: As
) -> None:
    group = vain.group(LOST)
    path = f"/console/unanswered/{group}"
    colleague = signed_in(Role.OFFICER, office="tinh").name  # type: ignore[attr-defined]
    for form in ({}, {"office": "tinh", "account": colleague}, {"office": "none"},
                 {"account": "nobody"}):  # fmt: skip
        answer = editor.post(f"{path}/pass-on", path, note="bãi xe nào", **form)
        assert answer.status_code == 422
        assert "bãi xe nào" in answer.text
    assert editor.post(f"{path}/pass-on", path, account=colleague).status_code == 303
    assert _state(console, group)[0] == "passed_on"
