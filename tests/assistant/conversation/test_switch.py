"""A turn of the switch is kept as it was made."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from assistant.conversation.switch import Turned


def test_a_line_of_the_audit_does_not_change() -> None:
    turned = Turned(is_on=False, reason="Bảo trì.", by="Lan", at=datetime(2026, 11, 23, tzinfo=UTC))
    with pytest.raises(FrozenInstanceError):
        turned.by = "Hùng"  # type: ignore[misc]
