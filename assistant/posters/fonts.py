"""The letters of posters: Be Vietnam Pro, in two weights, measured in millimetres."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

Weight = Literal["Regular", "Bold"]
FOLDER = Path(__file__).parent / "fonts"
MM_PER_POINT = 25.4 / 72


def font_file(weight: Weight) -> Path:
    """The file of a weight."""
    return FOLDER / f"BeVietnamPro-{weight}.ttf"


@cache
def font(weight: Weight) -> TTFont:
    """A weight, read once and known to the maker of PDF by its name."""
    made = TTFont(f"BeVietnamPro-{weight}", str(font_file(weight)))
    registerFont(made)
    return made


def width(text: str, weight: Weight, points: float) -> float:
    """How wide a line is, in millimetres."""
    return float(font(weight).stringWidth(text, points)) * MM_PER_POINT


def printable(text: str) -> str:
    """The text in letters that the font has, on one line; what it lacks becomes a blank."""
    composed = unicodedata.normalize("NFC", text)
    known = font("Regular").face.charToGlyph
    letters = (c if ord(c) in known and c.isprintable() else _plainer(c) for c in composed)
    return " ".join("".join(letters).split())


def _plainer(letter: str) -> str:
    """The same in older letters ("①" is "1"), or a blank."""
    known = font("Regular").face.charToGlyph
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain.isprintable() and all(ord(c) in known for c in plain) else " "
