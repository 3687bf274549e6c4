"""The words residents use for an appointment: what they come for, what they want changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.language.cues import Cues

_GROUPS = ("kinds", "relations", "reasons")


@dataclass(frozen=True)
class BookingWords:
    """The lists of booking_words.yml. Groups keep the order in which they are looked for."""

    kinds: Mapping[str, Cues]
    relations: Mapping[str, Cues]
    reasons: Mapping[str, Cues]
    stops: Cues
    lacking: Cues
    complete: Cues
    for_others: Cues
    for_oneself: Cues
    around: Cues
    provincial: Cues


@cache
def booking_words() -> BookingWords:
    """Read once."""
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf8"))
    groups = {name: {key: Cues(said) for key, said in words[name].items()} for name in _GROUPS}
    lists = {name: Cues(said) for name, said in words.items() if name not in _GROUPS}
    return BookingWords(
        kinds=groups["kinds"], relations=groups["relations"], reasons=groups["reasons"], **lists
    )


def first_group(groups: Mapping[str, Cues], text: str) -> str | None:
    """The first group of which a word stands in the text."""
    return next((name for name, cues in groups.items() if cues.found_in(text)), None)


def groups_in(groups: Mapping[str, Cues], text: str) -> list[str]:
    """Every group of which a word stands in the text."""
    return [name for name, cues in groups.items() if cues.found_in(text)]
