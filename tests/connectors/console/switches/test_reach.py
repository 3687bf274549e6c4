"""Who is of one office speaks for that one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.notices.notice import Severity, Wording
from assistant.staff.account import Account
from assistant.staff.role import Role
from connectors.console.switches.reach import may_write, only_office

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FOR_ALL = Wording(
    text="Nghỉ", severity=Severity.INFO, starts_at=NOON, ends_at=NOON + timedelta(hours=1)
)
HERE = replace(FOR_ALL, offices=frozenset({"here"}))
MORE = replace(FOR_ALL, offices=frozenset({"here", "there"}))


@pytest.mark.parametrize(("role", "office", "only", "may"), [
    (Role.MANAGER, None, None, (True, True, True)),
    (Role.MANAGER, "here", "here", (False, True, False)),
    (Role.MANAGER, "there", "there", (False, False, False)),
    (Role.ADMINISTRATOR, "here", None, (True, True, True)),
])  # fmt: skip
def test_an_office_bounds_a_manager_and_no_administrator(
    role: Role, office: str | None, only: str | None, may: tuple[bool, ...]
) -> None:
    account = Account("lan", "Lan", frozenset({role}), office)
    assert only_office(account) == only
    assert tuple(may_write(account, wording) for wording in (FOR_ALL, HERE, MORE)) == may
