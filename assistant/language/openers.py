"""Lines that only open a conversation: "em chào anh chị", "cho em hỏi chút ạ"."""

from functools import cache
from pathlib import Path

import yaml

from assistant.language.cues import Cues

_LONGEST = 60  # characters


@cache
def _openers() -> Cues:
    path = Path(__file__).with_suffix(".yml")
    return Cues(yaml.safe_load(path.read_text(encoding="utf8"))["phrases"])


def is_opener(text: str) -> bool:
    """Whether the line opens a conversation and says nothing yet."""
    if len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
        return False
    rest = _openers().removed_from(text)
    return not any(letter.isalnum() for letter in rest)
