"""The words around the records: aspects, phrases, fields, safety texts."""

from typing import Any

import pytest
from pydantic import ValidationError

from assistant.errors import ContentError
from assistant.knowledge.content import Aspects, Distinctions, Fields, Phrases, Safety

PHRASES = Phrases.model_validate(
    {"leads_to": 'Thuộc "{name}".', "copies": "{count} bản sao", "unsure": "Tôi không rõ"}
)


def test_a_phrase_comes_by_name_and_its_places_are_filled() -> None:
    assert PHRASES["unsure"] == "Tôi không rõ"
    assert PHRASES.fill("copies", count=2) == "2 bản sao"


def test_a_place_may_have_any_name() -> None:
    """Also {name}, as in the real phrase `leads_to`."""
    assert PHRASES.fill("leads_to", name="Đăng ký tạm trú") == 'Thuộc "Đăng ký tạm trú".'


@pytest.mark.parametrize("ask", [PHRASES.__getitem__, PHRASES.fill])
def test_a_missing_phrase_is_a_content_error_that_names_it(ask: Any) -> None:
    with pytest.raises(ContentError, match=r"phrases\.yml: 'farewell' is missing"):
        ask("farewell")


@pytest.mark.parametrize("raw", [{"Unsure": "x"}, {"unsure": ""}, {"unsure": None}, ["unsure"]])
def test_a_phrase_has_a_plain_name_and_words(raw: Any) -> None:
    with pytest.raises(ValidationError):
        Phrases.model_validate(raw)


def test_an_aspect_has_a_button_and_cues() -> None:
    aspects = Aspects.model_validate({"fee": {"button": "Lệ phí", "cues": ["lệ phí"]}})
    assert aspects.button("fee") == "Lệ phí"


@pytest.mark.parametrize(
    "raw",
    [
        {"price": {"button": "Giá", "cues": ["giá"]}},
        {"fee": {"button": "Lệ phí", "cues": []}},
        {"fee": {"button": "", "cues": ["lệ phí"]}},
        {"fee": {"cues": ["lệ phí"]}},
        {"fee": {"button": "Lệ phí", "cues": ["lệ phí"], "icon": "coin"}},
    ],
)
def test_an_unknown_aspect_or_one_without_words_is_refused(raw: Any) -> None:
    with pytest.raises(ValidationError):
        Aspects.model_validate(raw)


def test_a_field_has_a_name() -> None:
    assert Fields.model_validate({"ho_tich": "Hộ tịch"}).root == {"ho_tich": "Hộ tịch"}
    with pytest.raises(ValidationError):
        Fields.model_validate({"ho_tich": " "})


@pytest.mark.parametrize(
    "alarm",
    [
        {"id": "fire", "any": ["cháy"]},
        {"id": "fire", "any": [""], "reply": "Gọi 114."},
        {"id": "scam", "all": [[]], "reply": "Đừng bấm."},
        {"id": "fire", "words": ["cháy"], "reply": "Gọi 114."},
    ],
)
def test_an_alarm_without_reply_or_with_an_empty_group_is_refused(alarm: Any) -> None:
    """An empty group could never be met, and an alarm must say something."""
    with pytest.raises(ValidationError):
        Safety.model_validate({"emergency": [alarm], "scam": []})


def test_an_alarm_needs_no_more_than_words_and_a_reply() -> None:
    alarm = {"id": "fire", "any": ["cháy"], "reply": "Gọi 114."}
    assert Safety.model_validate({"emergency": [alarm], "scam": []}).emergency[0].never == []


SIDES = [{"label": "Có", "words": ["nước ngoài"]}, {"label": "Không"}]


def test_a_distinction_is_a_question_with_sides() -> None:
    (only,) = Distinctions.model_validate(
        [{"question": "Có người nước ngoài?", "sides": SIDES}]
    ).root
    assert [(side.label, side.words) for side in only.sides] == [
        ("Có", ["nước ngoài"]), ("Không", [])
    ]  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        {"question": "", "sides": SIDES},
        {"question": "Chọn gì?", "sides": SIDES[:1]},
        {"question": "Chọn gì?", "sides": [{"label": f"{n}", "words": ["a"]} for n in range(5)]},
        {"question": "Chọn gì?", "sides": [{"words": ["a"]}, {"label": "Không"}]},
        {"question": "Chọn gì?", "sides": [{"label": "Có", "words": [""]}, {"label": "Không"}]},
        {"question": "Chọn gì?", "sides": SIDES, "when": {}},
    ],
)
def test_a_distinction_that_cannot_be_asked_is_refused(raw: Any) -> None:
    with pytest.raises(ValidationError):
        Distinctions.model_validate([raw])
