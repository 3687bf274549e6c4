"""Codes of appointments: short, read out at a counter, typed on any keyboard."""

import re
import secrets
import unicodedata

# One sign of each group that looks alike stays: 0 for O and Q, 1 for I and L, 2 for Z, 5 for S,
# 6 for G, 8 for B, V for U.
_SIGNS = "0123456789ACDEFHJKMNPRTVWXY"
_READ_AS = str.maketrans("OQILZSGBUĐ", "00112568VD")
_HALF = 4
_LETTERS_AT_LEAST = 2
_TYPED = re.compile(r"(?<![\w-])[^\W_]{4}(?:\s?[-–—.]\s?|\s)?[^\W_]{4}(?![\w-])")


def new_code() -> str:
    """A code by chance, as it is shown and kept: "K7DH-3MXA"."""
    while True:
        signs = "".join(secrets.choice(_SIGNS) for _ in range(2 * _HALF))
        letters = sum(sign.isalpha() for sign in signs)
        # A digit tells it from two words of a sentence, letters from a number of a person.
        if _LETTERS_AT_LEAST <= letters < len(signs):
            return _shown(signs)


def read_code(typed: str) -> str | None:
    """The code that was meant, however it was typed; None when it is none."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    signs = re.sub(r"[\s\W_]", "", plain).translate(_READ_AS)
    return _shown(signs) if len(signs) == 2 * _HALF and set(signs) <= set(_SIGNS) else None


def code_in(sentence: str) -> str | None:
    """The first code in a sentence. Two words of four letters ("khai sinh") are none."""
    for found in _TYPED.finditer(unicodedata.normalize("NFKC", sentence)):
        if any(sign.isdigit() for sign in found.group()) and (code := read_code(found.group())):
            return code
    return None


def _shown(signs: str) -> str:
    return f"{signs[:_HALF]}-{signs[_HALF:]}"
