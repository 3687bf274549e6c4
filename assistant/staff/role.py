"""What each role of the staff may do. What is not named here nobody may do."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """A person has one or several: in a commune one officer often does it all."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    OFFICER = "officer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that may be done."""

    OWN_ACCOUNT = "own_account"
    READ_CONTENT = "read_content"
    WRITE_CONTENT = "write_content"
    REVIEW_CONTENT = "review_content"  # and publish, and roll back
    WORKSHOP = "workshop"  # questions that got no answer
    CONVERSATIONS = "conversations"
    APPOINTMENTS = "appointments"
    GRADE = "grade"  # sampled answers
    FIGURES = "figures"
    SWITCHES = "switches"  # and dated notices
    STAFF = "staff"
    AUDIT = "audit"


# These open residents' own words and names: they hold at the officer's office alone.
OF_AN_OFFICE = frozenset({Permission.CONVERSATIONS, Permission.APPOINTMENTS})

# An administrator of accounts reads no residents, and an officer writes no content: who needs both
# is given both roles, and that stands in the log.
_GRANTED: Mapping[Role, frozenset[Permission]] = {
    Role.EDITOR: frozenset(
        {Permission.READ_CONTENT, Permission.WRITE_CONTENT, Permission.WORKSHOP}
    ),
    Role.REVIEWER: frozenset(
        {Permission.READ_CONTENT, Permission.REVIEW_CONTENT, Permission.WORKSHOP, Permission.GRADE}
    ),
    Role.OFFICER: frozenset({Permission.READ_CONTENT, *OF_AN_OFFICE}),
    Role.MANAGER: frozenset(
        {Permission.READ_CONTENT, Permission.FIGURES, Permission.SWITCHES, Permission.AUDIT}
    ),
    Role.ADMINISTRATOR: frozenset({Permission.STAFF, Permission.AUDIT, Permission.SWITCHES}),
}


def granted(roles: Iterable[Role]) -> frozenset[Permission]:
    """What these roles together may do. Without a role: nothing but the own account."""
    return frozenset({Permission.OWN_ACCOUNT}).union(*(_GRANTED[role] for role in roles))
