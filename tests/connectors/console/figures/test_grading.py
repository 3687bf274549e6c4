"""Grading, as a reviewer does it."""

from html import unescape

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit, Visitor
from tests.connectors.console.figures.conftest import Told


def _reviewer(visit: Visit, member: Member) -> tuple[Visitor, str]:
    visitor, name = visit(), member(Role.REVIEWER)
    visitor.sign_in(name)
    return visitor, name


def test_twenty_questions_of_last_week_are_shown_one_after_the_other(
    visit: Visit, member: Member, told: Told
) -> None:
    visitor, _ = _reviewer(visit, member)
    page = visitor.get("/console/grading").text
    assert "/ 20 câu." in page
    assert f"Tuần từ {told.week:%d/%m}" in page
    assert "câu hỏi số" in page
    assert "<script>alert" not in page
    assert page.count("Chưa chấm</small>") >= 15


def test_a_grade_is_kept_and_logged_without_the_note(
    visit: Visit, member: Member, told: Told, console: Served
) -> None:
    visitor, name = _reviewer(visit, member)
    path = f"/console/grading/{told.week}/3"
    answer = visitor.post(path, "/console/grading", given="wrong", note="thiếu lệ phí")
    assert answer.status_code == 303
    again = visitor.post(path, "/console/grading", given="partly", note="thiếu lệ phí")
    assert again.status_code == 303
    row = console.ask(
        "SELECT grade, note, grader FROM samples WHERE week = :week AND position = 3",
        week=told.week,
    )  # fmt: skip
    assert row == [("partly", "thiếu lệ phí", name)]
    logged = console.ask(
        "SELECT action, subject, before, after FROM audit WHERE who = :who ORDER BY number DESC"
        " LIMIT 1", who=name,
    )  # fmt: skip
    expected = ("answer_graded", f"{told.week}/3", '{"grade": "wrong"}', '{"grade": "partly"}')
    assert logged == [expected]
    shown = visitor.get(f"/console/grading?week={told.week}&number=3").text
    assert "thiếu lệ phí" in shown
    assert "Đã chấm: Đúng một phần" in shown


def test_without_a_grade_nothing_typed_is_lost(visit: Visit, member: Member, told: Told) -> None:
    visitor, _ = _reviewer(visit, member)
    path = f"/console/grading/{told.week}/4"
    answer = visitor.post(path, "/console/grading", note='ghi chú "đang viết"')
    assert answer.status_code == 422
    assert 'ghi chú "đang viết"' in unescape(answer.text)
    assert "Hãy chọn một mức" in answer.text


def test_a_deleted_question_is_told_and_cannot_be_graded(
    visit: Visit, member: Member, told: Told, console: Served
) -> None:
    console.ask("UPDATE samples SET turn_id = NULL WHERE week = :w AND position = 20", w=told.week)
    visitor, _ = _reviewer(visit, member)
    page = visitor.get(f"/console/grading?week={told.week}&number=20").text
    assert "đã bị xóa" in page
    answer = visitor.post(f"/console/grading/{told.week}/20", "/console/grading", given="right")
    assert answer.status_code == 422


def test_who_may_not_grade_reads_no_question(visit: Visit, member: Member, told: Told) -> None:
    for role in (Role.EDITOR, Role.MANAGER, Role.ADMINISTRATOR, Role.OFFICER):
        visitor = visit()
        visitor.sign_in(member(role, office="tinh"))
        assert visitor.http.get("/console/grading").status_code == 403
        answer = visitor.post(f"/console/grading/{told.week}/5", "/console", given="right")
        assert answer.status_code == 403
    assert visit().http.get("/console/grading").status_code == 303


def test_an_unknown_week_is_not_found(visit: Visit, member: Member) -> None:
    visitor, _ = _reviewer(visit, member)
    assert visitor.http.get("/console/grading?week=2001-01-01").status_code == 404
    assert visitor.http.get("/console/grading?week=hom-qua").status_code == 422
