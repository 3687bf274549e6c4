"""An office's own words: read, checked, and told beside what the province wrote."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.base import KnowledgeBase, load_content
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.overrides import (
    OfficeWord,
    OfficeWords,
    load_overrides,
    missing_records,
)
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State

WORDS = """\
office: "07210"
procedures:
  - code: "1.001193"
    counter: Quầy số 3
    note: Sáng thứ hai thường đông.
    checked_on: 2026-11-22
"""


def written(folder: Path, text: str, name: str = "07210") -> Path:
    (folder / "overrides").mkdir()
    (folder / "overrides" / f"{name}.yml").write_text(text, "utf8")
    return folder


def test_offices_speak_for_themselves(folder: Path) -> None:
    content = load_content(written(folder, WORDS))
    word = content.overrides["07210"].of("1.001193")
    assert word is not None
    assert word.counter == "Quầy số 3"
    assert content.overrides["07210"].of("9.000001") is None
    assert missing_records(content.overrides, {"9.000001"}) == [
        "overrides/07210.yml: points to '1.001193', which has no record"
    ]


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        (WORDS, "07211", "does not match the file's name"),
        (WORDS.replace("07210", "00000"), "00000", "stands in no list of offices"),
        (WORDS + WORDS.partition("procedures:\n")[2], "07210", "stands twice"),
        ('office: "07210"\nprocedures: [{code: "1.001193", checked_on: 2026-11-22}]', "07210",
         "needs `counter`, `hours` or `note`"),
        (WORDS + "    address: ở đây\n", "07210", "Extra inputs"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(
    folder: Path, text: str, name: str, problem: str
) -> None:  # fmt: skip
    with pytest.raises(ContentError, match=problem):
        load_content(written(folder, text, name))


def test_where_no_office_wrote_there_are_none(tmp_path: Path) -> None:
    assert load_overrides(tmp_path / "overrides") == {}


def asked(base: KnowledgeBase, office: str | None, question: str) -> str:
    entries = [e for e in entries_of(base) if e.code == "1.001193"]
    policy = base.policy
    index = SearchIndex(entries, FeatureCache(), policy.search, policy.confidence)
    advice = Consultation(base, index).about("1.001193", (question,), State(office=office))  # type: ignore[arg-type]
    return "\n".join(reply.text for reply in advice.replies)


@pytest.mark.parametrize("office", ["07210", "tinh"])
def test_residents_of_the_office_are_told(real_base: KnowledgeBase, office: str) -> None:
    word = OfficeWord(code="1.001193", counter="Quầy số 3", checked_on=date(2026, 11, 22))
    base = replace(
        real_base, overrides={office: OfficeWords(office=office, procedures=[word])}
    )  # fmt: skip
    for aspect in ("place", "time"):
        told = asked(base, office, aspect)
        assert "Quầy số 3" in told
        assert "22/11/2026" in told
        assert base.records["1.001193"].place.text in told or aspect == "time"
    assert "Quầy số 3" not in asked(base, office, "fee")
    assert "Quầy số 3" not in asked(base, None, "place")
    assert "Quầy số 3" not in asked(base, "07213", "place")
