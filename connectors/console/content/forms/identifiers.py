"""Ids of what clerks add: made of its name, seen by nobody. Pure."""

import re
from collections.abc import Collection

from assistant.language.text import fold

_LONGEST = 40
_RESERVED = frozenset({"unsure"})


def identifier(name: str, taken: Collection[str], *, dashed: bool = False) -> str:
    """An id nothing else has: "Bản sao căn cước" → ban_sao_can_cuoc."""
    sign = "-" if dashed else "_"
    words = re.findall(r"[a-z0-9]+", fold(name))
    made = sign.join(words)[:_LONGEST].rstrip(sign)
    if not made or not made[0].isalpha():
        made = f"muc{sign}{made}".rstrip(sign)
    number, free = 1, made
    while free in taken or free in _RESERVED:
        number += 1
        free = f"{made}{sign}{number}"
    return free


def is_identifier(text: str) -> bool:
    """Whether a text that came back from a form can be an id made here."""
    return re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", text) is not None and len(text) <= 60
