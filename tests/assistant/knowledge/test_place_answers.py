"""Answers about places, in a conversation about the real records and the real offices."""

import pytest

from assistant.knowledge.advice import Advice
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.place_answers import SOURCE
from assistant.knowledge.reply import Outcome
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State, Waiting

MARRIAGE, STAY, PENSION = "1.000894", "1.004194", "1.001613"
TO_CONFIRM = "cần xác nhận với điểm tiếp nhận"
DONG_TIEN = State(waiting=Waiting(kind="place", candidates=["07246", "07822", "09193"]))


@pytest.fixture(scope="module")
def desk(real_base: KnowledgeBase) -> Consultation:
    """Consultations over what ships, searched by words alone."""
    policy = real_base.policy
    entries = entries_of(real_base)
    index = SearchIndex(entries, FeatureCache(), policy.search, policy.confidence)
    return Consultation(real_base, index)


def talk(desk: Consultation, *texts: str, state: State | None = None) -> Advice:
    """A conversation of typed messages; the advice of its last turn."""
    advice = desk.ask(texts[0], (), state or State())
    for text in texts[1:]:
        advice = desk.ask(text, (), advice.state)
    return advice


def said(advice: Advice) -> str:
    """All that is said."""
    return "\n".join(reply.text for reply in advice.replies)


def titles(advice: Advice) -> list[str]:
    """The buttons."""
    return [button.title for reply in advice.replies for button in reply.buttons]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("xã Tiên Lục cũ giờ thuộc đâu", "xã Tiên Lục"),
        ("xa tien luc cu gio thuoc dau", "xã Tiên Lục"),
        ("x. Dương Đức nay là xã nào", "xã Mỹ Thái"),
        ("phường Đình Bảng", "phường Từ Sơn"),
        ("p dinh bang", "phường Từ Sơn"),
        ("truoc toi o xa nghia hung, nay sap nhap vao dau", "xã Tiên Lục"),
        ("cho em hỏi trước em ở xã Nghĩa Hưng huyện Lạng Giang thì giờ là xã gì ạ", "xã Tiên Lục"),
        ("nha toi o thon gieng, x. duong duc", "xã Mỹ Thái"),
        ("thị trấn Nham Biền, huyện Yên Dũng", "phường Yên Dũng"),
        ("xa dong tien h. hiep hoa", "xã Hoàng Vân"),
        ("phường Bắc Giang", "phường Bắc Giang"),
        ("xã Tuấn Đạo", "xã Tuấn Đạo"),
        ("Đồng Kỵ", "phường Đồng Nguyên"),
        ("trung tâm hành chính công xã Tiên Du ở đâu", "xã Tiên Du"),
    ],
)
def test_the_unit_of_today_and_its_office_are_told(
    desk: Consultation, real_base: KnowledgeBase, text: str, unit: str
) -> None:
    """The address is not known: it is to be confirmed, never made up."""
    advice = talk(desk, text)
    assert advice.outcome is Outcome.FAQ
    assert f"Trung tâm Phục vụ hành chính công {unit}." in said(advice)
    assert TO_CONFIRM in said(advice)
    office = next(o for o in real_base.offices.communes if o.id == advice.state.office)
    assert office.unit.lower() == unit.lower()
    assert [source.code for source in advice.replies[0].sources] == [SOURCE]


def test_a_former_unit_is_named_with_its_district(desk: Consultation) -> None:
    """Who was misread sees it at once."""
    words = "Xã Dương Đức, huyện Lạng Giang (cũ) nay thuộc xã Mỹ Thái"
    assert words in said(talk(desk, "xa duong duc"))


def test_the_provincial_point_in_a_ward_is_named_too(desk: Consultation) -> None:
    assert "Điểm tiếp nhận thứ hai" in said(talk(desk, "tôi ở phường Kinh Bắc"))


def test_a_name_that_several_had_is_asked_back(desk: Consultation) -> None:
    advice = talk(desk, "xa dong tien gio thuoc dau")
    assert advice.outcome is Outcome.CLARIFIED
    assert advice.state == DONG_TIEN
    assert titles(advice) == [
        "Xã Đồng Tiến, huyện Yên Thế",
        "Xã Đồng Tiến, huyện Hiệp Hòa",
        "Xã Đông Tiến, huyện Yên Phong",
    ]
    payloads = [button.payload for button in advice.replies[0].buttons]
    assert payloads[1] == '/choose_place{"place": "07822"}'


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        ("2", "07822"), ("hiep hoa", "07822"), ("huyện Yên Phong", "09193"), ("cuối cùng", "09193"),
        ("xã Đồng Tiến, Yên Thế", "07246"), ("ở Hiệp Hòa ạ", "07822"), ("xã Tiên Lục", "07381"),
    ],
)  # fmt: skip
def test_what_was_asked_back_may_be_typed(desk: Consultation, typed: str, office: str) -> None:
    advice = talk(desk, typed, state=DONG_TIEN)
    assert (advice.outcome, advice.state) == (Outcome.FAQ, State(office=office))


def test_who_does_not_know_is_not_asked_again(desk: Consultation) -> None:
    advice = talk(desk, "tôi không rõ", state=DONG_TIEN)
    assert advice.state == State()
    assert "Gặp cán bộ" in titles(advice)


def test_another_question_leaves_it_open_who_was_meant(desk: Consultation) -> None:
    advice = talk(desk, "đăng ký kết hôn mất bao lâu", state=DONG_TIEN)
    assert advice.state.procedure == MARRIAGE
    assert advice.state.waiting is None


def test_a_large_district_is_named_with_its_units_and_the_commune_asked_for(
    desk: Consultation,
) -> None:
    advice = talk(desk, "tôi ở huyện Lạng Giang")
    for unit in ("xã Lạng Giang", "xã Tiên Lục", "xã Kép", "xã Mỹ Thái", "xã Tân Dĩnh"):
        assert unit in said(advice)
    assert advice.outcome is Outcome.CLARIFIED
    assert titles(advice) == []
    assert talk(desk, "xa tan thanh", state=advice.state).state == State(office="07420")


def test_a_small_district_is_offered_unit_by_unit(desk: Consultation) -> None:
    advice = talk(desk, "thi xa viet yen gio thuoc dau")
    assert len(titles(advice)) == 4
    assert talk(desk, "1", state=advice.state).state.office == "07774"


def test_a_district_gone_before_2025_is_known(desk: Consultation) -> None:
    """Not as the ward that took its name."""
    advice = talk(desk, "huyện Yên Dũng nay thuộc đâu")
    assert "6 xã, phường" in said(advice)
    assert advice.state.office is None


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký kết hôn ở xã Tiên Lục cũ",
        "dang ky ket hon o x. tien luc",
        "đăng ký kết hôn tại Dương Đức",
        "đăng ký kết hôn ở thị trấn Vôi cũ thì nộp ở đâu",
        "đăng ký kết hôn ở phường Đình Bảng giờ thuộc phường nào",
    ],
)
def test_a_procedure_with_a_place_is_about_the_procedure(desk: Consultation, text: str) -> None:
    advice = talk(desk, text)
    assert advice.outcome is Outcome.ANSWERED
    assert advice.state.procedure == MARRIAGE
    assert advice.state.office is not None


def test_where_to_hand_in_names_the_office_of_the_place(desk: Consultation) -> None:
    told = said(talk(desk, "đăng ký kết hôn ở xã Dương Đức cũ", "nộp ở đâu"))
    assert "nơi nộp hồ sơ" in told
    assert "nay thuộc xã Mỹ Thái: Trung tâm Phục vụ hành chính công xã Mỹ Thái." in told


def test_the_place_asked_for_outright_is_told_with_the_procedure(desk: Consultation) -> None:
    told = said(talk(desk, "đăng ký kết hôn ở phường Đình Bảng giờ thuộc phường nào"))
    assert "nơi nộp hồ sơ" in told
    assert "nay thuộc phường Từ Sơn" in told


def test_the_police_of_a_commune_is_no_centre(desk: Consultation) -> None:
    """The unit is named, an office that does not take the file is not."""
    told = said(talk(desk, "đăng ký tạm trú nộp ở đâu", state=State(office="07420")))
    assert told.endswith("nay thuộc xã Mỹ Thái.")


def test_what_the_province_takes_in_names_no_commune(desk: Consultation) -> None:
    told = said(desk.about(PENSION, ["place"], State(office="07420")))
    assert "Mỹ Thái" not in told


def test_the_place_is_kept_when_the_subject_changes(desk: Consultation) -> None:
    advice = talk(desk, "tôi ở phường Đình Bảng", "đăng ký kết hôn", "thôi cho hỏi đăng ký tạm trú")
    assert (advice.state.procedure, advice.state.office) == (STAY, "09367")
    assert desk.restart(STAY, advice.state).state.office == "09367"


def test_where_one_lives_answers_a_follow_up(desk: Consultation) -> None:
    advice = talk(desk, "đăng ký kết hôn mất bao lâu", "tôi ở phường Đình Bảng thì nộp ở đâu")
    assert advice.outcome is Outcome.CONTINUED
    assert "Trung tâm Phục vụ hành chính công phường Từ Sơn" in said(advice)


def test_a_place_in_the_middle_of_a_checklist_does_not_end_it(
    desk: Consultation, real_base: KnowledgeBase
) -> None:
    halfway = talk(desk, "đăng ký tạm trú")
    advice = talk(desk, "xa dong tien", state=halfway.state)
    assert advice.state.waiting == halfway.state.waiting
    assert titles(advice)[-1] == real_base.phrases["resume_checklist"]


def test_two_places_are_both_told_and_none_is_remembered(desk: Consultation) -> None:
    advice = talk(desk, "xã Dương Đức và phường Đình Bảng giờ thuộc đâu")
    assert "xã Mỹ Thái" in advice.replies[0].text
    assert "phường Từ Sơn" in advice.replies[1].text
    assert advice.state == State()


@pytest.mark.parametrize(
    "text",
    [
        "quán nhậu nào ngon ở Từ Sơn",
        "con tôi tên Quang Minh làm khai sinh",
        "khai tu co phai dong tien gi khong",
        "samsung yên phong có tuyển người không",
        "dong tien o dau",
        "công ty tôi sáp nhập vào đâu",
        "phường Mỹ Đình",
    ],
)
def test_these_are_no_questions_about_a_place(desk: Consultation, text: str) -> None:
    advice = talk(desk, text)
    assert advice.reason not in {"place", "which place"}
    assert advice.state.office is None


def test_what_staff_answered_themselves_wins(desk: Consultation) -> None:
    """A question whose very words are in the knowledge base, the place included."""
    advice = talk(desk, "điểm kinh bắc là gì")
    assert advice.replies[0].sources[0].code == "faq.diem-kinh-bac"


def test_a_unit_nobody_knows_is_not_guessed(desk: Consultation) -> None:
    advice = talk(desk, "xã Không Có Đây cũ nay thuộc xã nào")
    assert advice.state.office is None
    assert not any(source.code == SOURCE for reply in advice.replies for source in reply.sources)


def test_small_talk_that_names_a_place_is_answered(desk: Consultation) -> None:
    advice = desk.rescue("chào em, bác ở xã Dương Đức", State())
    assert advice is not None
    assert advice.state == State(office="07420")


def test_a_task_is_interrupted_only_by_the_question_itself(desk: Consultation) -> None:
    """An appointment at a place is a task, what the place is today is not."""
    assert desk.question("đặt lịch chiều mai ở xã Yên Thế", State()) is None
    assert desk.question("xã Dương Đức cũ giờ thuộc đâu", State()) is not None


def test_an_office_that_has_gone_is_told_so(desk: Consultation) -> None:
    """The list was published anew between two turns."""
    assert desk.choose_place("99999", DONG_TIEN).outcome is Outcome.FAILED
    gone = State(waiting=Waiting(kind="place", candidates=["99999"]), office="99999")
    assert talk(desk, "1", state=gone).replies
    assert talk(desk, "đăng ký kết hôn nộp ở đâu", state=gone).outcome is Outcome.ANSWERED
