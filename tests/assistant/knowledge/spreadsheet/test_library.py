"""The files that clerks edit, read with their paths."""

from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.spreadsheet.library import read_library


def test_everything_is_read_with_its_file(folder: Path) -> None:
    library = read_library(folder)
    assert [path.name for path in library.topics] == ["tai_quay.yml"]
    assert set(library.faqs()) == {"may-in-tai-quay"}
    assert {path.stem: record.code for path, record in library.records.items()} == {
        code: code for code in ("9.000001", "9.000002", "9.000003", "x.ho-kinh-doanh")
    }
    assert {"9.000001", "faq.may-in-tai-quay"} <= library.codes()


def test_of_two_files_of_one_topic_the_first_takes_new_questions(folder: Path) -> None:
    text = (folder / "faq" / "tai_quay.yml").read_text("utf8")
    (folder / "faq" / "z.yml").write_text(text.replace("may-in-tai-quay", "may-in"), "utf8")
    assert read_library(folder).file_of_topic() == {"Tại quầy": folder / "faq" / "tai_quay.yml"}


def test_every_file_that_is_wrong_is_named(folder: Path) -> None:
    (folder / "faq" / "tai_quay.yml").write_text("topic: a", "utf8")
    (folder / "procedures" / "ho_tich" / "9.000001.yml").write_text("code: a", "utf8")
    with pytest.raises(ContentError) as caught:
        read_library(folder)
    said = "\n".join(caught.value.problems)
    assert "tai_quay.yml: entries" in said
    assert "9.000001.yml: name" in said
