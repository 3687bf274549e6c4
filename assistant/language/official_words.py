"""Everyday words and the official ones for the same thing, searched beside what was typed."""

from functools import cache
from pathlib import Path

import yaml

from assistant.language.cues import Cues
from assistant.language.text import fold, normalise


@cache
def _known() -> tuple[Cues, dict[str, str]]:
    """The everyday words, and what each is officially, by its folded form."""
    path = Path(__file__).with_suffix(".yml")
    pairs: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf8"))
    return Cues(pairs), {fold(normalise(said)): official for said, official in pairs.items()}


def official_words(text: str) -> str:
    """The official words for the everyday ones in a text; empty when there are none."""
    said, official = _known()
    return " ".join(dict.fromkeys(official[fold(words)] for words in said.all_in(text)))
