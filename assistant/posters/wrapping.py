"""Text broken into lines that fit. Pure."""

from dataclasses import dataclass

from assistant.posters.fonts import MM_PER_POINT, Weight, width

_LEADING = 1.3  # from line to line, in letter heights: Vietnamese marks stand above and below
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Style:
    """How letters look; `points` is their size."""

    points: float
    weight: Weight = "Regular"

    @property
    def leading(self) -> float:
        """From one base line to the next, in millimetres."""
        return self.points * _LEADING * MM_PER_POINT

    def width(self, text: str) -> float:
        """Of one line, in millimetres."""
        return width(text, self.weight, self.points)


def wrap(text: str, style: Style, wide: float, most: int | None = None) -> list[str]:
    """Lines no wider than `wide` millimetres, at most so many; a wider word is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if style.width(longer) <= wide:
            lines[-1] = longer
        else:
            lines += _cut(word, style, wide)
    lines = [line for line in lines if line]
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], _ended(lines[most - 1], style, wide)]


def _cut(word: str, style: Style, wide: float) -> list[str]:
    """A word in pieces: addresses are one word, and long."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and style.width(pieces[-1] + letter) > wide:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _ended(line: str, style: Style, wide: float) -> str:
    """The line with an ellipsis: something was left out behind it."""
    words = line.split()
    while len(words) > 1 and style.width(" ".join(words) + _ELLIPSIS) > wide:
        words.pop()
    return " ".join(words).rstrip(",;:.") + _ELLIPSIS
