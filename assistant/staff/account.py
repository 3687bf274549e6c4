"""A member of the staff, as accounts know them."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import OF_AN_OFFICE, Permission, Role, granted

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]")
_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f]{1,64}@[^\s@\x00-\x1f\x7f]{1,189}")
_LONGEST_PERSON = 80

KnownOffice = Callable[[str], bool]


@dataclass(frozen=True)
class Account:
    """`id`: the sign-in name; it never changes, so that the log stays readable. `person`: how
    others read the name. `office`: where the permissions of an officer hold. `version`: counts
    the changes by administrators.
    """

    id: str
    person: str
    roles: frozenset[Role]
    office: str | None = None
    email: str | None = None
    disabled: bool = False
    must_change: bool = False
    second_step: bool = False
    has_password: bool = True
    from_provider: bool = False
    version: int = 1
    made_at: datetime | None = None
    signed_in_at: datetime | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that the roles allow; nothing while it is disabled."""
        return frozenset() if self.disabled else granted(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether it is allowed at all; of what belongs to an office, ask may_at too."""
        return permission in self.permissions

    def may_at(self, permission: Permission, office: str) -> bool:
        """Whether it is allowed for what belongs to this office."""
        return self.may(permission) and (
            permission not in OF_AN_OFFICE or (self.office is not None and self.office == office)
        )


def sign_in_name(typed: str) -> str:
    """The name as it is kept, however typed."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def checked(account: Account, is_office: KnownOffice) -> Account:
    """The account as it may be kept; StaffError tells what cannot."""
    tidy = replace(
        account,
        person=" ".join(unicodedata.normalize("NFC", account.person).split()),
        email=(account.email or "").strip().lower() or None,
        office=account.office or None,
    )
    for wrong, refusal in (
        (not _NAME.fullmatch(tidy.id), StaffRefusal.BAD_NAME),
        (not _readable(tidy.person), StaffRefusal.BAD_PERSON),
        (tidy.email is not None and not _EMAIL.fullmatch(tidy.email), StaffRefusal.BAD_EMAIL),
        (not tidy.roles, StaffRefusal.NO_ROLE),
        (Role.OFFICER in tidy.roles and tidy.office is None, StaffRefusal.NO_OFFICE),
        (tidy.office is not None and not is_office(tidy.office), StaffRefusal.UNKNOWN_OFFICE),
    ):
        if wrong:
            raise StaffError(refusal)
    return tidy


def written(account: Account) -> dict[str, Any]:
    """What the log keeps of an account, before and after."""
    return {
        "person": account.person, "roles": sorted(account.roles), "office": account.office,
        "email": account.email, "disabled": account.disabled,
    }  # fmt: skip


def _readable(person: str) -> bool:
    return 2 <= len(person) <= _LONGEST_PERSON and all(
        unicodedata.category(letter) not in ("Cc", "Cs", "Cf", "Co", "Cn") for letter in person
    )
