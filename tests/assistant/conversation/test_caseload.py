"""Whether the resident waits for the officer who took the case on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.conversation.case import Case
from assistant.conversation.caseload import Listed

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_who_wrote_last_is_known() -> None:
    waiting = Case("ABCDEF", "web:x", "web", AT)
    held = replace(waiting, officer="lan", claimed_at=AT + MINUTE)
    answered = replace(held, officer_wrote_at=AT + 3 * MINUTE)
    assert not Listed(waiting, "a", AT).awaits_officer
    assert not Listed(held, "a", AT).awaits_officer
    assert Listed(held, "a", AT + 2 * MINUTE).awaits_officer
    assert not Listed(answered, "a", AT + 2 * MINUTE).awaits_officer
    assert Listed(answered, "a", AT + 4 * MINUTE).awaits_officer
    assert not Listed(held).awaits_officer
