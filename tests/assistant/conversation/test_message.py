"""What a resident sends, made safe."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.message import Button, Flaw, read_payload, read_text

LONGEST = 2000
INTENTS = frozenset({"ask_fee", "choose_procedure", "answer_case", "talk_to_officer"})
ENTITIES = frozenset({"procedure", "case", "option", "aspect"})


@given(st.text(max_size=3000))
def test_no_text_breaks_the_reading_or_becomes_a_command(raw: str) -> None:
    typed = read_text(raw, LONGEST)
    assert not typed.text.startswith("/")
    assert len(raw) <= LONGEST or typed.flaw is Flaw.TOO_LONG
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in typed.text)
    assert typed.text == " ".join(typed.text.split())


@given(
    st.lists(st.sampled_from(["/", " ", "\u200b", "<b>", "\x00", "／", "\u202e", "//", "ask_fee"]))
)
def test_no_trick_puts_a_slash_in_front(parts: list[str]) -> None:
    assert not read_text("".join(parts), LONGEST).text.startswith("/")


@given(st.from_regex(r"0[1-9]\d{10}", fullmatch=True), st.sampled_from(["cccd ", "số: ", "", "("]))
def test_no_id_number_gets_through(number: str, before: str) -> None:
    typed = read_text(f"{before}{number} đăng ký tạm trú", LONGEST)
    assert number not in typed.text
    assert typed.masked


@pytest.mark.parametrize(("raw", "flaw"), [
    ("", Flaw.EMPTY),
    ("   \n\t ", Flaw.EMPTY),
    ("\u200b\ufeff", Flaw.EMPTY),
    ("///", Flaw.EMPTY),
    ("<b></b>", Flaw.EMPTY),
    ("😀🙏", Flaw.ONLY_SYMBOLS),
    ("?!...", Flaw.ONLY_SYMBOLS),
    ("a" * 2001, Flaw.TOO_LONG),
    ("a" * 2000, None),
    ("How can I register a marriage?", Flaw.OTHER_LANGUAGE),
    ("please help me get a passport", Flaw.OTHER_LANGUAGE),
    ("where is the office", Flaw.OTHER_LANGUAGE),
    ("我想登记结婚", Flaw.OTHER_LANGUAGE),
    ("как получить паспорт", Flaw.OTHER_LANGUAGE),
    ("여권을 만들고 싶어요", Flaw.OTHER_LANGUAGE),
    ("đăng ký kết hôn", None),
    ("dang ky ket hon can gi", None),
    ("lam passport o dau", None),
    ("xin visa", None),
    ("em can lam passport gap", None),
    ("can lam visa", None),
    ("cho e hoi lam cccd o dau", None),
    ("VNeID", None),
    ("ok", None),
    ("1", None),
    ("2.000815", None),
])  # fmt: skip
def test_what_cannot_be_answered_is_found(raw: str, flaw: Flaw | None) -> None:
    assert read_text(raw, LONGEST).flaw == flaw


@pytest.mark.parametrize(("raw", "text"), [
    ("  đăng   ký\n kết hôn ", "đăng ký kết hôn"),
    (unicodedata.normalize("NFD", "đăng ký kết hôn"), "đăng ký kết hôn"),
    ("đăng\x00ký\x07", "đăng ký"),
    ("<script>alert(1)</script>kết hôn", "kết hôn"),
    ("/restart", "restart"),
    ("thu nhập < 3 triệu và > 1 triệu", "thu nhập < 3 triệu và > 1 triệu"),
])  # fmt: skip
def test_a_text_is_cleaned(raw: str, text: str) -> None:
    assert read_text(raw, LONGEST).text == text


def test_a_dossier_code_is_not_personal() -> None:
    typed = read_text("hồ sơ H05.12.34-250718-0001 đến đâu rồi", LONGEST)
    assert "H05.12.34-250718-0001" in typed.text
    assert not typed.masked


@pytest.mark.parametrize("button", [
    Button("talk_to_officer", {}),
    Button("ask_fee", {"procedure": "1.000894"}),
    Button("answer_case", {"procedure": "x.the-can-cuoc", "case": "need", "option": "lost"}),
])  # fmt: skip
def test_a_payload_of_ours_is_read_and_written_again(button: Button) -> None:
    again = read_payload(button.payload, INTENTS, ENTITIES)
    assert again == button


@pytest.mark.parametrize("raw", [
    "", "/", "ask_fee", "/ask_fee ", "/unknown_intent", "/ask_fee{", '/ask_fee{"procedure": 1}',
    '/ask_fee{"procedure": null}', '/ask_fee{"procedure": ["a"]}', '/ask_fee{"secret": "x"}',
    "/ask_fee[]", "/ask_fee{} more", "/Ask_Fee", '/ask_fee{"procedure": "' + "a" * 81 + '"}',
    "/ask_fee" + " " * 500, "/restart", "/session_start", "/" + "a" * 100,
])  # fmt: skip
def test_a_payload_of_nobody_is_none(raw: str) -> None:
    button = read_payload(raw, INTENTS, ENTITIES)
    assert button is None or button == Button("ask_fee", {})


@given(st.text(max_size=500))
def test_no_payload_breaks_the_reading(raw: str) -> None:
    read_payload(raw, INTENTS, ENTITIES)
    read_payload(f"/ask_fee{{{raw}}}", INTENTS, ENTITIES)


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda c: st.dictionaries(st.text(), c)))
def test_no_json_breaks_the_reading(content: object) -> None:
    button = read_payload(f"/ask_fee{json.dumps(content)}", INTENTS, ENTITIES)
    assert button is None or set(button.entities) <= ENTITIES


def test_deep_json_does_not_break_the_reading() -> None:
    assert read_payload("/ask_fee" + '{"a":' * 60 + "{}" + "}" * 60, INTENTS, ENTITIES) is None
