"""Taking back what was understood: "không, ý tôi là …", "… chứ không phải tạm trú"."""

import re
from functools import cache
from pathlib import Path

import yaml

from assistant.language.text import fold, normalise

_EDGES = " ,.;:!?-–"
_SOFTENER = re.compile(r"(?:da|o|ua|a|ay|u|khong|ko|k)[\s,]+")
_MOST_SOFTENERS = 3


@cache
def _phrases() -> dict[str, list[str]]:
    path = Path(__file__).with_suffix(".yml")
    groups: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf8"))
    # residents who take something back rarely set accents with care: one folded list serves
    return {
        name: sorted({_bare(words) for words in phrases}, key=len, reverse=True)
        for name, phrases in groups.items()
    }


def corrected(text: str) -> str | None:
    """What is meant instead, None when the text takes nothing back or names nothing instead."""
    text = " ".join(normalise(text).split())
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to two: no common positions
        text = folded
    return _after_turn(text, folded) or _after_opener(text, folded) or _before_tail(text, folded)


def takes_back(text: str) -> bool:
    """Whether the text only says that it was misunderstood: "sai rồi"."""
    known = {*_phrases()["openers"], *_phrases()["marked"]}
    bare = _bare(text)
    return bare in known or _SOFTENER.sub("", bare, count=1) in known


def _after_turn(text: str, folded: str) -> str | None:
    """ "không phải A mà là B" → B."""
    turns = "|".join(map(re.escape, _phrases()["turns"]))
    match = re.match(rf"(?:\w+[\s,]+)?khong phai\b(.+?)\b(?:{turns})\b", folded)
    return _rest(text[match.end() :]) if match else None


def _after_opener(text: str, folded: str) -> str | None:
    starts = [0]
    while len(starts) <= _MOST_SOFTENERS and (soft := _SOFTENER.match(folded, starts[-1])):
        starts.append(soft.end())
    for start in starts:
        for group, stop in (("openers", r"\b"), ("marked", r"\s*[,.;:!-]")):
            for opener in _phrases()[group]:
                match = re.match(rf"{_spaced(opener)}{stop}", folded[start:])
                if match:
                    return _rest(text[start + match.end() :])
    return None


def _before_tail(text: str, folded: str) -> str | None:
    for tail in _phrases()["tails"]:
        match = re.search(rf"(?<=\w)[\s,]+{_spaced(tail)}\b", folded)
        if match and folded[match.end() :].strip(_EDGES):
            return _rest(text[: match.start()])
    return None


def _rest(text: str) -> str | None:
    return text.strip(_EDGES) or None


def _spaced(phrase: str) -> str:
    return r"[\s,]+".join(map(re.escape, phrase.split()))


def _bare(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(words)).split())
