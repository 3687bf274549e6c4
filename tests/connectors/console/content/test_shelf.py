"""Addresses of documents, and what is typed into large fields."""

import pytest
from starlette.exceptions import HTTPException

from assistant.documents.kind import Kind
from connectors.console.content.shelf import address, editor_of, kind_at, paragraphs


def test_an_address_is_safe_and_says_no_more_than_it_must() -> None:
    assert address("faq/a.yml") == "/console/content/faq/a.yml"
    assert address("faq/a.yml", "conflict", mine=3) == "/console/content/faq/a.yml/conflict?mine=3"
    assert address("x@2026-01-01.yml", done="") == "/console/content/x%402026-01-01.yml"
    assert address("a", done="b&c=d") == "/console/content/a?done=b%26c%3Dd"


def test_a_kind_without_a_form_is_edited_as_text() -> None:
    assert editor_of(Kind.PROCEDURE, "a.yml").endswith("/edit")
    assert editor_of(Kind.CALENDAR, "calendar.yml") == "/console/content/calendar.yml/text"


@pytest.mark.parametrize("path", ["", "..", "../policy.yml", "faq/../policy.yml", "x.yml", "\x00"])
def test_nothing_else_is_a_document(path: str) -> None:
    with pytest.raises(HTTPException):
        kind_at(path)


def test_lines_stay_and_unseen_signs_go() -> None:
    assert paragraphs(" một\r\nhai\x00\n\n ba ") == "một\nhai\n\nba"
