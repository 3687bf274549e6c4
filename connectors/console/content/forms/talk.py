"""A conversation about one draft, by the code that answers residents. Remembers nothing: what was
pressed comes with each look. Pure.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from assistant.documents.rehearsal import conversation_about
from assistant.errors import UnknownProcedure
from assistant.knowledge.advice import Advice
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Reply
from assistant.knowledge.state import State

_PAYLOAD = re.compile(r"/([a-z_]+)(\{.*\})?")
_ASPECTS = get_args(Aspect)
LONGEST = 12  # buttons pressed


@dataclass(frozen=True)
class Said:
    """One turn: what the resident pressed or asked, and the replies."""

    words: str
    replies: tuple[Reply, ...]


def talk(
    base: KnowledgeBase, code: str, pressed: Sequence[str], office: str | None, first: str = ""
) -> list[Said]:
    """From the first question, through the buttons pressed. `first`: an aspect asked for."""
    consultation, state = conversation_about(base, code), State(office=office)
    aspects: tuple[Any, ...] = (first,) if first in _ASPECTS else ()
    advice = consultation.about(code, aspects, state)
    turns = [Said(base.name(code), tuple(advice.replies))]
    for payload in pressed[:LONGEST]:
        title = _title(turns[-1], payload)
        next_advice = _pressed(consultation, payload, advice.state) if title else None
        if title is None or next_advice is None:
            break
        advice = next_advice
        turns.append(Said(title, tuple(advice.replies)))
    return turns


def leads_on(payload: str) -> bool:
    """Whether the preview can follow a button: it books nothing and calls nobody."""
    found = _PAYLOAD.fullmatch(payload)
    return found is not None and (
        found[1] in ("answer_case", "choose_procedure", "resume_checklist", "change_answers")
        or found[1].removeprefix("ask_") in _ASPECTS
    )


def _title(turn: Said, payload: str) -> str | None:
    """What stands on the button; None for one that was not offered."""
    buttons = [button for reply in turn.replies for button in reply.buttons]
    return next((button.title for button in buttons if button.payload == payload), None)


def _pressed(consultation: Consultation, payload: str, state: State) -> Advice | None:
    found = _PAYLOAD.fullmatch(payload)
    if found is None or not leads_on(payload):
        return None
    given = json.loads(found[2] or "{}")
    code = str(given.get("procedure") or state.procedure or "")
    try:
        match found[1]:
            case "answer_case":
                return consultation.answer_case(code, given["case"], given["option"], state)
            case "resume_checklist":
                return consultation.resume(state)
            case "change_answers":
                return consultation.restart(code, state)
            case "choose_procedure":
                aspect = given.get("aspect")
                return consultation.about(code, (aspect,) if aspect else (), state)
            case intent:
                aspect = next(a for a in _ASPECTS if intent == f"ask_{a}")
                return consultation.about(code, (aspect,), state)
    except UnknownProcedure:
        return None
