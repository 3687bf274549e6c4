"""What to do with a question: answer, ask back, keep the subject, or say it is not known. Pure."""

from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.policy import DecisionPolicy
from assistant.knowledge.search import Found

Kind = Literal["answer", "clarify", "continue", "ask_subject", "unknown"]


_IN_FULL = 0.99  # of the words of a title, by rarity
_FILLERS = 2  # words like "thôi" or "cái kia" beside an aspect do not make a new subject


@dataclass(frozen=True)
class Decision:
    """`codes`: the procedure answered, or the candidates offered, or the nearest if unknown."""

    kind: Kind
    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Question:
    """What the decision needs to know of the question.

    `own_words`: how many words are left when asking words are taken away. `names_aspect`: fee,
    time or another aspect is asked for. `subject`: the procedure spoken of, if any, and how much
    of the question its own record explains (0 to 1).
    """

    own_words: int
    names_aspect: bool = False
    subject: str | None = None
    subject_evidence: float = 0.0


def decide(question: Question, found: Found, policy: DecisionPolicy) -> Decision:
    """The one decision of a turn, with its reason in a word."""
    if question.own_words == 0:
        if question.subject:
            return Decision("continue", (question.subject,), "names nothing new")
        return Decision("ask_subject", (), "names nothing")
    if _stays_with_subject(question, found, policy):
        return Decision("continue", (question.subject or "",), "the subject explains it")
    offered = _candidates(found, policy)
    bound = policy.alone_from if len(offered) == 1 else policy.unknown_below
    if found.confidence < bound:
        if question.subject and question.names_aspect and question.own_words <= _FILLERS:
            return Decision("continue", (question.subject,), "asks an aspect only")
        nearest = offered if found.confidence >= policy.nearest_from else ()
        return Decision("unknown", nearest, "nothing explains it")
    if found.confidence >= policy.answer_from and not _has_twin(found, policy):
        return Decision("answer", offered[:1], "sure enough")
    return Decision("clarify", offered, "several fit" if len(offered) > 1 else "not sure")


def _stays_with_subject(question: Question, found: Found, policy: DecisionPolicy) -> bool:
    """A follow-up: the subject's own text explains the words, and no other hit is sure."""
    if question.subject is None or question.subject_evidence < policy.follow_up_from:
        return False
    return found.confidence < policy.answer_from or found.hits[0].code == question.subject


def _has_twin(found: Found, policy: DecisionPolicy) -> bool:
    """The second hit fits as well as the first: "sổ đỏ" alone means any of four procedures.

    It does not where the whole name of the first is said and a word of the second's is missing:
    "đăng ký kết hôn" is not "đăng ký lại kết hôn".
    """
    if len(found.hits) < 2:
        return False
    first, second = found.hits[:2]
    said_in_full = first.coverage >= _IN_FULL > second.coverage
    return first.score - second.score < policy.twin_margin and not said_in_full


def _candidates(found: Found, policy: DecisionPolicy) -> tuple[str, ...]:
    best = found.hits[0].score if found.hits else 0.0
    near = [hit.code for hit in found.hits if best - hit.score <= policy.offer_within]
    return tuple(near[: policy.offer_at_most])
