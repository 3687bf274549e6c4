"""What the chat page sends by itself when a link opened it. Pure.

Only what we wrote into a link ourselves: words of anybody's choice would be said in the resident's
name.
"""

from typing import Any

from assistant.conversation.carrying import read_typed, shown
from assistant.conversation.deep_links import OFFICER, procedure_in, read_start
from assistant.knowledge.base import KnowledgeBase


def begun(base: KnowledgeBase, start: str) -> dict[str, Any] | None:
    """The first message: `text` is shown as said, `request` is sent. None when there is none."""
    if start == OFFICER:
        return {"text": base.phrases["button_officer"], "request": {"payload": _payload(start)}}
    named = procedure_in(start)
    if named is not None:
        code, office = named
        if code not in base.records or (office and base.offices.office(office) is None):
            return None
        return {"text": base.name(code), "request": {"payload": _payload(start)}}
    carried = read_typed(start)
    if carried is None or not carried[1]:
        return None
    word = shown(carried[0])
    return {"text": word, "request": {"text": word}}


def _payload(start: str) -> str:
    return read_start(start)[1]
