"""Tokens are syllables; what has a shape or a name is found with accents and without."""

import pytest
from spacy.language import Language

from assistant.language.pipeline import build_pipeline, entities

PLACES = {"09190": ["phường Kinh Bắc", "Kinh Bắc"], "07447": ["xã Tiên Lục", "Tiên Lục"]}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_pipeline(PLACES)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("đăng ký khai sinh ạ.", ["đăng", "ký", "khai", "sinh", "ạ", "."]),
        ("mẫu TP/HT-2024, (CT01)?", ["mẫu", "TP/HT-2024", ",", "(", "CT01", ")", "?"]),
        ("ngày 20/5/1990", ["ngày", "20/5/1990"]),
        ("mã 1.001193!", ["mã", "1.001193", "!"]),
    ],
)
def test_tokens_are_syllables_and_codes_stay_whole(
    nlp: Language, text: str, tokens: list[str]
) -> None:
    assert [token.text for token in nlp(text)] == tokens


@pytest.mark.parametrize("text", ["ở phường Kinh Bắc", "o phuong kinh bac", "Ở KINH BẮC"])
def test_a_place_is_found_however_it_is_typed(nlp: Language, text: str) -> None:
    assert [(e.label, e.id) for e in entities(nlp, text)] == [("place", "09190")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("mã 1.001193", "procedure_code"),
        ("hồ sơ H05.12.34-250718-0001", "dossier_code"),
        ("mẫu CT01", "form_code"),
    ],
)
def test_what_has_a_shape_is_found_by_it(nlp: Language, text: str, label: str) -> None:
    (found,) = entities(nlp, text)
    assert found.label == label
    assert text[found.start : found.end] == found.text
