"""What roles may do, and that nothing else may be done."""

import pytest

from assistant.staff.role import OF_AN_OFFICE, Permission, Role, granted


def test_without_a_role_nothing_but_the_own_account_is_allowed() -> None:
    assert granted([]) == {Permission.OWN_ACCOUNT}


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_somebodys(permission: Permission) -> None:
    assert permission in granted(Role)


@pytest.mark.parametrize("role", set(Role) - {Role.OFFICER})
def test_only_officers_see_residents(role: Role) -> None:
    assert not granted([role]) & OF_AN_OFFICE


@pytest.mark.parametrize("role", set(Role) - {Role.ADMINISTRATOR})
def test_only_administrators_give_roles(role: Role) -> None:
    assert Permission.STAFF not in granted([role])


def test_who_writes_does_not_review_by_that_alone() -> None:
    assert Permission.REVIEW_CONTENT not in granted([Role.EDITOR])
    assert Permission.WRITE_CONTENT not in granted([Role.REVIEWER])


def test_roles_add_up() -> None:
    both = granted([Role.EDITOR, Role.REVIEWER])
    assert both == granted([Role.EDITOR]) | granted([Role.REVIEWER])
