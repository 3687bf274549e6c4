from typing import Any

import pytest

from assistant.documents.body import read
from assistant.documents.kind import Kind
from assistant.unanswered.wording import LONGEST, As, WordingError, Words, with_words
from tests.assistant.knowledge.conftest import FAQ

RECORD = """\
# A comment of an engineer.
code: "9.000003"
name: Làm thẻ
aliases:
  - thẻ đi chợ  # as people say
questions:
  - làm thẻ ở đâu
"""
PATH, TOPIC = "procedures/cu_tru/9.000003.yml", "faq/tai_quay.yml"


def _record(text: str) -> Any:
    return read(PATH, text)


@pytest.mark.parametrize(("as_", "name"), [("alias", "aliases"), ("example", "questions")])
def test_a_record_gets_the_words_and_keeps_all_else(as_: As, name: str) -> None:
    text = with_words(PATH, RECORD, Kind.PROCEDURE, Words("xin thẻ vào chợ", "9.000003", as_))
    assert _record(text)[name][-1] == "xin thẻ vào chợ"
    assert "# A comment of an engineer." in text
    assert "# as people say" in text
    assert len(text.splitlines()) == len(RECORD.splitlines()) + 1


def test_a_record_without_questions_gets_the_list() -> None:
    text = with_words(
        PATH, "code: x\nname: Làm thẻ\n", Kind.PROCEDURE, Words("xin thẻ", "x", "example")
    )
    assert _record(text) == {"code": "x", "name": "Làm thẻ", "questions": ["xin thẻ"]}


@pytest.mark.parametrize("as_", ["alias", "example"])
def test_a_question_of_a_topic_gets_them_as_a_name(as_: As) -> None:
    code = "faq.may-in-tai-quay"
    text = with_words(TOPIC, FAQ, Kind.FAQ, Words("quầy cho in giấy chứ", code, as_))
    assert read(TOPIC, text)["entries"][0]["aliases"][-1] == "quầy cho in giấy chứ"


@pytest.mark.parametrize("words", ["Thẻ đi chợ!", "lam the o dau", "làm thẻ"])
def test_words_that_stand_there_are_not_written_twice(words: str) -> None:
    with pytest.raises(WordingError, match="known"):
        with_words(PATH, RECORD, Kind.PROCEDURE, Words(words, "9.000003", "alias"))


@pytest.mark.parametrize("words", ["", "a", "?!?", "a" * (LONGEST + 1)])
def test_a_story_or_a_sign_is_no_name(words: str) -> None:
    with pytest.raises(WordingError, match="length"):
        with_words(PATH, RECORD, Kind.PROCEDURE, Words(words, "9.000003", "alias"))


def test_what_a_topic_does_not_hold_is_told() -> None:
    with pytest.raises(WordingError, match="no_document"):
        with_words(TOPIC, FAQ, Kind.FAQ, Words("quầy cho in", "faq.khac", "alias"))


@pytest.mark.parametrize("text", ["- a list\n", "aliases: one\n", "entries: 3\n"])
def test_a_text_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(WordingError):
        with_words(TOPIC, text, Kind.FAQ, Words("quầy cho in", "faq.khac", "alias"))
