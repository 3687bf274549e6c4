"""The tables as files."""

import csv
import io

from openpyxl import load_workbook

from assistant.staff.role import Role
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.figures.conftest import TURNS, Told


def test_csv_and_xlsx_say_what_the_page_says(visit: Visit, member: Member, told: Told) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER))
    days = {"first": told.week.isoformat(), "last": told.last.isoformat(), "of": "questions"}
    answer = visitor.get("/console/figures/file.csv", params={**days, "table": "days"})
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Ngày", "Số lượt"]
    assert len(rows) == 8
    assert sum(int(row[1]) for row in rows[1:]) >= TURNS
    book = load_workbook(io.BytesIO(visitor.get("/console/figures/file.xlsx", params=days).content))
    assert len(book.sheetnames) == 8
    assert book.worksheets[0]["A1"].value == "Kết quả"
    assert "Cả tỉnh" in book.worksheets[0]["A2"].value
    for of in ("service", "quality"):
        assert visitor.get("/console/figures/file.xlsx", params={**days, "of": of}).is_success
    assert visitor.http.get(
        "/console/figures/file.csv", params={**days, "table": "khong"}
    ).status_code == 404  # fmt: skip
