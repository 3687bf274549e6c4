"""A document is known by its path, and every file that ships is one."""

from pathlib import Path
from typing import Any

import pytest

from assistant.documents.kind import Kind, kind_of, path_of
from assistant.knowledge.base import Content
from assistant.knowledge.record import Record


def test_every_file_that_ships_is_a_document(real_folder: Path) -> None:
    paths = [path.relative_to(real_folder).as_posix() for path in real_folder.rglob("*.yml")]
    assert {kind_of(path) for path in paths} == set(Kind) - {Kind.OVERRIDE}  # offices write them


def test_every_part_of_the_content_has_a_kind() -> None:
    """A new part of the knowledge base must not be left out of the database."""
    assert Content.model_fields.keys() - {"versions", "faqs"} <= {kind.value for kind in Kind}
    assert all(kind.model for kind in Kind)


@pytest.mark.parametrize(
    "path",
    ["", "x.yml", "policy.yaml", "policy.yml.yml", "../policy.yml", "/policy.yml", "faq/.yml",
     "faq/a/b.yml", "faq/a.yml\n", "procedures/1.001193.yml", "procedures/ho_tich/../1.001193.yml",
     "procedures/ho_tich/1.00119３.yml", "procedure.yml", "faq.yml", f"faq/{'a' * 200}.yml"],
)  # fmt: skip
def test_nothing_else_is_one(path: str) -> None:
    assert kind_of(path) is None


def test_a_record_has_its_place(raw_record: dict[str, Any]) -> None:
    record = Record.model_validate(raw_record)
    assert path_of(record) == "procedures/ho_tich/9.000001.yml"
    assert kind_of(path_of(record)) is Kind.PROCEDURE
    assert kind_of("procedures/ho_tich/9.000001@2027-01-01.yml") is Kind.PROCEDURE
