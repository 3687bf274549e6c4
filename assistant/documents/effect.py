"""What a change of content does to questions: which of them are answered otherwise. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.reply import Outcome
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State


@dataclass(frozen=True)
class Found:
    """What a question finds. `codes`: stated from, else offered; `names` of them; `text`: the
    words of the answer.
    """

    outcome: Outcome
    codes: tuple[str, ...]
    names: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Effect:
    """A question that is answered otherwise than before."""

    question: str
    before: Found
    after: Found

    @property
    def finds_other(self) -> bool:
        """Whether it finds something else; otherwise only the words of the answer changed."""
        return (self.before.outcome, self.before.codes) != (self.after.outcome, self.after.codes)


def effects(before: Consultation, after: Consultation, questions: Iterable[str]) -> list[Effect]:
    """Those of the questions that the change touches, each asked as the first of a conversation."""
    asked = ((question, found(before, question), found(after, question)) for question in questions)
    return [Effect(*each) for each in asked if each[1] != each[2]]


def found(consultation: Consultation, question: str) -> Found:
    """What one question finds."""
    advice = consultation.ask(question, (), State())
    stated = {s.code: s.name for reply in advice.replies for s in reply.sources}
    offered = {c.code: c.name for reply in advice.replies for c in reply.candidates}
    known = stated or offered
    text = "\n\n".join(reply.text for reply in advice.replies)
    return Found(advice.outcome, tuple(known), tuple(known.values()), text)


def consulted(base: KnowledgeBase, features: FeatureCache | None = None) -> Consultation:
    """A base made ready to be asked. `features`: kept between two calls, the second is quick."""
    policy = base.policy
    index = SearchIndex(
        entries_of(base), features or FeatureCache(), policy.search, policy.confidence,
        base.distinctions,
    )  # fmt: skip
    return Consultation(base, index)
