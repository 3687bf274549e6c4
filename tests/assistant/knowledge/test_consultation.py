"""A consultation, turn by turn: words in, replies and what to remember out."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnknownProcedure
from assistant.knowledge.advice import Advice
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Outcome
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State, Waiting

BIRTH, FOREIGN, STAY, SHOP = "9.000001", "9.000002", "9.000003", "x.ho-kinh-doanh"
CHOOSING = State(waiting=Waiting(kind="choice", candidates=[BIRTH, FOREIGN], aspect="fee"))


def talk(consultation: Consultation, *texts: str, state: State | None = None) -> Advice:
    """A conversation of typed messages; the advice of its last turn."""
    advice = consultation.ask(texts[0], (), state or State())
    for text in texts[1:]:
        advice = consultation.ask(text, (), advice.state)
    return advice


def sources(advice: Advice) -> set[str]:
    """The codes whose facts were stated."""
    return {source.code for reply in advice.replies for source in reply.sources}


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("đăng ký tạm trú", STAY),
        ("dang ky tam tru", STAY),
        ("dk tam tru", STAY),
        ("cho em hỏi gia hạn tạm trú với ạ", STAY),
        ("mình định mở quán phở", SHOP),
    ],
)
def test_a_procedure_named_is_told_with_its_papers(
    consultation: Consultation, question: str, code: str
) -> None:
    """Papers are what is asked by default; with cases, the first case."""
    advice = talk(consultation, question)
    assert advice.outcome is Outcome.ANSWERED
    assert advice.state.procedure == code
    assert sources(advice) == {code}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("đăng ký tạm trú hết bao nhiêu tiền", "lệ phí"),
        ("đăng ký tạm trú mấy ngày thì xong", "thời gian giải quyết"),
        ("đăng ký tạm trú nộp ở đâu", "nơi nộp hồ sơ"),
        ("dang ky tam tru nop o dau", "nơi nộp hồ sơ"),
    ],
)
def test_the_aspect_asked_for_is_told(
    consultation: Consultation, question: str, words: str
) -> None:
    assert words in talk(consultation, question).replies[0].text.splitlines()[0]


def test_two_aspects_in_one_sentence_are_both_told(consultation: Consultation) -> None:
    text = talk(consultation, "đăng ký tạm trú lệ phí bao nhiêu, mấy ngày xong").replies[0].text
    assert ": lệ phí" in text
    assert ": thời gian giải quyết" in text


def test_an_aspect_understood_elsewhere_counts_too(consultation: Consultation) -> None:
    """What the understanding of the sentence gave is told, cue or none."""
    advice = consultation.ask("đăng ký tạm trú", ["law"], State())
    assert "căn cứ pháp lý" in advice.replies[0].text


@pytest.mark.parametrize("question", ["9.000003", "thủ tục mã 9.000003 thế nào ạ", "mã 9.000003?"])
def test_a_code_names_its_procedure(consultation: Consultation, question: str) -> None:
    assert talk(consultation, question).state.procedure == STAY


@pytest.mark.parametrize("question", ["mất bao lâu?", "lệ phí thế nào", "thủ tục như thế nào ạ"])
def test_a_question_that_names_nothing_is_about_the_subject(
    consultation: Consultation, question: str
) -> None:
    advice = talk(consultation, "đăng ký tạm trú", question)
    assert advice.outcome is Outcome.CONTINUED
    assert sources(advice) == {STAY}


@pytest.mark.parametrize("question", ["mất bao lâu?", "lệ phí thế nào", ""])
def test_without_a_subject_it_is_asked_for(consultation: Consultation, question: str) -> None:
    advice = talk(consultation, question)
    assert advice.outcome is Outcome.CLARIFIED
    assert not sources(advice)
    assert advice.state == State()


def test_another_procedure_named_changes_the_subject(consultation: Consultation) -> None:
    """And drops the answers about the first."""
    advice = talk(consultation, "mở cửa hàng tạp hóa", "cá nhân", "đăng ký tạm trú ở đâu")
    assert advice.state == State(procedure=STAY, asked=["place"])


def test_what_no_record_explains_is_not_answered(consultation: Consultation) -> None:
    """No facts, no guess; a person is offered and the subject stays."""
    before = State(procedure=STAY)
    advice = talk(consultation, "giá vé xem phim Avatar hôm nay", state=before)
    assert advice.outcome is Outcome.UNKNOWN
    assert not sources(advice)
    assert advice.replies[0].buttons
    assert advice.state == before


def test_near_twins_are_offered_by_name(
    small_base: KnowledgeBase, small_index: SearchIndex
) -> None:
    """Each candidate is a button, and one more for none of them. Here nothing is sure enough."""
    bounds = {"answer_from": 1.0, "unknown_below": 0.0, "offer_within": 1.0}
    decision = small_base.policy.decision.model_copy(update=bounds)
    policy = small_base.policy.model_copy(update={"decision": decision})
    careful = Consultation(dataclasses.replace(small_base, policy=policy), small_index)
    advice = talk(careful, "khai sinh cho bé lệ phí bao nhiêu")
    assert advice.outcome is Outcome.CLARIFIED
    (reply,) = advice.replies
    assert {BIRTH, FOREIGN} <= {candidate.code for candidate in reply.candidates}
    titles = [button.title for button in reply.buttons]
    assert titles == [*(c.name for c in reply.candidates), small_base.phrases["none_of_these"]]
    assert advice.state.waiting is not None
    assert advice.state.waiting.candidates == [c.code for c in reply.candidates]
    assert not sources(advice)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1", BIRTH), ("cái thứ hai", FOREIGN), ("Đăng ký khai sinh", BIRTH), ("số 2 ạ", FOREIGN),
        ("Đăng ký khai sinh có yếu tố nước ngoài", FOREIGN), ("khai sinh trễ hạn", BIRTH),
        ("dang ky khai sinh co yeu to nuoc ngoai", FOREIGN),
    ],
)  # fmt: skip
def test_a_typed_choice_is_told_with_the_aspect_first_asked(
    consultation: Consultation, typed: str, code: str
) -> None:
    """The fee was asked before we asked back: it is not forgotten."""
    advice = talk(consultation, typed, state=CHOOSING)
    assert advice.state.procedure == code
    assert sources(advice) == {code}
    assert ": lệ phí" in advice.replies[0].text


@pytest.mark.parametrize("subject", [None, BIRTH, STAY])
def test_a_choice_made_is_no_longer_awaited(
    consultation: Consultation, subject: str | None
) -> None:
    """Also when the procedure chosen is the one spoken of before."""
    state = CHOOSING.model_copy(update={"procedure": subject})
    advice = talk(consultation, "1", state=state)
    assert advice.state.procedure == BIRTH
    assert advice.state.waiting is None or advice.state.waiting.kind == "case"


@pytest.mark.parametrize("typed", ["không", "không phải", "em không rõ"])
def test_none_of_the_candidates_asks_for_other_words(
    consultation: Consultation, typed: str
) -> None:
    advice = talk(consultation, typed, state=CHOOSING)
    assert advice.outcome is Outcome.CLARIFIED
    assert advice.state == State()


def test_candidates_that_have_gone_are_no_choice(consultation: Consultation) -> None:
    """The content may be published anew between two turns."""
    gone = State(waiting=Waiting(kind="choice", candidates=["9.999999"]))
    for typed in ("1", "cuối cùng"):
        assert consultation.pending(typed, gone) is None


def test_a_question_instead_of_a_choice_is_answered(consultation: Consultation) -> None:
    """Whoever goes on to something else is followed there."""
    advice = talk(consultation, "thôi cho hỏi gia hạn tạm trú ở đâu", state=CHOOSING)
    assert advice.state == State(procedure=STAY, asked=["place"])


def test_a_checklist_is_asked_answered_and_told(consultation: Consultation) -> None:
    advice = talk(consultation, "Thủ tục đăng ký khai sinh", "ở Việt Nam", "thất lạc", "bà đỡ")
    listed = advice.replies[-1].checklist
    assert listed is not None
    assert [paper.id for paper in listed.papers] == ["application", "statement", "identity"]
    assert advice.state.waiting is None


def test_doubt_at_every_case_still_gives_a_list(consultation: Consultation) -> None:
    advice = talk(consultation, "Thủ tục đăng ký khai sinh", *["em không rõ"] * 3)
    assert advice.replies[-1].checklist is not None
    assert len(advice.replies[-1].checklist.papers) == 5


def test_a_question_in_between_is_answered_and_the_checklist_waits(
    consultation: Consultation, small_base: KnowledgeBase
) -> None:
    """The first button leads back; going back asks the same case."""
    halfway = talk(consultation, "Thủ tục đăng ký khai sinh", "ở Việt Nam")
    between = consultation.ask("lệ phí bao nhiêu tiền", (), halfway.state)
    assert ": lệ phí" in between.replies[0].text
    assert between.replies[0].buttons[0].title == small_base.phrases["resume_checklist"]
    assert between.state == halfway.state.model_copy(update={"asked": ["fee"]})
    resumed = consultation.resume(between.state)
    assert resumed.state == between.state
    assert halfway.replies[0].text.endswith(resumed.replies[0].text)
    assert resumed.replies[0].buttons == halfway.replies[0].buttons


def test_answers_narrow_later_questions(consultation: Consultation) -> None:
    advice = talk(consultation, "mở cửa hàng tạp hóa", "cả gia đình", "lệ phí bao nhiêu tiền")
    assert "150.000" in advice.replies[0].text
    assert "100.000" not in advice.replies[0].text


def test_an_answer_that_fits_no_option_asks_the_same_case_again(
    consultation: Consultation,
) -> None:
    halfway = talk(consultation, "Thủ tục đăng ký khai sinh", "ở Việt Nam")
    again = consultation.ask_again(halfway.state)
    assert again is not None
    assert again.state == halfway.state
    assert again.replies[0].buttons == halfway.replies[0].buttons


def test_resuming_nothing_says_so(consultation: Consultation) -> None:
    advice = consultation.resume(State())
    assert advice.outcome is Outcome.CLARIFIED
    assert advice.state == State()


def test_starting_again_asks_the_first_case(consultation: Consultation) -> None:
    advice = consultation.restart(BIRTH)
    assert advice.state == State(procedure=BIRTH, waiting=Waiting(kind="case", case="born"))


@pytest.mark.parametrize("aspect", ["fee", "time", "place", "steps", "law", "form"])
def test_a_button_tells_its_aspect_of_its_procedure(
    consultation: Consultation, aspect: Aspect
) -> None:
    advice = consultation.about(FOREIGN, [aspect], State(procedure=STAY))
    assert advice.state == State(procedure=FOREIGN, asked=[aspect])
    assert advice.replies[0].text.startswith("Đăng ký khai sinh có yếu tố nước ngoài (mã 9.000002)")


def test_a_button_of_a_procedure_that_has_gone_is_an_error(consultation: Consultation) -> None:
    for press in (
        lambda: consultation.about("9.999999", ["fee"], State()),
        lambda: consultation.answer_case("9.999999", "born", "here", State()),
        lambda: consultation.restart("9.999999"),
    ):
        with pytest.raises(UnknownProcedure):
            press()


def test_a_subject_that_has_gone_is_forgotten(consultation: Consultation) -> None:
    """The content was published anew: the conversation goes on without it, and does not break."""
    gone = State(procedure="9.999999", answers={"a": "b"}, waiting=Waiting(kind="case", case="a"))
    assert talk(consultation, "lệ phí thế nào", state=gone).outcome is Outcome.CLARIFIED
    assert talk(consultation, "đăng ký tạm trú", state=gone).state.procedure == STAY
    assert consultation.ask_again(gone) is None


def test_resuming_a_checklist_that_has_gone_says_so(consultation: Consultation) -> None:
    assert consultation.resume(State(procedure="9.999999")).outcome is Outcome.CLARIFIED


def test_a_sentence_a_record_fits_well_is_rescued(consultation: Consultation) -> None:
    """Taken for small talk, it is a question all the same when a title says the same."""
    advice = consultation.rescue("gia hạn tạm trú", State())
    assert advice is not None
    assert advice.state.procedure == STAY


@pytest.mark.parametrize("text", ["chào buổi sáng", "hôm nay trời đẹp quá", "cảm ơn bạn", "", "😀"])
def test_small_talk_is_not_rescued(consultation: Consultation, text: str) -> None:
    assert consultation.rescue(text, State()) is None


def test_a_long_text_is_a_question_and_no_choice(consultation: Consultation) -> None:
    assert consultation.pending("1 " + "khai sinh " * 10, CHOOSING) is None


PRINTER = "faq.may-in-tai-quay"


def test_a_question_that_is_no_procedure_is_answered_and_the_subject_stays(
    asked: Consultation,
) -> None:
    """It is asked in between: "mất bao lâu" afterwards is about the procedure of before."""
    before = talk(asked, "đăng ký tạm trú hết bao nhiêu tiền")
    advice = talk(asked, "quầy có máy in không", state=before.state)
    assert advice.outcome is Outcome.FAQ
    assert sources(advice) == {PRINTER}
    assert "Mỗi quầy có một máy in dùng chung." in advice.replies[0].text
    assert advice.state == before.state
    assert sources(talk(asked, "mất bao lâu", state=advice.state)) == {STAY}


def test_an_answer_to_a_question_says_what_is_uncertain_and_leads_on(
    asked: Consultation, asked_base: KnowledgeBase
) -> None:
    """To procedures that are known; 9.999999 is not."""
    (reply,) = talk(asked, "mượn máy in của quầy").replies
    assert "Giá mỗi trang từng nơi một khác." in reply.text
    assert asked_base.phrases["confirm_mark"] in reply.text
    assert [button.title for button in reply.buttons] == [
        "Đăng ký tạm trú", asked_base.phrases["button_officer"]
    ]  # fmt: skip
    assert reply.sources[0].url == "https://example.vn/so-tay"


def test_a_question_leaves_an_open_checklist_open(asked: Consultation) -> None:
    halfway = talk(asked, "Thủ tục đăng ký khai sinh")
    advice = talk(asked, "quầy có máy in không", state=halfway.state)
    assert advice.outcome is Outcome.FAQ
    assert advice.state == halfway.state


def test_a_question_is_told_by_its_button_too(asked: Consultation) -> None:
    advice = asked.about(PRINTER, ["fee"], State(procedure=STAY))
    assert (advice.outcome, advice.state) == (Outcome.FAQ, State(procedure=STAY))


def test_only_what_clearly_is_such_a_question_is_answered_as_one(asked: Consultation) -> None:
    """Rasa may take a sentence for something else: the answer that staff wrote goes first."""
    found = asked.question("quầy có máy in không", State())
    assert found is not None
    assert found.outcome is Outcome.FAQ
    for text in ("đăng ký tạm trú", "giá vé xem phim", ""):
        assert asked.question(text, State()) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("không, ý tôi là gia hạn tạm trú", STAY),
        ("à nhầm, mở quán phở", SHOP),
        ("không phải khai sinh mà là tạm trú", STAY),
        ("đăng ký tạm trú chứ không phải khai sinh", STAY),
        ("khong, y toi la gia han tam tru", STAY),
    ],
)
def test_a_correction_changes_the_subject_and_keeps_what_was_asked(
    consultation: Consultation, text: str, code: str
) -> None:
    before = talk(consultation, "đăng ký khai sinh có yếu tố nước ngoài hết bao nhiêu tiền")
    assert before.state == State(procedure=FOREIGN, asked=["fee"])
    advice = talk(consultation, text, state=before.state)
    assert advice.state == State(procedure=code, asked=["fee"])
    assert ": lệ phí" in advice.replies[0].text
    assert sources(advice) == {code}


def test_a_correction_may_ask_something_else(consultation: Consultation) -> None:
    before = talk(consultation, "đăng ký khai sinh có yếu tố nước ngoài hết bao nhiêu tiền")
    advice = talk(consultation, "không, ý tôi là tạm trú nộp ở đâu", state=before.state)
    assert advice.state == State(procedure=STAY, asked=["place"])


def test_a_correction_leaves_an_open_checklist_and_its_answers(consultation: Consultation) -> None:
    halfway = talk(consultation, "Thủ tục đăng ký khai sinh", "ở Việt Nam")
    advice = talk(consultation, "à nhầm, gia hạn tạm trú", state=halfway.state)
    assert (advice.state.procedure, advice.state.answers) == (STAY, {})
    assert advice.state.waiting is None


@pytest.mark.parametrize(
    "text",
    ["không, ý tôi là mất bao lâu", "ý mình là bao nhiêu ngày ấy", "không phải, tôi hỏi thời hạn"],
)
def test_another_aspect_instead_is_told_of_the_same_subject(
    consultation: Consultation, text: str
) -> None:
    before = talk(consultation, "đăng ký tạm trú hết bao nhiêu tiền").state
    advice = talk(consultation, text, state=before)
    assert advice.state == State(procedure=STAY, asked=["time"])


@pytest.mark.parametrize("text", ["sai rồi", "nhầm rồi", "không đúng", "không phải thế", "à nhầm"])
def test_taking_back_without_another_subject_is_no_question(
    real_consultation: Consultation, text: str
) -> None:
    """Among hundreds of titles some hold these very words: they must not answer."""
    before = State(procedure="1.004194", asked=["fee"])
    advice = real_consultation.ask(text, (), before)
    assert advice.outcome not in (Outcome.ANSWERED, Outcome.FAQ)
    assert advice.state.procedure == "1.004194"


def test_a_correction_is_heard_where_it_was_taken_for_small_talk(
    consultation: Consultation,
) -> None:
    before = talk(consultation, "mở quán phở").state
    advice = consultation.rescue("không, ý tôi là gia hạn tạm trú", before)
    assert advice is not None
    assert advice.state.procedure == STAY


def test_raw_telex_is_read_and_the_aspect_in_it_too(consultation: Consultation) -> None:
    advice = talk(consultation, "gia hanj tamj trus heets bao nhieeu tieenf")
    assert advice.state == State(procedure=STAY, asked=["fee"])


@pytest.mark.parametrize("joint", [" và ", "? ", ". ", ", còn ", "\n"])
def test_two_questions_in_one_message_are_both_answered(
    consultation: Consultation, joint: str
) -> None:
    text = f"gia hạn tạm trú hết bao nhiêu tiền{joint}mở cửa hàng tạp hóa nộp ở đâu"
    advice = talk(consultation, text)
    assert advice.reason == "two questions"
    assert [reply.sources[0].code for reply in advice.replies] == [STAY, SHOP]
    assert ": lệ phí" in advice.replies[0].text
    assert ": nơi nộp hồ sơ" in advice.replies[1].text
    assert (advice.state.procedure, advice.state.asked) == (SHOP, ["place"])


def test_of_two_questions_the_list_of_papers_comes_last(consultation: Consultation) -> None:
    """It may ask back, and only the last thing said can be answered."""
    advice = talk(consultation, "mở cửa hàng tạp hóa và gia hạn tạm trú hết bao nhiêu tiền")
    assert [reply.sources[0].code for reply in advice.replies] == [STAY, SHOP]
    assert advice.state.waiting == Waiting(kind="case", case="owner")


def test_of_two_lists_of_papers_the_second_waits_behind_a_button(
    consultation: Consultation,
) -> None:
    advice = talk(consultation, "mở cửa hàng tạp hóa và gia hạn tạm trú")
    assert advice.state.procedure == SHOP
    last = advice.replies[-1]
    assert "Đăng ký tạm trú" in last.text
    assert [button.title for button in last.buttons] == ["Đăng ký tạm trú"]
    assert STAY in last.buttons[0].payload


def test_a_question_beside_a_procedure_is_answered_with_it(asked: Consultation) -> None:
    advice = talk(asked, "quầy có máy in không? gia hạn tạm trú hết bao nhiêu tiền")
    assert [reply.sources[0].code for reply in advice.replies] == [PRINTER, STAY]
    assert advice.state.procedure == STAY


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký tạm trú và gia hạn tạm trú",  # the same thing twice
        "đăng ký tạm trú và mua vé xem phim",  # one half means nothing
        "khai sinh cho bé có cha và mẹ ở Đài Loan",  # one question with a joint in it
    ],
)
def test_a_message_is_not_cut_where_its_parts_do_not_stand_alone(
    consultation: Consultation, text: str
) -> None:
    assert talk(consultation, text).reason != "two questions"


def test_an_answer_awaited_is_not_cut_in_two(consultation: Consultation) -> None:
    halfway = talk(consultation, "Thủ tục đăng ký khai sinh")
    text = "gia hạn tạm trú hết bao nhiêu tiền và mở cửa hàng tạp hóa nộp ở đâu"
    assert talk(consultation, text, state=halfway.state).reason != "two questions"


def test_near_relatives_are_told_apart_by_one_question(
    asked_base: KnowledgeBase, asked_index: SearchIndex
) -> None:
    """Whoever asks of "khai sinh" alone is asked about a foreigner, and a typed "có" is enough."""
    bounds = {"answer_from": 1.0, "unknown_below": 0.0, "offer_within": 0.3, "offer_at_most": 2}
    decision = asked_base.policy.decision.model_copy(update=bounds)
    policy = asked_base.policy.model_copy(update={"decision": decision})
    careful = Consultation(dataclasses.replace(asked_base, policy=policy), asked_index)
    advice = talk(careful, "khai sinh cho bé hết bao nhiêu tiền")
    (reply,) = advice.replies
    assert advice.outcome is Outcome.CLARIFIED
    assert "nước ngoài" in reply.text
    titles = {c.code: b.title for c, b in zip(reply.candidates, reply.buttons, strict=False)}
    chosen = talk(careful, titles[FOREIGN], state=advice.state)
    assert (chosen.state.procedure, chosen.state.asked) == (FOREIGN, ["fee"])


states = st.sampled_from(
    [
        State(),
        CHOOSING,
        State(procedure=STAY),
        State(procedure=BIRTH, waiting=Waiting(kind="case", case="born")),
        State(procedure="9.999999", waiting=Waiting(kind="case", case="born")),
    ]
)
WORDS = (
    'khai sinh tạm trú lệ phí không rõ 1 cuối có ạ 9.000001 9.999999 / {} " mất ở đâu và ? , '
    "không, ý tôi là chứ phải mà máy in quầy tamj trus"
)
fragments = st.sampled_from(WORDS.split())
texts = st.one_of(st.text(max_size=80), st.lists(fragments, max_size=8).map(" ".join))


@given(text=texts, state=states)
def test_whatever_is_said_gets_a_reply(consultation: Consultation, text: str, state: State) -> None:
    """No text in any state breaks a consultation, and what it remembers can be gone on with."""
    advice = consultation.ask(text, (), state)
    assert all(reply.text.strip() for reply in advice.replies)
    assert advice.replies
    assert consultation.ask(text, (), advice.state).replies
