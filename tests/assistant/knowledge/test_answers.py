"""A record put into words: its fields, arranged; nothing else, nothing left out in silence."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.answers import Speaker, applies, brief, payload, source_of
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, Answers, next_case, redirect
from assistant.knowledge.content import Phrases
from assistant.knowledge.official import official_record
from assistant.knowledge.portal import PortalRow
from assistant.knowledge.record import Aspect, Fee, Record, TimeLimit
from tests.assistant.knowledge.conftest import ROW, TODAY

WITNESSED = {"born": "here", "certificate": "missing", "witness": "witnessed"}


@pytest.fixture(scope="module")
def speaker(small_base: KnowledgeBase) -> Speaker:
    """Speaks for the invented records."""
    return Speaker(small_base)


@pytest.fixture
def birth(small_base: KnowledgeBase) -> Record:
    """The record that holds something in every field."""
    return small_base.record("9.000001")


def said(speaker: Speaker, record: Record, aspect: Aspect, answers: Answers | None = None) -> str:
    """The text about one aspect."""
    return speaker.aspects(record, [aspect], answers or {}).text


@pytest.mark.parametrize(
    ("aspect", "lines"),
    [
        (
            "fee",
            [
                "Đăng ký khai sinh (mã 9.000001): lệ phí",
                "• 0 đồng. Đúng hạn không thu lệ phí.",
                "• 8.000 đồng/bản sao. Bản sao cấp thêm.",
                "• Quá hạn thu theo mức của tỉnh. (cần xác nhận với điểm tiếp nhận)",
                "• Hộ nghèo được miễn lệ phí.",
                "Lưu ý: Mức lệ phí quá hạn do tỉnh quy định.",
            ],
        ),
        (
            "time",
            [
                "• Trong ngày làm việc",
                "• Không có hoặc bị mất: 3 ngày làm việc. Khi phải xác minh.",
            ],
        ),
        (
            "place",
            [
                "• Trung tâm Phục vụ hành chính công nơi cha hoặc mẹ cư trú.",
                "• Nộp được ở điểm tiếp nhận bất kỳ trong tỉnh, không phụ thuộc nơi cư trú.",
                "• Nộp nơi khác thì hồ sơ được chuyển về đúng nơi.",
                "• Nộp trực tuyến được tại https://example.vn/nop.",
            ],
        ),
        (
            "steps",
            [
                "1. Chuẩn bị giấy tờ và nộp tại quầy.",
                "2. Kiểm tra thông tin và nhận Giấy khai sinh.",
            ],
        ),
        (
            "conditions",
            [
                "• Người thực hiện: Cha, mẹ, ông, bà hoặc người thân khác của trẻ.",
                "• Cha mẹ thỏa thuận họ tên của con.",
            ],
        ),
        (
            "online",
            ["• Nơi nộp: https://example.vn/nop", "• Kiểm tra bản nháp trước khi ký."],
        ),
        ("result", ["• Giấy khai sinh"]),
        (
            "law",
            [
                "• Luật Hộ tịch số 60/2014/QH13",
                "• 123/2015/NĐ-CP",
                "• Công bố theo Quyết định 12/QĐ-TEST",
                "Thay đổi từ 01/09/2026: Có thể làm liên thông với đăng ký thường trú.",
            ],
        ),
        (
            "form",
            [
                "• Tờ khai đăng ký khai sinh – Mẫu KS-01 (https://example.vn/ks-01)",
                "• Văn bản của người làm chứng – Mẫu KS-02",
            ],
        ),
    ],
)
def test_each_fact_of_an_aspect_has_a_line(
    speaker: Speaker, birth: Record, aspect: Aspect, lines: list[str]
) -> None:
    """The first line names procedure and code, each fact stands alone."""
    text = said(speaker, birth, aspect)
    assert text.startswith("Đăng ký khai sinh (mã 9.000001): ")
    spoken = text.splitlines()
    missing = [line for line in lines if not any(s.startswith(line) for s in spoken)]
    assert not missing, text


def test_a_code_no_source_gives_is_not_invented(
    speaker: Speaker, small_base: KnowledgeBase
) -> None:
    text = said(speaker, small_base.record("x.ho-kinh-doanh"), "fee")
    assert text.startswith("Đăng ký thành lập hộ kinh doanh (mã chưa xác nhận)")
    assert "x.ho" not in text


def test_answers_narrow_what_is_said(speaker: Speaker, small_base: KnowledgeBase) -> None:
    """Before the case is asked every fee is said with its condition; after it only one's own."""
    shop = small_base.record("x.ho-kinh-doanh")
    before, after = said(speaker, shop, "fee"), said(speaker, shop, "fee", {"owner": "family"})
    assert "Một người: Nộp trực tiếp: 100.000 đồng/lần" in before
    assert "Cả gia đình: Nộp trực tiếp: 150.000 đồng/lần" in before
    assert "100.000" not in after
    assert "150.000" in after


def test_doubt_narrows_nothing(speaker: Speaker, small_base: KnowledgeBase) -> None:
    text = said(speaker, small_base.record("x.ho-kinh-doanh"), "fee", {"owner": UNSURE})
    assert "100.000" in text
    assert "150.000" in text


@pytest.mark.parametrize(
    ("fee", "line"),
    [
        (Fee(amount=1250000), "• 1.250.000 đồng"),
        (Fee(amount=0), "• 0 đồng"),
        (Fee(amount=5000, per="trang", to_confirm=True), "• 5.000 đồng/trang (cần xác nhận"),
        (Fee(text="Theo mức của tỉnh.", channel="post"), "• Gửi bưu chính: Theo mức của tỉnh."),
        (Fee(amount=7000, channel="online"), "• Nộp trực tuyến: 7.000 đồng"),
    ],
)
def test_a_fee_is_said_as_it_stands(speaker: Speaker, birth: Record, fee: Fee, line: str) -> None:
    assert line in said(speaker, birth.model_copy(update={"fees": [fee]}), "fee")


@pytest.mark.parametrize(
    ("limit", "line"),
    [
        (TimeLimit(amount=5, unit="day"), "• 5 ngày\n"),
        (TimeLimit(amount=5, unit="working_day"), "• 5 ngày làm việc"),
        (TimeLimit(amount=24, unit="hour"), "• 24 giờ"),
        (TimeLimit(amount=2, unit="month"), "• 2 tháng"),
        (TimeLimit(unit="same_day"), "• Trong ngày làm việc"),
        (TimeLimit(unit="same_day", text="Ngay tại quầy."), "• Ngay tại quầy."),
        (TimeLimit(text="Theo giấy hẹn.", to_confirm=True), "• Theo giấy hẹn. (cần xác nhận"),
    ],
)
def test_a_time_limit_keeps_the_unit_of_its_source(
    speaker: Speaker, birth: Record, limit: TimeLimit, line: str
) -> None:
    """A day is not a working day."""
    assert line in said(speaker, birth.model_copy(update={"times": [limit]}), "time") + "\n"


@pytest.mark.parametrize("level", ["full", "partial", "none", "unknown"])
def test_every_level_of_going_online_has_words(speaker: Speaker, birth: Record, level: str) -> None:
    """Where nothing is filed on the network no address to file at is given."""
    online = birth.online.model_copy(update={"level": level})
    text = said(speaker, birth.model_copy(update={"online": online}), "online")
    assert text.count("•") >= 2
    assert ("Nơi nộp" in text) == (level != "none")


def test_what_is_uncertain_is_said_to_be(speaker: Speaker, small_base: KnowledgeBase) -> None:
    """The reason of `to_confirm` follows the aspect it belongs to, and no other."""
    shop = small_base.record("x.ho-kinh-doanh")
    reason = "Nguồn chưa nêu giấy tờ về địa điểm."
    listed = speaker.papers(shop, {"owner": "person"})
    assert reason in listed.text
    assert listed.checklist is not None
    assert any(reason in note for note in listed.checklist.notes)
    assert reason not in said(speaker, shop, "fee")


def test_two_aspects_make_one_reply(speaker: Speaker, birth: Record) -> None:
    reply = speaker.aspects(birth, ["fee", "time"], {})
    assert reply.text.index(": lệ phí") < reply.text.index(": thời gian giải quyết")
    assert len(reply.sources) == 1


def test_a_reply_offers_what_it_has_not_said(speaker: Speaker, birth: Record) -> None:
    payloads = [button.payload for button in speaker.aspects(birth, ["fee"], {}).buttons]
    assert payload("ask_papers", procedure="9.000001") in payloads
    assert payload("ask_fee", procedure="9.000001") not in payloads


def test_the_list_says_how_many_what_for_and_what_is_not_needed(
    speaker: Speaker, birth: Record
) -> None:
    """Papers handed in and papers shown are told apart; doubtful ones are marked."""
    text = speaker.papers(birth, WITNESSED).text
    for line in (
        "Nộp:",
        "• Tờ khai đăng ký khai sinh – 1 bản chính",
        "• Văn bản của người làm chứng – 1 bản chính; 2 bản sao (cần xác nhận",
        "Xuất trình (mang theo để đối chiếu):",
        "• Giấy tờ tùy thân của người đi đăng ký – 1 bản chính; Còn hạn, có ảnh.",
    ):
        assert line in text
    assert "Giấy chứng sinh" not in text
    has = speaker.papers(birth, {"born": "here", "certificate": "has"}).text
    assert "• Giấy chứng sinh: Cơ quan hộ tịch tra được bản điện tử." in has


def test_the_list_for_eyes_and_the_list_in_words_hold_the_same(
    speaker: Speaker, birth: Record
) -> None:
    """A channel without boxes loses nothing."""
    reply = speaker.papers(birth, WITNESSED)
    assert reply.checklist is not None
    assert [paper.id for paper in reply.checklist.papers] == [
        "application",
        "statement",
        "identity",
    ]
    assert reply.text.startswith(reply.checklist.intro)
    for paper in reply.checklist.papers:
        assert f"{paper.name} – {paper.detail}" in reply.text
        assert f"{paper.group}:" in reply.text


def test_the_list_says_on_which_answers_it_rests(speaker: Speaker, birth: Record) -> None:
    """So that a misread answer is seen: the words of the options, not their ids."""
    reply = speaker.papers(birth, WITNESSED)
    assert reply.checklist is not None
    for label in ("Ở Việt Nam", "Không có hoặc bị mất", "Có người làm chứng"):
        assert label in reply.checklist.intro


def test_a_paper_kept_by_doubt_says_so(speaker: Speaker, birth: Record) -> None:
    text = speaker.papers(birth, {**WITNESSED, "certificate": UNSURE}).text
    assert "Giấy chứng sinh – 1 bản chính; chỉ cần nếu bạn trả lời “Có, bản giấy”" in text


def test_no_paper_at_all_is_said_plainly(speaker: Speaker, birth: Record) -> None:
    reply = speaker.papers(birth.model_copy(update={"papers": []}), {})
    assert "không phải nộp giấy tờ nào" in reply.text


def test_only_a_list_made_of_answers_can_be_answered_again(
    speaker: Speaker, birth: Record, small_base: KnowledgeBase
) -> None:
    def again(record: Record, answers: Answers) -> bool:
        change = payload("change_answers", procedure=record.code)
        return change in [button.payload for button in speaker.papers(record, answers).buttons]

    assert again(birth, WITNESSED)
    assert not again(small_base.record("9.000003"), {})


def test_a_case_has_a_button_for_each_option_and_one_for_doubt(
    speaker: Speaker, birth: Record
) -> None:
    reply = speaker.case(birth, birth.cases[1], first=False)
    assert reply.text == "Bạn có Giấy chứng sinh không?"
    assert [button.title for button in reply.buttons] == [
        "Có, bản giấy", "Không có hoặc bị mất", "Tôi không rõ",
    ]  # fmt: skip
    sent = [json.loads(button.payload.removeprefix("/answer_case")) for button in reply.buttons]
    assert [entities["option"] for entities in sent] == ["has", "missing", UNSURE]
    assert all(e["procedure"] == "9.000001" and e["case"] == "certificate" for e in sent)


def test_the_first_case_says_what_the_procedure_is(speaker: Speaker, birth: Record) -> None:
    text = speaker.case(birth, birth.cases[0], first=True).text
    assert text.startswith("Đăng ký khai sinh (mã 9.000001). Ghi việc sinh vào sổ")
    assert text.endswith("\n\nBé sinh ở đâu?")


def test_leading_on_names_the_other_procedure(
    speaker: Speaker, birth: Record, small_base: KnowledgeBase
) -> None:
    option = redirect(birth, {"born": "abroad"})
    assert option is not None
    text = speaker.redirect(birth, option, small_base.record("9.000002")).text
    assert "Bé sinh ở nước ngoài làm theo thủ tục riêng." in text
    assert "Đăng ký khai sinh có yếu tố nước ngoài" in text


def test_leading_where_no_record_is_offers_a_person(
    speaker: Speaker, small_base: KnowledgeBase
) -> None:
    shop = small_base.record("x.ho-kinh-doanh")
    option = redirect(shop, {"owner": "firm"})
    assert option is not None
    reply = speaker.elsewhere(shop, option, "9.000099")
    assert reply.text.startswith("Công ty đăng ký ở tỉnh.\n")
    assert "9.000099" in reply.text
    assert reply.buttons == [speaker.officer_button()]


def test_every_reply_of_facts_names_its_source(speaker: Speaker, birth: Record) -> None:
    """Code, name, the day it was checked, and the first source with an address."""
    case = next_case(birth, {})
    assert case is not None
    for reply in (
        speaker.aspects(birth, ["fee"], {}),
        speaker.papers(birth, WITNESSED),
        speaker.case(birth, case, first=True),
    ):
        assert reply.sources == [source_of(birth)]
    note = source_of(birth)
    assert (note.code, note.name, str(note.checked_on), note.url) == (
        "9.000001", "Đăng ký khai sinh", "2026-11-21", "https://example.vn/9.000001",
    )  # fmt: skip


def test_a_source_without_an_address_has_none(small_base: KnowledgeBase) -> None:
    assert source_of(small_base.record("x.ho-kinh-doanh")).url is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, True),
        ({"b": "y"}, True),
        ({"a": "x"}, True),
        ({"a": "z"}, False),
        ({"a": UNSURE}, True),
    ],
)
def test_what_is_not_asked_yet_may_still_apply(answers: Answers, expected: bool) -> None:
    assert applies({"a": ["x"], "b": ["y"]}, answers) is expected


@pytest.mark.parametrize(
    ("intent", "entities", "sent"),
    [
        ("talk_to_officer", {}, "/talk_to_officer"),
        ("ask_fee", {"procedure": "9.000001"}, '/ask_fee{"procedure": "9.000001"}'),
        ("search", {"text": 'sổ "đỏ"'}, '/search{"text": "sổ \\"đỏ\\""}'),
    ],
)
def test_a_payload_is_an_intent_with_its_entities(
    intent: str, entities: dict[str, str], sent: str
) -> None:
    assert payload(intent, **entities) == sent


def imported(phrases: Phrases, **changes: Any) -> Record:
    """A record of the portal."""
    return official_record(PortalRow.model_validate({**ROW, **changes}), phrases, TODAY)


BARE = {"code": "9.100001", "name": "Tên việc"}


@pytest.mark.parametrize("aspect", get_args(Aspect))
def test_a_record_of_the_portal_with_gaps_is_told_all_the_same(
    speaker: Speaker, phrases: Phrases, aspect: Aspect
) -> None:
    """What it does not say is said not to be there; nothing is made up and nothing broken."""
    bare = official_record(PortalRow.model_validate(BARE), phrases, TODAY)
    listed = speaker.papers(bare, {}).text if aspect == "papers" else None
    text = listed or speaker.aspects(bare, [aspect], {}).text
    first, *facts = text.splitlines()
    assert first.startswith("Tên việc (mã 9.100001)")
    assert any(fact.strip() for fact in facts)
    assert "None" not in text


def test_a_record_of_the_portal_says_that_nobody_edited_it(
    speaker: Speaker, phrases: Phrases, birth: Record
) -> None:
    record = imported(phrases)
    for reply in (speaker.aspects(record, ["steps"], {}), speaker.papers(record, {})):
        assert phrases["portal_record"] in reply.text
        assert reply.sources[0].url == ROW["url"]
    assert phrases["portal_record"] not in speaker.papers(birth, {}).text


def test_papers_of_the_portal_stand_under_their_own_cases(
    speaker: Speaker, phrases: Phrases
) -> None:
    documents = [
        {"case": "Nộp lần đầu:", "items": [{"text": "Đơn"}, {"text": "Ảnh"}]},
        {"case": "Cấp lại:", "items": [{"text": "Giấy cũ"}]},
    ]
    listed = speaker.papers(imported(phrases, documents=documents), {}).checklist
    assert listed is not None
    assert [(paper.name, paper.group) for paper in listed.papers] == [
        ("Đơn", "Nộp lần đầu"), ("Ảnh", "Nộp lần đầu"), ("Giấy cũ", "Cấp lại")
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["https://example.vn/9.100001", None])
def test_a_list_too_long_for_one_message_says_how_many_are_left(
    speaker: Speaker, phrases: Phrases, url: str | None
) -> None:
    """And where they stand, if the portal gives an address."""
    row = PortalRow.model_validate({**ROW, "documents": [
        {"items": [{"text": f"Giấy thứ {n}"} for n in range(45)]}
    ]})  # fmt: skip
    text = speaker.papers(
        official_record(row.model_copy(update={"url": url}), phrases, TODAY), {}
    ).text
    assert "Giấy thứ 39" in text
    assert "Giấy thứ 40" not in text
    assert "5 giấy tờ khác" in text
    assert "None" not in text
    assert (str(url) in text) is (url is not None)


@given(st.text(max_size=60) | st.text("ab .;\n", min_size=300, max_size=700))
def test_a_text_is_cut_at_the_end_of_a_sentence_or_word(text: str) -> None:
    """Never longer than a line may be, and never another text."""
    short = brief(text)
    whole = " ".join(text.split())
    assert len(short) <= 321
    assert whole.startswith(short.removesuffix("…"))
    assert short == whole if len(whole) <= 320 else short.endswith("…")


def test_a_long_text_ends_with_a_sentence_where_one_ends_late_enough() -> None:
    long = "Câu thứ nhất nói một điều. " * 30
    assert brief(long).endswith("một điều…")
    assert len(brief(long)) > 160
    assert brief("Một từ rất dài " * 40).split()[-1] in {"Một…", "từ…", "rất…", "dài…"}
