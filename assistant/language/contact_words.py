"""Words around a name and a phone, for reading who comes to an appointment."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.language.text import fold


@dataclass(frozen=True)
class ContactWords:
    """Patterns over folded text, and the surnames with and without their accents."""

    named: re.Pattern[str]
    phone: re.Pattern[str]
    address: re.Pattern[str]
    no_name: re.Pattern[str]
    asks: re.Pattern[str]
    surnames: frozenset[str]
    bare_surnames: frozenset[str]


@cache
def contact_words() -> ContactWords:
    """The lists of contact_words.yml, read once."""
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf8"))
    starts = r"(?:^|[\s,;.])"
    whose = rf"(?:\s+(?:{_either(words['named_whose'])}))?"
    return ContactWords(
        named=re.compile(rf"{starts}(?:{_either(words['named'])}){whose}\s*(?:la|:)?\s+"),
        phone=re.compile(
            rf"(?<!\w)(?:{_either(words['phone'])})(?:\s+(?:cua|toi|em|minh|la|nay))*(?!\w)\s*:?"
        ),
        address=re.compile(rf"{starts}(?:{_either(words['address'])})\s*(?:la|:)?\s*"),
        no_name=re.compile(rf"(?<!\w)(?:{_either(words['no_name'])})(?!\w)"),
        asks=re.compile(rf"(?<!\w)(?:{_either(words['asks'])})(?!\w)"),
        surnames=frozenset(words["surnames"]),
        bare_surnames=frozenset(map(fold, words["surnames"])),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
