"""Quality is told of graded answers alone."""

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.figures.conftest import Told


def test_a_rate_comes_with_its_number_and_its_interval_and_no_factor_is_made_up(
    visit: Visit, member: Member, told: Told, console: Served
) -> None:
    console.ask("UPDATE samples SET grade = NULL, graded_at = NULL WHERE week = :w", w=told.week)
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER))
    days = {"first": told.week.isoformat(), "last": told.last.isoformat()}
    before = visitor.get("/console/figures/quality", params=days).text
    assert "Chưa có câu nào được chấm" in before
    console.ask(
        "UPDATE samples SET graded_at = now(), grade = CASE WHEN position <= 8 THEN 'right'"
        " WHEN position = 9 THEN 'wrong' WHEN position = 10 THEN 'partly' ELSE 'cannot_tell' END"
        " WHERE week = :w AND position <= 12", w=told.week,
    )  # fmt: skip
    page = visitor.get("/console/figures/quality", params=days).text
    assert "80,0 % của 10 (khoảng tin cậy 95 %: 49–94 %)" in page
    assert "Mới chấm 10 câu" in page
    assert "8 câu chưa chấm." in page
    assert "chưa đặt" in page
    assert "cần ít nhất 30 câu đã chấm" in page
    assert "Chưa tính được" in page
    assert "số cuộc trò chuyện có câu trả lời × tỷ lệ đúng ngay" in page
