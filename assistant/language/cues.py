"""Finding listed words in a sentence: whole words, with accents where the writer used any."""

import re
from collections.abc import Iterable

from assistant.language.text import fold, has_accents, normalise


class Cues:
    """A list of words or phrases to look for. Compiled once, asked often."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = [normalise(phrase).lower() for phrase in phrases]
        self._accented = _pattern(known)
        self._folded = _pattern([fold(phrase) for phrase in known])

    def found_in(self, text: str) -> str | None:
        """The first listed phrase in the text, None when there is none."""
        if has_accents(text):
            match = self._accented.search(normalise(text).lower())
        else:
            match = self._folded.search(fold(text))
        return match.group() if match else None

    def spans_in(self, text: str) -> list[tuple[int, int]]:
        """Where listed phrases stand in the normalised text, as (start, end)."""
        accented = has_accents(text)
        pattern = self._accented if accented else self._folded
        read = normalise(text).lower() if accented else fold(text)
        return [match.span() for match in pattern.finditer(read)]

    def all_in(self, text: str) -> list[str]:
        """Every listed phrase in the text, as it stands there."""
        accented = has_accents(text)
        pattern = self._accented if accented else self._folded
        return pattern.findall(normalise(text).lower() if accented else fold(text))

    def removed_from(self, text: str) -> str:
        """The text without every listed phrase."""
        if has_accents(text):
            return self._accented.sub(" ", normalise(text).lower())
        return self._folded.sub(" ", fold(text))


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(re.escape(phrase) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")
