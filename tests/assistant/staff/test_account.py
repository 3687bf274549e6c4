"""Accounts: what may be kept, and where permissions hold."""

from dataclasses import replace

import pytest

from assistant.staff.account import Account, checked, sign_in_name, written
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Permission, Role

OFFICER = Account("lan.nguyen", "Nguyễn Thị Lan", frozenset({Role.OFFICER}), "07777")


def _is_office(id_: str) -> bool:
    return id_ == "07777"


def test_an_officer_may_only_at_the_own_office() -> None:
    assert OFFICER.may(Permission.CONVERSATIONS)
    assert OFFICER.may_at(Permission.CONVERSATIONS, "07777")
    assert not OFFICER.may_at(Permission.CONVERSATIONS, "06000")
    assert not replace(OFFICER, office=None).may_at(Permission.APPOINTMENTS, "07777")


def test_what_belongs_to_no_office_holds_everywhere() -> None:
    assert OFFICER.may_at(Permission.READ_CONTENT, "06000")
    assert not OFFICER.may_at(Permission.WRITE_CONTENT, "07777")


def test_a_disabled_account_may_nothing() -> None:
    gone = replace(OFFICER, disabled=True)
    assert not any(gone.may(each) or gone.may_at(each, "07777") for each in Permission)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"id": "x"}, StaffRefusal.BAD_NAME),
        ({"id": "lân"}, StaffRefusal.BAD_NAME),
        ({"id": "a/../b"}, StaffRefusal.BAD_NAME),
        ({"id": "a" * 41}, StaffRefusal.BAD_NAME),
        ({"id": "lan\n"}, StaffRefusal.BAD_NAME),
        ({"person": " "}, StaffRefusal.BAD_PERSON),
        ({"person": "Lan\x00Lan"}, StaffRefusal.BAD_PERSON),
        ({"person": "L" * 81}, StaffRefusal.BAD_PERSON),
        ({"email": "lan"}, StaffRefusal.BAD_EMAIL),
        ({"email": "a b@c.vn"}, StaffRefusal.BAD_EMAIL),
        ({"roles": frozenset()}, StaffRefusal.NO_ROLE),
        ({"office": None}, StaffRefusal.NO_OFFICE),
        ({"office": "99999"}, StaffRefusal.UNKNOWN_OFFICE),
    ],
)
def test_what_cannot_be_kept_is_told(change: dict[str, object], refusal: StaffRefusal) -> None:
    with pytest.raises(StaffError) as caught:
        checked(replace(OFFICER, **change), _is_office)  # type: ignore[arg-type]
    assert caught.value.refusal is refusal


def test_what_is_kept_is_tidy() -> None:
    kept = checked(replace(OFFICER, person=" Nguyễn  Lan ", email=" LAN@x.vn "), _is_office)
    assert (kept.person, kept.email) == ("Nguyễn Lan", "lan@x.vn")
    assert checked(replace(OFFICER, email="  "), _is_office).email is None


def test_a_name_is_found_however_typed() -> None:
    assert sign_in_name("  LAN.Nguyen ") == "lan.nguyen"


def test_the_log_gets_no_secret_and_an_order() -> None:
    assert written(replace(OFFICER, roles=frozenset(Role)))["roles"] == sorted(Role)
    assert set(written(OFFICER)) == {"person", "roles", "office", "email", "disabled"}
