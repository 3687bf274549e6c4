"""What to do with a question: answer, ask back, keep the subject, or say it is not known. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.policy import DecisionPolicy
from assistant.knowledge.search import Hit

Kind = Literal["answer", "clarify", "continue", "ask_subject", "unknown"]


@dataclass(frozen=True)
class Decision:
    """`codes`: the procedure answered, or the candidates offered, or the nearest if unknown."""

    kind: Kind
    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Question:
    """What the decision needs to know of the question.

    `names_something`: words are left when asking words are taken away. `subject`: the procedure
    spoken of, if any, and how much of the question its own record explains (0 to 1).
    """

    names_something: bool
    subject: str | None = None
    subject_evidence: float = 0.0


def decide(question: Question, hits: Sequence[Hit], policy: DecisionPolicy) -> Decision:
    """The one decision of a turn, with its reason in a word."""
    if not question.names_something:
        if question.subject:
            return Decision("continue", (question.subject,), "names nothing new")
        return Decision("ask_subject", (), "names nothing")
    best = hits[0] if hits else None
    if best is None or best.evidence < policy.unknown_below:
        return _without_a_find(question, hits, policy)
    if _stays_with_subject(question, best, policy):
        return Decision("continue", (question.subject or "",), "the subject explains it")
    return _answer_or_clarify(hits, policy)


def _without_a_find(question: Question, hits: Sequence[Hit], policy: DecisionPolicy) -> Decision:
    if question.subject and question.subject_evidence >= policy.follow_up_from:
        return Decision("continue", (question.subject,), "only the subject explains it")
    nearest = tuple(hit.code for hit in hits[: policy.offer_at_most])
    return Decision("unknown", nearest, "nothing explains it")


def _stays_with_subject(question: Question, best: Hit, policy: DecisionPolicy) -> bool:
    return (
        question.subject is not None
        and question.subject != best.code
        and best.evidence < policy.answer_from
        and question.subject_evidence >= max(best.evidence, policy.follow_up_from)
    )


def _answer_or_clarify(hits: Sequence[Hit], policy: DecisionPolicy) -> Decision:
    best = hits[0]
    near = [hit for hit in hits if best.score - hit.score <= policy.offer_within]
    rival = next((hit for hit in near[1:] if best.score - hit.score < policy.margin), None)
    if rival is None and best.evidence >= policy.answer_from:
        return Decision("answer", (best.code,), "one clear winner")
    offered = near[: policy.offer_at_most]
    if len(offered) < 2:
        offered = list(hits[:2])
    reason = "near twins" if rival else "weak evidence"
    return Decision("clarify", tuple(hit.code for hit in offered), reason)
