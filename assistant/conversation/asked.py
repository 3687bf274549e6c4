"""What a message was read as, and the words its turn keeps of it."""

from assistant.conversation.contacts import GIVEN
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Kind
from assistant.conversation.message import Button, Typed
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.state import State

Asked = Typed | Button | Kind | Spoken | None
"""What is already answered is Spoken; None: a button that is not ours."""

CARRIED = "carried"
"""The reason of what is said to a code that brings something from elsewhere."""


def office_of(asked: Asked, state: State, base: KnowledgeBase) -> str | None:
    """The office a wish is for: where the kiosk stands, else of the place the resident named."""
    place = asked.entities.get("place", "") if isinstance(asked, Button) else ""
    known = (id_ for id_ in (place, state.office or "") if base.offices.office(id_))
    return next(known, None)


def as_kept(asked: Asked) -> str:
    """The words for the turn. Of a contact, and of a code, nothing is kept."""
    match asked:
        case Spoken(reason=reason) if reason == CARRIED:
            return f"[{CARRIED}]"
        case Spoken():
            return GIVEN.payload
        case Button():
            return asked.payload
        case Typed():
            return asked.text
        case Kind():
            return f"[{asked}]"
        case None:
            return ""
