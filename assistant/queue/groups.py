"""The groups of counters that people queue for, and the letters of their numbers. Pure."""

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.knowledge.hours import AT_HOME, Counter

_LETTERS = [letter for letter in string.ascii_uppercase if letter not in "IO"]  # not for 1 and 0
_LABEL = re.compile(r"([A-Z]{1,2})0*([1-9]\d{0,8})")


@dataclass(frozen=True)
class Group:
    """A group of counters with the letter of its numbers."""

    letter: str
    counter: Counter


def groups_of(counters: Iterable[Counter]) -> list[Group]:
    """Those of an office that serve in the hall, lettered in their order."""
    in_the_hall = [counter for counter in counters if set(counter.kinds) != {AT_HOME}]
    return [Group(_letter(place), counter) for place, counter in enumerate(in_the_hall)]


def read_label(said: str) -> tuple[str, int] | None:
    """Letter and number of "A012", however it was typed; None when it is no number of a hall."""
    found = _LABEL.fullmatch(re.sub(r"[\s.-]", "", said).upper())
    return (found.group(1), int(found.group(2))) if found else None


def _letter(place: int) -> str:
    """A to Z, then AA, AB, …"""
    before, own = divmod(place, len(_LETTERS))
    return (_LETTERS[before - 1] if before else "") + _LETTERS[own]
