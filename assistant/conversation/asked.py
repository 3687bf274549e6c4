"""What a message was read as, and the words its turn keeps of it."""

from assistant.conversation.contacts import GIVEN
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Kind
from assistant.conversation.message import Button, Typed

Asked = Typed | Button | Kind | Spoken | None
"""What is already answered is Spoken; None: a button that is not ours."""

CARRIED = "carried"
"""The reason of what is said to a code that brings something from elsewhere."""


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
