"""House rules of the knowledge base that ships: what every record and every phrase must keep."""

import re
import string
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest

from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, checklist, holds, redirect
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entry_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.record import Aspect, Record
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State
from assistant.language.text import fold, normalise

ROOT = Path(__file__).parents[2]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
Paths = Callable[..., Iterator[dict[str, str]]]
# A name in a list of phrases, however it is asked for: phrases["x"], fill("x", …), …
NAMED = re.compile(r"""(?:phrases\[|fill\(|_phrase\(|_offer\()\s*["']([a-z0-9_]+)["']""")
QUOTED = re.compile(r"""["']([a-z][a-z0-9_]*)["']""")
# Each is a sign of a template or a record gone wrong.
BROKEN = {
    "an empty value": re.compile(r"\bNone\b|undefined"),
    "a template left open": re.compile(r"\{\{|\{%|\}\}|%\}|\{[a-z_]*\}"),
    "an empty bullet": re.compile(r"^(?:•|\d+\.)\s*$", re.MULTILINE),
    "two bullets on one line": re.compile(r".•"),
    "two spaces": re.compile(r" {2}"),
    "a space at the end of a line": re.compile(r"[ \t]$", re.MULTILINE),
    "a space before a sign": re.compile(r" [,.;:?!)]"),
    "a sign that stands twice": re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|::|\.,|\.;"),
    "three line ends": re.compile(r"\n{3}"),
}


@pytest.fixture(scope="module")
def speaker(real_base: KnowledgeBase) -> Speaker:
    """Speaks for the real records."""
    return Speaker(real_base)


@pytest.fixture(scope="module")
def real_consultation(real_base: KnowledgeBase) -> Consultation:
    """Consultations over the real records, searched by words alone."""
    entries = [entry_of(record) for record in real_base.records.values()]
    policy = real_base.policy
    index = SearchIndex(entries, FeatureCache(), policy.search, policy.confidence)
    return Consultation(real_base, index)


def broken(text: str) -> list[str]:
    """What is wrong with a text that a resident would read."""
    found = [(what, sign.search(text)) for what, sign in BROKEN.items()]
    return [f"{what}: …{text[max(0, m.start() - 40) : m.end() + 20]!r}…" for what, m in found if m]


@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_aspect_of_every_record_reads_well(
    speaker: Speaker, real_record: Record, aspect: Aspect
) -> None:
    """Before any case is settled: everything that may apply is said."""
    listing = aspect == "papers"
    reply = (
        speaker.papers(real_record, {}) if listing else speaker.aspects(real_record, [aspect], {})
    )
    assert not broken(reply.text)
    assert real_record.name in reply.text.splitlines()[0]


def test_every_list_and_every_question_of_a_record_reads_well(
    speaker: Speaker, real_record: Record, paths_of: Paths
) -> None:
    """A list for whoever is unsure of everything, and some for those who know."""
    doubtful = {case.id: UNSURE for case in real_record.cases}
    for answers in [doubtful, *islice(paths_of(real_record), 0, 400, 7)]:
        listed = speaker.papers(real_record, answers)
        assert not broken(listed.text), answers
        assert listed.checklist is not None
    for case in real_record.cases:
        assert not broken(speaker.case(real_record, case, first=True).text)
        for option in case.options:
            if option.leads_to:
                assert not broken(speaker.elsewhere(real_record, option, option.leads_to).text)
                assert not broken(speaker.redirect(real_record, option, real_record).text)


def test_residents_words_are_at_least_eight(real_record: Record) -> None:
    """Different ones, accents and capitals apart."""
    words = {_said(text) for text in (*real_record.aliases, *real_record.questions)}
    assert len(words) >= 8


def test_no_alias_or_question_belongs_to_two_records(real_base: KnowledgeBase) -> None:
    """Else the second would never be found by it. A name counts as well."""
    owners: dict[str, set[str]] = {}
    for record in real_base.records.values():
        for text in (record.name, *record.aliases, *record.questions):
            owners.setdefault(_said(text), set()).add(record.code)
    shared = {text: codes for text, codes in owners.items() if len(codes) > 1}
    assert not shared


def test_no_alias_or_question_stands_twice_in_a_record(real_record: Record) -> None:
    counts = Counter(_said(text) for text in (*real_record.aliases, *real_record.questions))
    assert not [text for text, count in counts.items() if count > 1]


def test_a_record_is_found_by_its_own_words(
    real_consultation: Consultation, real_record: Record
) -> None:
    """Its names, aliases and questions are answered with it, or offer it among the candidates."""
    lost = []
    for text in dict.fromkeys(entry_of(real_record).titles):
        advice = real_consultation.ask(text, (), State())
        offered = {c.code for reply in advice.replies for c in reply.candidates}
        stated = {s.code for reply in advice.replies for s in reply.sources}
        if real_record.code not in offered | stated:
            lost.append(f"{text} → {advice.reason}: {sorted(offered | stated)}")
    assert not lost, "\n".join(lost)


def test_every_field_has_a_name_and_a_record(real_base: KnowledgeBase) -> None:
    """A name without records would be an empty shelf."""
    used = {record.field for record in real_base.records.values()}
    assert used == real_base.fields.root.keys()


@pytest.mark.parametrize("name", ["result", "steps", "conditions", "fee_exemptions"])
def test_a_sentence_of_a_list_starts_with_a_capital(real_record: Record, name: str) -> None:
    """A small letter is the sign of an unquoted comma in [a, b] that cut a sentence in two."""
    items: list[str] = getattr(real_record, name)
    assert not [item for item in items if item[0].islower()]


def test_an_alias_or_option_is_a_whole_phrase(real_record: Record) -> None:
    """No quotes left over, no bracket without its partner: signs of a comma that cut."""
    options = [o for case in real_record.cases for o in case.options]
    words = [*real_record.aliases, *real_record.questions, *(w for o in options for w in o.says)]
    for text in [*words, *(o.label for o in options), *real_record.result, *real_record.steps]:
        assert text.count("(") == text.count(")"), text
        assert not text.startswith(("-", '"', "'", ",", ")")), text
        assert text.count('"') % 2 == 0, text


def test_every_paper_fee_and_time_can_come_to_apply(real_record: Record, paths_of: Paths) -> None:
    """What no way through the cases reaches is a condition gone wrong."""
    ways = [way for way in paths_of(real_record) if not redirect(real_record, way)]
    needed = {need.paper.id for way in ways for need in checklist(real_record, way).papers}
    assert needed == {paper.id for paper in real_record.papers}
    for item in (*real_record.fees, *real_record.times):
        assert any(holds(item.when, way) for way in ways), item


def test_every_way_through_the_cases_has_a_fee_and_a_time(
    real_record: Record, paths_of: Paths
) -> None:
    """Nobody is told of no fee at all: nothing to pay is an amount too."""
    for way in paths_of(real_record):
        if not redirect(real_record, way):
            assert any(holds(fee.when, way) for fee in real_record.fees), way
            assert any(holds(limit.when, way) for limit in real_record.times), way


def test_a_case_may_not_be_called_unsure(real_record: Record) -> None:
    """The word is kept for the resident who does not know."""
    assert UNSURE not in {option.id for case in real_record.cases for option in case.options}


def test_no_record_points_to_itself(real_record: Record) -> None:
    led_to = {o.leads_to for case in real_record.cases for o in case.options}
    assert real_record.code not in {*real_record.related, *led_to}


@cache
def _sources() -> str:
    """All program text that may say a phrase."""
    files = (
        path
        for folder in ("assistant", "actions", "connectors")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".j2", ".html", ".js"}
    )
    return "\n".join(path.read_text("utf8") for path in files)


def test_every_phrase_asked_for_exists(real_base: KnowledgeBase) -> None:
    asked = set(NAMED.findall(_sources()))
    assert asked, "the pattern finds nothing: it no longer fits the code"
    assert asked <= real_base.phrases.root.keys()


def test_every_phrase_is_said_somewhere(real_base: KnowledgeBase) -> None:
    """Buttons and tasks may be named by a pattern: "button_…", "task_…"."""
    quoted = set(QUOTED.findall(_sources()))
    idle = [
        name
        for name in real_base.phrases.root
        if name not in quoted and not name.startswith(("button_", "task_"))
    ]
    assert not idle


def test_a_phrase_reads_well(real_base: KnowledgeBase) -> None:
    """Filled with a word, it has no sign out of place, and its places are plain names."""
    for name, text in real_base.phrases.root.items():
        places = [place for _, place, _, _ in string.Formatter().parse(text) if place is not None]
        assert all(place.isidentifier() for place in places), name
        assert not broken(text.format(**dict.fromkeys(places, "x"))), name


def test_a_button_is_short(real_base: KnowledgeBase) -> None:
    """Channels cut long ones off: labels of aspects and our own buttons within 30 characters."""
    titles = [words.button for words in real_base.aspects.root.values()]
    titles += [t for name, t in real_base.phrases.root.items() if name.startswith("button_")]
    assert not [title for title in titles if len(title) > 30]


def test_every_aspect_has_words(real_base: KnowledgeBase) -> None:
    assert set(real_base.aspects.root) == set(ASPECTS)


def test_a_cue_asks_for_one_aspect(real_base: KnowledgeBase) -> None:
    """The same words under two aspects would tell both, whichever was meant."""
    owners: dict[str, set[str]] = {}
    for aspect, words in real_base.aspects.root.items():
        for cue in words.cues:
            owners.setdefault(_said(cue), set()).add(aspect)
    assert not {cue: aspects for cue, aspects in owners.items() if len(aspects) > 1}


def _said(text: str) -> str:
    """A text as far as it matters for telling two apart."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(normalise(text))).split())
