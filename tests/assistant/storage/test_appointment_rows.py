"""Contacts are sealed as they are kept, and opened as they were."""

from pathlib import Path

import pytest

from assistant.appointments.appointment import Appointment, Contact, Kind, State
from assistant.errors import StorageError
from assistant.storage.appointment_rows import facts, opened, sealed
from assistant.storage.seal import Seal
from tests.assistant.storage import takers

CONTACT = Contact("Nguyễn Thị Hoa", "0912345678", "thôn 3")


def test_a_contact_is_read_with_the_key_alone(tmp_path: Path) -> None:
    seal = Seal("một", tmp_path / "k")
    kept = sealed(CONTACT, seal)
    assert opened(kept, seal) == CONTACT
    assert b"0912345678" not in kept
    assert b"Hoa" not in kept
    with pytest.raises(StorageError):
        opened(kept, Seal("hai", tmp_path / "k"))


def test_what_is_told_of_a_change_holds_nothing_of_the_person() -> None:
    visit = Appointment(
        1, "ACDE-1234", "mot", "chung", Kind.SUBMIT, None, takers.START, takers.START,
        State.BOOKED, 0, "zalo:123", CONTACT,
    )  # fmt: skip
    told = str(facts(visit))
    assert not any(word in told for word in ("Hoa", "0912345678", "thôn", "zalo:123"))
