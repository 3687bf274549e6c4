"""Whose figures somebody sees."""

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.staff.account import Account
from assistant.staff.role import Role
from connectors.console.figures.view import own_office


@pytest.mark.parametrize(
    ("office", "seen"),
    [(None, None), ("07210", "07210"), ("tinh", None), ("gone-since", "gone-since")],
)
def test_an_office_sees_itself_the_province_all(
    real_base: KnowledgeBase, office: str | None, seen: str | None
) -> None:
    account = Account("a.b", "A B", frozenset({Role.MANAGER}), office)
    assert own_office(account, real_base) == seen
