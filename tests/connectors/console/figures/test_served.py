"""Waiting, visits and ratings."""

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.figures.conftest import Told


def test_waiting_is_told_in_minutes(
    visit: Visit, member: Member, told: Told, console: Served
) -> None:
    console.ask(
        "INSERT INTO handovers (code, conversation_id, wished_at, officer, claimed_at,"
        " first_claimed_at, closed_at, office) SELECT 'FIG' || n, 'told:' || n, day,"
        " 'can.bo', day + n * interval '1 minute', day + n * interval '1 minute',"
        " day + interval '1 hour', '07210' FROM generate_series(1, 9) n,"
        " cast(:day AS timestamptz) day", day=f"{told.week} 09:00+07",
    )  # fmt: skip
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER, office="07210"))
    days = {"first": told.week.isoformat(), "last": told.last.isoformat()}
    page = visitor.get("/console/figures/service", params=days).text
    assert "<strong>9</strong> lượt xin gặp cán bộ" in page
    row = page.split("đến khi cán bộ nhận</th>")[1].split("</tr>")[0]
    assert ">9<" in row
    assert ">5<" in row
    assert ">8,2<" in row
    assert "chưa có số liệu" in page
