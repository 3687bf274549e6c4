"""telex.js, key by key, in a real browser: the words of our own texts and the hard ones."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from assistant.language.text import fold, has_accents, place_tone
from assistant.settings import ROOT
from tests.connectors.web.kiosk.bench import Bench
from tests.connectors.web.kiosk.spelling_out import (
    METHODS,
    TELEX,
    VNI,
    Method,
    anyhow,
    at_once,
    at_the_end,
    at_the_vowel,
    tone_of,
    without_tone,
)

_WORD = re.compile(r"[^\W\d_]+")
_TABLE: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("words.yml").read_text("utf8")
)


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Bench]:
    """A page that has telex.js."""
    bench = Bench(browser.new_page())
    yield bench
    assert bench.complaints == []
    bench.page.close()


def _words_of_our_texts() -> list[str]:
    texts = [p.read_text("utf8") for p in sorted((ROOT / "knowledge_base").rglob("*.yml"))]
    found = {word for text in texts for word in _WORD.findall(text)}
    spelled = {word.lower() for word in found if word in {word.lower(), word.capitalize()}}
    return sorted({place_tone(word) for word in spelled if has_accents(word)})


OURS = [word for word in _words_of_our_texts() if word not in _TABLE["loans"]]
WORDS = sorted({*OURS, *_TABLE["hard"]})


def test_there_are_enough_words() -> None:
    assert len(OURS) >= 500
    assert len(_TABLE["hard"]) >= 200


@pytest.mark.parametrize("spell", [at_once, at_the_vowel, at_the_end])
@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_word_typed_key_by_key_is_itself(
    bench: Bench, method: Method, spell: Callable[[str, Method], str]
) -> None:
    keys = [spell(word, method) for word in WORDS]
    made = bench.compose(keys, method.name)
    wrong = [(k, m, w) for k, m, w in zip(keys, made, WORDS, strict=True) if m != w]
    assert wrong == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_capital_letters_stay_capital(bench: Bench, method: Method) -> None:
    upper = [at_once(word, method).upper() for word in WORDS]
    assert bench.compose(upper, method.name) == [word.upper() for word in WORDS]
    first = [at_the_vowel(word, method).capitalize() for word in WORDS]
    assert bench.compose(first, method.name) == [word.capitalize() for word in WORDS]


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_the_keys_of_the_marks_may_come_in_any_order(bench: Bench, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(WORDS), label="word")
    method = data.draw(st.sampled_from(METHODS), label="method")
    keys = data.draw(anyhow(word, method), label="keys")
    assert bench.compose([keys], method.name) == [word]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_tone_pressed_twice_goes_away_and_leaves_its_key(bench: Bench, method: Method) -> None:
    toned = [word for word in WORDS if tone_of(word)]
    twice = [at_once(word, method) + method.tones[tone_of(word)] for word in toned]
    left = [without_tone(word) + method.tones[tone_of(word)] for word in toned]
    assert bench.compose(twice, method.name) == left


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_another_tone_takes_the_place_of_the_first(bench: Bench, method: Method) -> None:
    toned = [word for word in WORDS if tone_of(word) == "\u0323"]
    changed = [at_once(word, method) + method.tones["\u0301"] for word in toned]
    straight = [without_tone(word) for word in toned]
    expected = [at_once(word, method) + method.tones["\u0301"] for word in straight]
    assert bench.compose(changed, method.name) == bench.compose(expected, method.name)
    cleared = [at_once(word, method) + ("z" if method is TELEX else "0") for word in toned]
    assert bench.compose(cleared, method.name) == straight


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("aa", "â"), ("aaa", "aa"), ("aaaa", "aaa"), ("aww", "aw"), ("ddd", "dd"), ("eee", "ee"),
        ("ooo", "oo"), ("oww", "ow"), ("uww", "uw"), ("ww", "w"), ("uoww", "uow"),
        ("thuoww", "thuow"), ("xooong", "xoong"), ("sooosc", "soóc"), ("tesst", "test"),
        ("vissa", "visa"), ("passsport", "passport"),
        ("didd", "did"), ("ass", "as"), ("asz", "a"), ("tw", "tư"), ("nhw", "như"), ("giwx", "giữ"),
        ("aaw", "ă"), ("awa", "â"), ("oow", "ơ"), ("owo", "ô"), ("uowoi", "uôi"),
    ],
)  # fmt: skip
def test_telex_undoes_and_changes(bench: Bench, keys: str, shown: str) -> None:
    assert bench.compose([keys], "telex") == [shown]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("a6", "â"), ("a66", "a6"), ("a8", "ă"), ("a88", "a8"), ("d9", "đ"), ("d99", "d9"),
        ("o7", "ơ"), ("u77", "u7"), ("a11", "a1"), ("a10", "a"), ("a68", "ă"), ("o67", "ơ"),
        ("A012", "A012"), ("k7dh", "k7dh"), ("3mxa", "3mxa"), ("2025", "2025"), ("quy1", "quý"),
    ],
)  # fmt: skip
def test_vni_undoes_and_leaves_numbers_alone(bench: Bench, keys: str, shown: str) -> None:
    assert bench.compose([keys], "vni") == [shown]


def test_the_older_school_places_the_tone_as_the_assistant_itself_does(bench: Bench) -> None:
    newer = ["hoà", "hoá", "khoẻ", "thuỷ", "tuỳ", "quí", "loè", "huỷ", "giờ", "hoàn"]
    for method in METHODS:
        keys = [at_once(word, method) for word in newer]
        assert bench.compose(keys, method.name) == [place_tone(word) for word in newer]


def test_unaccented_words_come_out_as_they_are_typed(bench: Bench) -> None:
    plain = sorted({fold(word) for word in WORDS})
    assert len(plain) >= 300
    for method in ("telex", "vni", "plain"):
        assert bench.compose(plain, method) == plain
    keys = [at_once(word, VNI) for word in WORDS]
    assert bench.compose(keys, "plain") == keys


def test_foreign_words_and_abbreviations_are_left_alone(bench: Bench) -> None:
    words = _TABLE["foreign"] + [word.capitalize() for word in _TABLE["foreign"]]
    words += _TABLE["abbreviations"]
    assert bench.compose(words, "telex") == words
    assert bench.compose(words, "vni") == words


def test_the_capital_d_of_abbreviations(bench: Bench) -> None:
    typed = ["HDDND", "DDKKD", "GPLDD", "QDD", "LDDTBXH"]
    assert bench.compose(typed, "telex") == ["HĐND", "ĐKKD", "GPLĐ", "QĐ", "LĐTBXH"]
    assert bench.compose(["HD9ND", "QD9"], "vni") == ["HĐND", "QĐ"]


@given(keys=st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=14))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_only_keys_of_marks_may_vanish(bench: Bench, keys: str) -> None:
    for method in METHODS:
        [shown] = bench.compose([keys], method.name)
        waiting = iter(keys)
        lone = {"u": "uw"} if method is TELEX else {}  # "w" alone writes "ư"
        assert all(any(key in lone.get(c, c) for key in waiting) for c in fold(shown))
        gone = Counter(keys) - Counter(fold(shown))
        assert {*gone} <= {*method.tones.values(), *method.shapes.values(), "z", "0"}
    assert bench.compose([keys], "plain") == [keys]
