"""To whom a conversation can be passed on."""

from dataclasses import replace

import pytest

from assistant.conversation.case import Destination
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Offices
from assistant.staff.account import Account
from assistant.staff.role import Role
from connectors.console.conversations.passing import destination, places

OFFICER = frozenset({Role.OFFICER})
LAN = Account("lan", "Lan", OFFICER, "tinh")
STAFF = [
    LAN, Account("hung", "Hùng", OFFICER, "tinh"), Account("an", "An", OFFICER, "07210"),
    Account("gone", "Gone", OFFICER, "tinh", disabled=True),
    Account("moved", "Moved", OFFICER, "no-such-office"),
    Account("editor", "Editor", frozenset({Role.EDITOR}), "tinh"),
    Account("nowhere", "Nowhere", OFFICER, None),
]  # fmt: skip


@pytest.fixture
def offices(real_base: KnowledgeBase) -> Offices:
    return real_base.offices


def test_colleagues_who_may_answer_every_office_and_others_with_their_office(
    offices: Offices,
) -> None:
    found = places(offices, STAFF, "tinh", "lan")
    assert [place.value for place in found.colleagues] == ["officer:hung"]
    assert [place.value for place in found.elsewhere] == ["officer:an"]
    assert found.elsewhere[0].name.startswith("An · ")
    assert len(found.offices) == len(offices.offices)


def test_what_is_offered_is_taken(offices: Offices) -> None:
    assert destination(offices, STAFF, "officer:an") == Destination("07210", "an")
    assert destination(offices, STAFF, "office:07210") == Destination("07210")


@pytest.mark.parametrize("value", [
    "", "an", "officer:", "officer:gone", "officer:editor", "officer:nowhere", "office:",
    "office:no-such-office", "officer:office:tinh",
])  # fmt: skip
def test_what_is_not_offered_is_not_taken(offices: Offices, value: str) -> None:
    assert destination(offices, STAFF, value) is None


def test_who_was_locked_out_meanwhile_gets_nothing(offices: Offices) -> None:
    assert destination(offices, [replace(LAN, disabled=True)], "officer:lan") is None
