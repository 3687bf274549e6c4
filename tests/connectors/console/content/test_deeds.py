"""Which buttons a person has: by the state of the version, their roles, and who wrote it."""

import pytest

from assistant.documents.version import State
from assistant.staff.account import Account
from assistant.staff.role import Role
from connectors.console.content.deeds import Deed, deeds
from tests.assistant.documents.test_listing import AT, version


def of(*roles: Role, name: str = "lan") -> Account:
    """An account with these roles."""
    return Account(name, "Trần Thị Lan", frozenset(roles))


@pytest.mark.parametrize(
    ("state", "role", "allowed"),
    [
        (State.DRAFT, Role.EDITOR, {Deed.EDIT, Deed.SUBMIT, Deed.DROP}),
        (State.DRAFT, Role.REVIEWER, set()),
        (State.IN_REVIEW, Role.EDITOR, {Deed.EDIT, Deed.TAKE_BACK}),
        (State.IN_REVIEW, Role.REVIEWER, {Deed.APPROVE, Deed.SEND_BACK}),
        (State.APPROVED, Role.EDITOR, {Deed.EDIT, Deed.TAKE_BACK}),
        (State.APPROVED, Role.REVIEWER, {Deed.PUBLISH, Deed.SCHEDULE, Deed.TAKE_BACK}),
        (State.IN_REVIEW, Role.OFFICER, set()),
        (State.APPROVED, Role.ADMINISTRATOR, set()),
    ],
)
def test_a_role_has_the_buttons_of_its_work(state: State, role: Role, allowed: set[Deed]) -> None:
    assert deeds(version(2, state), of(role), {"hoa"}) == allowed


def test_nobody_reviews_what_holds_something_of_their_own() -> None:
    both = of(Role.EDITOR, Role.REVIEWER)
    assert deeds(version(2, State.IN_REVIEW), both, {"lan", "hoa"}) == {Deed.EDIT, Deed.TAKE_BACK}
    assert Deed.APPROVE in deeds(version(2, State.IN_REVIEW), both, {"hoa"})


def test_only_what_waits_for_a_day_can_be_called_off() -> None:
    waiting = version(2, State.APPROVED, publish_at=AT)
    assert Deed.UNSCHEDULE in deeds(waiting, of(Role.REVIEWER), set())
    assert Deed.UNSCHEDULE not in deeds(version(2, State.APPROVED), of(Role.REVIEWER), set())


def test_what_takes_a_document_away_has_nothing_to_edit() -> None:
    assert Deed.EDIT not in deeds(version(2, State.DRAFT, ends=True), of(Role.EDITOR), set())
