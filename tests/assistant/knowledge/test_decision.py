"""Answer, ask back, keep the subject, or say it is not known: one decision for each question."""

import math
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.confidence import Signals
from assistant.knowledge.decision import Question, decide
from assistant.knowledge.loading import load_model
from assistant.knowledge.policy import ConfidencePolicy, DecisionPolicy, Policy
from assistant.knowledge.search import Found, Hit

# Only the margin weighs, so that a test can ask for any likelihood.
WEIGHTS = ConfidencePolicy.model_validate(
    {**dict.fromkeys(ConfidencePolicy.model_fields, 0.0), "margin": 1.0}
)
NO_SIGNALS = Signals(*[0.0] * len(fields(Signals)))
NAMES = Question(own_words=3)
SURE, HALF_SURE, LOST, FOREIGN = 0.9, 0.5, 0.1, 0.01


@cache
def policy() -> DecisionPolicy:
    """Bounds of our own, so that tuning the real ones changes no rule."""
    real = load_model(Path(__file__).parents[3] / "knowledge_base/policy.yml", Policy).decision
    bounds = {
        "unknown_below": 0.3,
        "answer_from": 0.6,
        "offer_within": 0.3,
        "twin_margin": 0.05,
        "nearest_from": 0.05,
    }
    return real.model_copy(update={**bounds, "offer_at_most": 3, "follow_up_from": 0.5})


def found(likely: float, *scores: float, codes: str = "abcdef") -> Found:
    """Hits a, b, c … with these scores; the first is right with this likelihood."""
    hits = tuple(
        Hit(code, f"Thủ tục {code}", score, 0.5, 0.5)
        for code, score in zip(codes, scores, strict=False)
    )
    signals = replace(NO_SIGNALS, margin=math.log(likely / (1 - likely))) if hits else None
    return Found(hits, signals, WEIGHTS, 0.1)


def told(question: Question, search: Found) -> tuple[str, tuple[str, ...]]:
    """Kind and codes of the decision."""
    decision = decide(question, search, policy())
    return decision.kind, decision.codes


@pytest.mark.parametrize("scores", [(1.0, 0.8, 0.2), (0.4,), (1.0, 0.94)])
def test_what_is_sure_enough_is_answered(scores: tuple[float, ...]) -> None:
    assert told(NAMES, found(SURE, *scores)) == ("answer", ("a",))


def test_a_twin_is_asked_back_however_sure_the_search_is() -> None:
    """The second fits as well as the first: "sổ đỏ" alone means any of several procedures."""
    assert told(NAMES, found(SURE, 1.0, 0.98)) == ("clarify", ("a", "b"))


def test_what_is_not_sure_is_asked_back() -> None:
    assert told(NAMES, found(HALF_SURE, 1.0, 0.95)) == ("clarify", ("a", "b"))


def test_what_stands_far_behind_is_not_offered() -> None:
    assert told(NAMES, found(HALF_SURE, 1.0, 0.95, 0.65)) == ("clarify", ("a", "b"))


def test_no_more_is_offered_than_the_policy_says() -> None:
    """More is a list nobody reads."""
    search = found(HALF_SURE, 1.0, 0.99, 0.98, 0.97, 0.96)
    assert told(NAMES, search) == ("clarify", ("a", "b", "c"))


@pytest.mark.parametrize("search", [found(LOST, 1.0), found(LOST, 1.0, 0.9), found(SURE)])
def test_what_nothing_explains_is_not_known(search: Found) -> None:
    """No guess: only the nearest, for whoever wants to offer them. No hits are nothing as well."""
    assert told(NAMES, search) == ("unknown", tuple(hit.code for hit in search.hits))


def test_what_is_far_from_everything_has_no_nearest() -> None:
    """Buttons to anything at all would be a guess too."""
    assert told(NAMES, found(FOREIGN, 1.0, 0.9)) == ("unknown", ())


def test_an_aspect_with_a_filler_word_goes_on_with_the_subject() -> None:
    """ "thôi thế lệ phí?" is no new subject; a whole phrase nobody knows is."""
    asks = Question(own_words=1, names_aspect=True, subject="s")
    assert told(asks, found(LOST, 1.0)) == ("continue", ("s",))
    assert told(replace(asks, own_words=6), found(LOST, 1.0))[0] == "unknown"
    assert told(replace(asks, names_aspect=False), found(LOST, 1.0))[0] == "unknown"


@pytest.mark.parametrize("likely", [SURE, HALF_SURE, LOST])
def test_naming_nothing_goes_on_with_the_subject(likely: float) -> None:
    """ "mất bao lâu?" is about the procedure just spoken of, whatever the search brings."""
    question = Question(own_words=0, subject="s")
    assert told(question, found(likely, 1.0)) == ("continue", ("s",))


def test_naming_nothing_without_a_subject_asks_for_one() -> None:
    assert told(Question(own_words=0), found(SURE, 1.0)) == ("ask_subject", ())


@pytest.mark.parametrize("likely", [HALF_SURE, LOST])
def test_words_the_subject_explains_go_on_with_it(likely: float) -> None:
    """As long as nothing else is sure."""
    question = Question(own_words=3, subject="s", subject_evidence=0.8)
    assert told(question, found(likely, 1.0)) == ("continue", ("s",))


def test_words_nobody_explains_are_unknown_in_spite_of_a_subject() -> None:
    question = Question(own_words=3, subject="s", subject_evidence=0.1)
    assert told(question, found(LOST, 1.0)) == ("unknown", ("a",))


def test_a_sure_find_changes_the_subject() -> None:
    """Whoever names another procedure is answered about that one."""
    question = Question(own_words=3, subject="s", subject_evidence=0.9)
    assert told(question, found(SURE, 1.0, 0.5)) == ("answer", ("a",))


def test_naming_the_subject_again_goes_on_with_it() -> None:
    question = Question(own_words=3, subject="a", subject_evidence=0.9)
    assert told(question, found(SURE, 1.0, 0.5)) == ("continue", ("a",))


shares = st.floats(0, 1)
questions = st.builds(
    Question, st.integers(0, 5), st.booleans(), st.none() | st.sampled_from("as"), shares
)
searches = st.builds(
    lambda likely, scores: found(likely, *sorted(scores, reverse=True)),
    st.floats(0.01, 0.99),
    st.lists(shares, max_size=6),
)


@given(questions, searches)
def test_a_decision_is_always_one_that_can_be_carried_out(
    question: Question, search: Found
) -> None:
    """One procedure is answered or continued; what is offered was found, best first, each once."""
    decision = decide(question, search, policy())
    codes = tuple(hit.code for hit in search.hits)
    assert decision.reason
    match decision.kind:
        case "answer":
            assert decision.codes == codes[:1] != ()
        case "continue":
            assert decision.codes == (question.subject,)
        case "clarify":
            assert 1 <= len(decision.codes) <= policy().offer_at_most
            assert decision.codes == codes[: len(decision.codes)]
        case "ask_subject":
            assert decision.codes == ()
            assert question.subject is None
        case "unknown":
            assert decision.codes == codes[: len(decision.codes)]
