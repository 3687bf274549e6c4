"""Asking back: one question that separates the candidates, or the short list of them."""

import dataclasses
from collections.abc import Callable
from itertools import pairwise

import pytest

from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.clarification import Clarification
from assistant.knowledge.content import Distinctions
from assistant.knowledge.reply import Reply

Offer = Callable[..., Reply]


@pytest.fixture
def offer(asked_base: KnowledgeBase) -> Offer:
    """What is offered when procedures of these names fit, with the distinctions that ship."""

    def _offer(*names: str, distinctions: list[object] | None = None) -> Reply:
        record = asked_base.record("9.000003")
        records = {
            f"9.20000{n}": record.model_copy(update={"code": f"9.20000{n}", "name": name})
            for n, name in enumerate(names)
        }
        base = dataclasses.replace(asked_base, records={**asked_base.records, **records})
        if distinctions is not None:
            base = dataclasses.replace(base, distinctions=Distinctions.model_validate(distinctions))
        return Clarification(base, Speaker(base)).offer(list(records), None)

    return _offer


def titles(reply: Reply) -> list[str]:
    """The buttons without the last, which is for none of the candidates."""
    return [button.title for button in reply.buttons[:-1]]


@pytest.mark.parametrize(
    ("plain", "foreign"),
    [
        ("Đăng ký khai sinh", "Đăng ký khai sinh có yếu tố nước ngoài"),
        ("Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"),
        ("Đăng ký thường trú", "Đăng ký thường trú cho người nước ngoài"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_with_and_without_a_foreigner_are_told_apart_by_that_question(
    offer: Offer, plain: str, foreign: str, turned: bool
) -> None:
    reply = offer(foreign, plain) if turned else offer(plain, foreign)
    assert "nước ngoài" in reply.text
    labels = titles(reply)[::-1] if turned else titles(reply)
    assert "Không" in labels[0]
    assert "Có" in labels[1]
    assert {candidate.name for candidate in reply.candidates} == {plain, foreign}


def test_kinds_of_residence_are_told_apart_by_how_long_one_stays(offer: Offer) -> None:
    reply = offer("Đăng ký tạm trú", "Đăng ký thường trú", "Thông báo lưu trú")
    assert "lâu dài" in reply.text
    assert len(set(titles(reply))) == 3


def test_the_first_time_a_change_and_a_loss_are_told_apart(offer: Offer) -> None:
    reply = offer("Cấp thẻ căn cước", "Cấp đổi thẻ căn cước", "Cấp lại thẻ căn cước")
    assert "lần đầu" in reply.text
    assert [title.split()[0:2] for title in titles(reply)] == [
        ["Làm", "lần"], ["Đổi,", "sửa"], ["Làm", "lại"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("Đăng ký khai sinh có yếu tố nước ngoài", "Cấp phép xây dựng nhà ở"),
        ("Đăng ký khai sinh", "Đăng ký tạm trú"),
        ("Cấp lại sổ đỏ", "Đăng ký hộ kinh doanh"),
        ("Đăng ký khai sinh", "Đăng ký khai sinh có yếu tố nước ngoài", "Đăng ký kết hôn"),
        ("Đăng ký khai sinh", "Đăng ký lại khai sinh cho người chết"),
    ],
)
def test_what_a_question_does_not_separate_is_offered_by_name(
    offer: Offer, asked_base: KnowledgeBase, names: tuple[str, ...]
) -> None:
    """A foreigner in one name of two that are not related says nothing about the other."""
    reply = offer(*names)
    assert reply.text == asked_base.phrases["which_procedure"]
    assert titles(reply) == list(names)


def test_one_candidate_is_offered_by_its_name(offer: Offer, asked_base: KnowledgeBase) -> None:
    assert titles(offer("Đăng ký thường trú")) == ["Đăng ký thường trú"]


def test_two_candidates_on_one_side_are_not_separated(offer: Offer) -> None:
    names = ("Đăng ký thường trú", "Xóa đăng ký thường trú", "Đăng ký tạm trú")
    assert titles(offer(*names)) == list(names)


def test_each_button_leads_to_its_own_candidate(offer: Offer) -> None:
    reply = offer("Đăng ký khai sinh có yếu tố nước ngoài", "Đăng ký khai sinh")
    for button, candidate in zip(reply.buttons, reply.candidates, strict=False):
        assert candidate.code in button.payload


def test_the_aspect_asked_comes_back_with_the_choice(asked_base: KnowledgeBase) -> None:
    clarification = Clarification(asked_base, Speaker(asked_base))
    for button in clarification.offer(["9.000001", "9.000002"], "fee").buttons[:-1]:
        assert '"fee"' in button.payload


def test_none_of_them_can_always_be_said(offer: Offer, asked_base: KnowledgeBase) -> None:
    for names in (("Đăng ký khai sinh",), ("Đăng ký tạm trú", "Đăng ký thường trú")):
        last = offer(*names).buttons[-1]
        assert last.title == asked_base.phrases["none_of_these"]
        assert last.payload == "/choose_nothing"


def test_the_first_distinction_that_fits_is_asked(offer: Offer) -> None:
    def by(word: str) -> dict[str, object]:
        sides = [{"label": f"Có {word}", "words": [word]}, {"label": f"Không {word}"}]
        return {"question": f"Có {word} không?", "sides": sides}

    names = ("Cấp giấy phép xây dựng", "Cấp giấy phép xây dựng tạm")
    assert offer(*names, distinctions=[by("màu"), by("tạm"), by("xây")]).text == "Có tạm không?"
    assert titles(offer(*names, distinctions=[])) == list(names)


def test_a_question_beside_procedures_is_offered_by_its_own_words(
    asked_base: KnowledgeBase,
) -> None:
    clarification = Clarification(asked_base, Speaker(asked_base))
    reply = clarification.offer(["9.000003", "faq.may-in-tai-quay"], None)
    assert titles(reply) == ["Đăng ký tạm trú", "Quầy có máy in cho người dân không?"]


def test_of_the_real_near_twins_each_gets_an_answer_of_its_own(real_base: KnowledgeBase) -> None:
    """Whatever staff add, two buttons must never read the same."""
    clarification = Clarification(real_base, Speaker(real_base))
    codes = sorted(real_base.records)
    for first, second in pairwise(codes):
        labels = titles(clarification.offer([first, second], None))
        assert len(set(labels)) == 2 or real_base.name(first) == real_base.name(second)
