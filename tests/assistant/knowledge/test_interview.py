"""The questions of a checklist, one by one, and the list at their end."""

import pytest

from assistant.knowledge.advice import Advice
from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE
from assistant.knowledge.interview import Interview
from assistant.knowledge.record import Record
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting

BIRTH = "9.000001"


@pytest.fixture(scope="module")
def interview(small_base: KnowledgeBase) -> Interview:
    """Interviews over the invented records."""
    return Interview(small_base, Speaker(small_base))


@pytest.fixture
def birth(small_base: KnowledgeBase) -> Record:
    """born → certificate → witness; "abroad" leads to 9.000002."""
    return small_base.record(BIRTH)


def waiting_for(advice: Advice) -> str | None:
    """The case whose answer is awaited."""
    waiting = advice.state.waiting
    return waiting.case if waiting and waiting.kind == "case" else None


def settled(**answers: str) -> State:
    """A conversation about the birth record with these answers."""
    return State(procedure=BIRTH, answers=answers)


def test_the_next_case_is_asked_and_awaited(interview: Interview, birth: Record) -> None:
    advice = interview.go_on(birth, settled(born="here"))
    assert advice.replies[-1].text == "Bạn có Giấy chứng sinh không?"
    assert waiting_for(advice) == "certificate"


def test_after_the_last_case_comes_the_list(interview: Interview, birth: Record) -> None:
    """Nothing is awaited any more; the answers are kept for later questions."""
    advice = interview.go_on(birth, settled(born="here", certificate="has"))
    assert advice.replies[-1].checklist is not None
    assert advice.state == settled(born="here", certificate="has")


def test_a_procedure_without_cases_gives_its_list_at_once(
    interview: Interview, small_base: KnowledgeBase
) -> None:
    advice = interview.go_on(small_base.record("9.000003"), State())
    assert advice.replies[-1].checklist is not None
    assert advice.state.procedure == "9.000003"


def test_an_option_leads_on_to_the_procedure_it_belongs_to(
    interview: Interview, birth: Record
) -> None:
    """It says so, and goes on with that procedure's first case; old answers stay behind."""
    advice = interview.answer(birth, "born", "abroad", settled())
    assert "Đăng ký khai sinh có yếu tố nước ngoài" in advice.replies[0].text
    assert waiting_for(advice) == "birthplace"
    assert (advice.state.procedure, advice.state.answers) == ("9.000002", {})


def test_an_option_without_a_record_to_lead_to_ends_with_a_person(
    interview: Interview, small_base: KnowledgeBase
) -> None:
    shop = small_base.record("x.ho-kinh-doanh")
    advice = interview.answer(shop, "owner", "firm", State())
    assert "9.000099" in advice.replies[0].text
    assert advice.replies[0].buttons
    assert advice.state == State()


@pytest.mark.parametrize(
    ("case", "option"),
    [("born", "moon"), ("weather", "rain"), ("weather", UNSURE), ("", ""), ("certificate", "here")],
)
def test_a_button_of_another_time_is_told_so(
    interview: Interview, birth: Record, case: str, option: str
) -> None:
    """Nothing is settled by it."""
    advice = interview.answer(birth, case, option, settled(born="here"))
    assert advice.outcome is Outcome.FAILED
    assert advice.state.answers == {"born": "here"}


def test_an_answer_given_again_replaces_the_old_one(interview: Interview, birth: Record) -> None:
    """And what hung on the old one is asked anew."""
    state = settled(born="here", certificate="missing", witness="alone")
    advice = interview.answer(birth, "certificate", "has", state)
    assert advice.state.answers == {"born": "here", "certificate": "has"}
    assert advice.replies[-1].checklist is not None


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("Có, bản giấy", "has"), ("bé sinh tại nhà", "missing"), ("2", "missing"), ("có ạ", "has"),
        ("không", "missing"), ("em không rõ", UNSURE), ("con tôi tên Nam", None), ("", None),
    ],
)  # fmt: skip
def test_a_typed_answer_is_understood_or_left_alone(
    interview: Interview, typed: str, option: str | None
) -> None:
    asking = State(
        procedure=BIRTH, answers={"born": "here"}, waiting=Waiting(kind="case", case="certificate")
    )
    advice = interview.understand(typed, asking)
    assert (advice.state.answers["certificate"] if advice else None) == option


def test_what_was_understood_of_typed_words_is_said(interview: Interview) -> None:
    """Words can be misread: the label of the option comes first, then the next question."""
    asking = State(
        procedure=BIRTH, answers={"born": "here"}, waiting=Waiting(kind="case", case="certificate")
    )
    advice = interview.understand("bé sinh tại nhà", asking)
    assert advice is not None
    assert "Không có hoặc bị mất" in advice.replies[0].text
    assert advice.replies[0].text.endswith("Có ai làm chứng việc sinh không?")


def test_no_to_a_question_without_a_no_is_not_guessed(interview: Interview) -> None:
    asking = State(procedure=BIRTH, waiting=Waiting(kind="case", case="born"))
    assert interview.understand("không", asking) is None


@pytest.mark.parametrize(
    "state",
    [
        State(),
        State(procedure=BIRTH),
        State(procedure=BIRTH, waiting=Waiting(kind="choice", candidates=[BIRTH])),
        State(procedure=BIRTH, waiting=Waiting(kind="case", case="weather")),
        State(procedure="9.999999", waiting=Waiting(kind="case", case="born")),
    ],
)
def test_where_nothing_is_asked_nothing_is_understood(interview: Interview, state: State) -> None:
    """Also when the record or its case has gone since."""
    assert interview.understand("1", state) is None
    assert interview.ask_again(state) is None


def test_asking_again_says_that_the_answer_did_not_fit(
    interview: Interview, small_base: KnowledgeBase
) -> None:
    asking = State(procedure=BIRTH, waiting=Waiting(kind="case", case="born"))
    advice = interview.ask_again(asking)
    assert advice is not None
    assert advice.replies[0].text.startswith(small_base.phrases["case_not_understood"])
    assert advice.replies[0].text.endswith("Bé sinh ở đâu?")
    assert advice.state == asking
    assert len(advice.replies[0].buttons) == 3
