"""Answers ready to be sent, from the records."""

import pytest

from assistant.knowledge.live import Edition
from connectors.console.conversations.answers import ASPECTS, Answers
from tests.conftest import Standing


@pytest.fixture
def edition(standing: Standing) -> Edition:
    return standing.current


def test_words_find_procedures_each_once(edition: Edition) -> None:
    name = edition.base.name("9.000003")
    found = Answers(edition, None).found(name)
    assert found[0].code == "9.000003"
    assert len({choice.code for choice in found}) == len(found)
    assert Answers(edition, None).found("") == []


def test_every_aspect_is_told_and_papers_at_once(edition: Edition) -> None:
    for code in edition.base.records:
        ready = Answers(edition, None).of(code)
        assert [each.aspect for each in ready] == list(ASPECTS)
        assert all(each.text and each.title for each in ready)
        papers = ready[0].text
        assert edition.base.records[code].papers[0].name[:20] in papers


def test_what_is_unknown_has_no_answer(edition: Edition) -> None:
    assert Answers(edition, None).of("0.000000") == []
