"""What a turn keeps of a message: nothing of a contact, nothing of a code."""

import pytest

from assistant.conversation.asked import CARRIED, Asked, as_kept
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Kind
from assistant.conversation.message import Button, Typed


@pytest.mark.parametrize(("asked", "kept"), [
    (Typed("lệ phí bao nhiêu"), "lệ phí bao nhiêu"),
    (Button("ask_fee", {}), "/ask_fee{}"),
    (Kind.IMAGE, "[image]"),
    (Spoken(reason="contact"), "/give_contact{}"),
    (Spoken(reason=CARRIED), "[carried]"),
    (None, ""),
])  # fmt: skip
def test_a_turn_keeps(asked: Asked, kept: str) -> None:
    assert as_kept(asked) == kept
