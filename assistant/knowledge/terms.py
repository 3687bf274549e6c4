"""The terms of the lexical search: folded syllables, and each pair of neighbours.

Folding makes the unaccented question the same question; pairs make folding safe.
"""

from itertools import pairwise

from assistant.language.text import syllables


def terms(text: str) -> list[str]:
    """The syllables of the folded text, then each pair: "khai sinh" → khai, sinh, khai_sinh."""
    words = syllables(text)
    return words + [f"{left}_{right}" for left, right in pairwise(words)]
