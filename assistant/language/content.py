"""What a question is about, apart from how it is asked."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.language.cues import Cues
from assistant.language.text import fold, syllables


@dataclass(frozen=True)
class FunctionWords:
    """Phrases, and folded single words, that carry no subject."""

    phrases: Cues
    words: frozenset[str]


@cache
def function_words() -> FunctionWords:
    """The list of function_words.yml, read once."""
    path = Path(__file__).with_name("function_words.yml")
    groups = yaml.safe_load(path.read_text(encoding="utf8"))
    phrases = Cues(groups.pop("phrases"))
    words = frozenset(fold(word) for group in groups.values() for word in group)
    return FunctionWords(phrases, words)


def content_words(text: str) -> list[str]:
    """The folded syllables that carry the subject, in order."""
    known = function_words()
    return [word for word in syllables(known.phrases.removed_from(text)) if word not in known.words]
