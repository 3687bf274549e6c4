"""Why a question is answered as it is: what it finds now, and what speaks for each hit."""

from dataclasses import dataclass

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.search import Hit
from assistant.language.content import content_words
from assistant.language.questions import one_line
from assistant.language.short_forms import clean
from assistant.language.text import syllables

_SHOWN = 5
_NEAREST_TITLES = 2


@dataclass(frozen=True)
class Near:
    """A record or question that was found. `explains`: the share of the question that its names
    hold; `named`: the share of one of its names that the question holds; `behind`: how far behind
    the first, in score. `titles`: the names nearest to the question; `met`: words they share.
    """

    code: str
    name: str
    field: str | None
    official: bool
    score: float
    explains: float
    named: float
    behind: float
    titles: tuple[str, ...]
    met: tuple[str, ...]


@dataclass(frozen=True)
class Reasons:
    """What a question finds. `decision`: what the assistant would do as its first answer;
    `confidence`: how sure it is of the first hit, `needed`: to answer at once; `strange`: words of
    the question that no name of the first hits holds.
    """

    subject: str
    decision: str
    codes: tuple[str, ...]
    confidence: float
    needed: float
    near: tuple[Near, ...]
    strange: tuple[str, ...]


def reasons(base: KnowledgeBase, consultation: Consultation, question: str) -> Reasons:
    """Of a question as the first of a conversation."""
    finder = consultation.finder
    text = finder.composed(clean(one_line(question)))
    meant = finder.find(text, None)
    subject = finder.subject_of(text)
    hits = meant.hits or finder.search(subject).hits
    words = _words(subject)
    near = tuple(_near(base, hit, hits[0].score, words) for hit in hits[:_SHOWN])
    met = {word for one in near for word in one.met}
    return Reasons(
        subject, meant.decision.kind, tuple(meant.decision.codes), meant.confidence,
        base.policy.decision.answer_from, near,
        tuple(written for word, written in words.items() if written not in met),
    )  # fmt: skip


def _near(base: KnowledgeBase, hit: Hit, best: float, words: dict[str, str]) -> Near:
    titles = titles_of(base, hit.code)
    shared = {title: set(syllables(title)) & words.keys() for title in titles}
    nearest = sorted(titles, key=lambda title: -len(shared[title]))[:_NEAREST_TITLES]
    record = base.records.get(hit.code)
    known = set().union(*shared.values()) if shared else set()
    return Near(
        hit.code, hit.name, record.field if record else None,
        record is not None and record.origin == "portal",
        hit.score, hit.evidence, hit.coverage, best - hit.score,
        tuple(title for title in nearest if shared[title]),
        tuple(written for word, written in words.items() if word in known),
    )  # fmt: skip


def titles_of(base: KnowledgeBase, code: str) -> tuple[str, ...]:
    """The names a record or a question is found by."""
    if (record := base.records.get(code)) is not None:
        return (record.name, *record.aliases, *record.questions)
    faq = base.faqs.get(code)
    return (faq.question, *faq.aliases) if faq else ()


def _words(subject: str) -> dict[str, str]:
    """The words that carry meaning, folded, each with how it was written."""
    meaning = set(content_words(subject))
    written: dict[str, str] = {}
    for word in subject.split():
        for part in syllables(word):
            if part in meaning:
                written.setdefault(part, word.strip(".,;:!?()\"'“”"))
    return written
