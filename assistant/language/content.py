"""What a question is about, apart from how it is asked."""

from functools import cache
from pathlib import Path

import yaml

from assistant.language.text import fold, syllables


@cache
def function_words() -> frozenset[str]:
    """Folded words that carry no subject, from function_words.yml, read once."""
    path = Path(__file__).with_name("function_words.yml")
    groups = yaml.safe_load(path.read_text(encoding="utf8"))
    return frozenset(fold(word) for words in groups.values() for word in words)


def content_words(text: str) -> list[str]:
    """The folded syllables that carry the subject, in order."""
    return [word for word in syllables(text) if word not in function_words()]
