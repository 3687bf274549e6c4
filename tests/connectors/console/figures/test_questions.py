"""What was asked, as a manager reads it."""

import re

from assistant.staff.role import Role
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.figures.conftest import TURNS, Told


def _days(told: Told, **more: str) -> dict[str, str]:
    return {"first": told.week.isoformat(), "last": told.last.isoformat(), **more}


def test_it_tells_how_many_questions_ended_how(visit: Visit, member: Member, told: Told) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER))
    page = visitor.get("/console/figures", params=_days(told)).text
    assert "Cả tỉnh" in page
    found = re.search(r"<strong>(\d+)</strong> lượt hỏi", page)
    assert found
    assert int(found[1]) >= TURNS
    assert "Có câu trả lời từ thủ tục" in page
    assert "chưa nói câu đó đúng hay sai" in page
    assert "Lệ phí" in page
    assert page.count("<svg") >= 6
    assert page.count("<title id=") == page.count("<svg")


def test_an_offices_manager_sees_the_own_office_alone(
    visit: Visit, member: Member, told: Told
) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER, office="07210"))
    page = visitor.get("/console/figures", params=_days(told)).text
    assert "<strong>0</strong> lượt hỏi" in page
    assert 'id="office"' not in page
    for path in ("", "/service", "/quality"):
        other = visitor.http.get(f"/console/figures{path}", params=_days(told, office="tinh"))
        assert other.status_code == 403
    own = visitor.http.get("/console/figures", params=_days(told, office="07210"))
    assert own.status_code == 200


def test_it_can_be_narrowed(visit: Visit, member: Member, told: Told) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER, office="tinh"))
    all_ = visitor.get("/console/figures", params=_days(told)).text
    zalo = visitor.get("/console/figures", params=_days(told, channel="zalo", office="tinh")).text
    counts = [int(re.search(r"<strong>(\d+)</strong> lượt hỏi", p)[1]) for p in (all_, zalo)]  # type: ignore[index]
    assert counts[0] > counts[1] > 0


def test_days_that_make_no_sense_are_put_right_and_told(visit: Visit, member: Member) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER))
    page = visitor.get("/console/figures", params={"first": "hôm qua", "last": "9999-99-99"})
    assert page.status_code == 200
    assert "đã được sửa lại" in page.text


def test_nobody_else_reads_them(visit: Visit, member: Member) -> None:
    for role in (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR):
        visitor = visit()
        visitor.sign_in(member(role))
        for path in ("", "/service", "/quality", "/centres", "/centres/template.csv",
                     "/file.csv?of=questions&table=days", "/file.xlsx?of=questions"):  # fmt: skip
            assert visitor.http.get(f"/console/figures{path}").status_code == 403
