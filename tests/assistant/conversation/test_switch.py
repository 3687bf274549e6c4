"""A turn of the switch is kept as it was made; a conversation belongs to one channel."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from assistant.conversation.switch import Part, Turned, part_of


def test_a_line_of_the_audit_does_not_change() -> None:
    turned = Turned(is_on=False, reason="Bảo trì.", by="Lan", at=datetime(2026, 11, 23, tzinfo=UTC))
    with pytest.raises(FrozenInstanceError):
        turned.by = "Hùng"  # type: ignore[misc]


@pytest.mark.parametrize(("conversation", "part"), [
    ("web:5f2c", Part.WEB), ("web:kiosk-5f2c", Part.KIOSK), ("zalo:246", Part.ZALO),
    ("zalo_bot:1", Part.ZALO_BOT), ("telegram:7", Part.TELEGRAM), ("zalo:kiosk-1", Part.ZALO),
])  # fmt: skip
def test_a_conversation_belongs_to_one_channel(conversation: str, part: Part) -> None:
    assert part_of(conversation) == part
