"""What is exported: a row for each question and each version of a procedure."""

import shutil
from pathlib import Path

from assistant.knowledge.spreadsheet.library import read_library
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, MARK, PROCEDURES, layout
from assistant.knowledge.spreadsheet.sheet_rows import faq_row, rows_of


def test_a_question_stands_in_its_row_as_people_write(folder: Path) -> None:
    (row,) = rows_of(read_library(folder))[FAQ]
    assert (row["code"], row["topic"]) == ("may-in-tai-quay", "Tại quầy")
    assert row["aliases"].splitlines()[0] == "in giấy ở quầy được không"
    assert row["checked_on"] == "21/11/2026"
    assert row["sources"] == "Sổ tay của điểm tiếp nhận | https://example.vn/so-tay"
    assert row["related"] == "9.000003\n9.999999"
    assert (row["effective_from"], row["law"], row["remove"]) == ("", "", "")


def test_every_row_fills_every_column(folder: Path) -> None:
    for name, rows in rows_of(read_library(folder)).items():
        assert {tuple(row) for row in rows} == {tuple(layout().sheets[name].columns)}


def test_two_versions_of_a_procedure_have_two_rows(folder: Path) -> None:
    path = folder / "procedures" / "cu_tru" / "9.000003.yml"
    later = shutil.copy(path, path.with_name("9.000003@2027-01-01.yml"))
    with Path(later).open("a", encoding="utf8") as file:
        file.write("effective_from: 2027-01-01\n")
    codes = [row["code"] for row in rows_of(read_library(folder))[PROCEDURES]]
    assert [code for code in codes if code.startswith("9.000003")] == [
        "9.000003", "9.000003@2027-01-01"
    ]  # fmt: skip


def test_the_mark_changes_with_anything_in_the_row(folder: Path) -> None:
    faq = read_library(folder).faqs()["may-in-tai-quay"]
    other = faq.model_copy(update={"to_confirm": None})
    marks = [faq_row(faq, "a"), faq_row(faq, "a"), faq_row(faq, "b"), faq_row(other, "a")]
    first, same, *others = [row[MARK] for row in marks]
    assert first == same
    assert len({first, *others}) == 3
