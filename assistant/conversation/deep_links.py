"""What a link opens: the word behind "t.me/<bot>?start=" and behind "/?start=" of our page. Pure.

Telegram lets 64 of A-Z a-z 0-9 _ - through: the dot of a code becomes a hyphen, and a "_" stands
before the office: "1-001193_07210". A code that carries something stands as it is: "MT-K7DH-3MXA".
"""

import re

from assistant.conversation.incoming import Kind
from assistant.knowledge.answers import payload

OFFICER = "can-bo"
"""To a person."""
_START = re.compile(r"(?P<code>\d-\d{6}|x-[a-z0-9-]+)(?:_(?P<office>\d{5}|[a-z]+(?:-[a-z]+)*))?")


def start_of(procedure: str, office: str | None = None) -> str:
    """The word for a procedure, at an office if one is known."""
    code = procedure.replace(".", "-", 1)
    return f"{code}_{office}" if office else code


def procedure_in(start: str) -> tuple[str, str | None] | None:
    """The procedure and the office a word names; None when it names none."""
    found = _START.fullmatch(start)
    if found is None:
        return None
    return found["code"].replace("-", ".", 1), found["office"]


def read_start(start: str) -> tuple[Kind, str]:
    """Kind and content of the message that a word stands for; what is none of ours is a text."""
    if start == OFFICER:
        return Kind.BUTTON, payload("talk_to_officer")
    named = procedure_in(start)
    if named is None:
        return (Kind.TEXT, start) if start else (Kind.WELCOME, "")
    code, office = named
    here = {"place": office} if office else {}
    return Kind.BUTTON, payload("choose_procedure", procedure=code, **here)
