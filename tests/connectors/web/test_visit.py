"""An appointment as the public sees it: enough to know it again, too little to know who."""

import pytest

from assistant.appointments.appointment import Contact, State
from connectors.web.visit import _STATES as STATES
from connectors.web.visit import Visit, _end_of_phone, _initials


@pytest.mark.parametrize(("name", "shown"), [
    ("Nguyễn Văn An", "N.V.A."), ("đỗ  thị ý", "Đ.T.Ý."), ("An", "A."),
])  # fmt: skip
def test_a_name_is_its_initials(name: str, shown: str) -> None:
    assert _initials(Contact(name, "0912345678")) == shown


def test_a_phone_is_its_last_digits() -> None:
    assert _end_of_phone(Contact("An", "02043123456")) == "••• ••• 3456"


def test_what_is_deleted_is_not_shown() -> None:
    assert (_initials(None), _end_of_phone(None)) == (None, None)


def test_every_state_with_a_code_has_a_public_one() -> None:
    assert set(STATES) | {State.HELD} == set(State)
    assert set(STATES.values()) == set(Visit.model_fields["state"].annotation.__args__)  # type: ignore[union-attr]
