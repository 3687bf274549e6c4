"""Which conversations an officer may see, and how they are put into words."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from assistant.clock import VIETNAM, now
from assistant.conversation.case import Case
from assistant.conversation.caseload import Listed
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.policy import HandoverPolicy, OfficerHours
from assistant.staff.account import Account
from assistant.staff.role import Role
from assistant.staff.session import Session, Stage, Way
from connectors.console.conversations.sight import Sight, digest, mark_of
from connectors.console.guard import SignedIn

LAN = Account("lan", "Nguyễn Thị Lan", frozenset({Role.OFFICER}), "tinh")
CASE = Case("ABCDEF", "web:x", "web", datetime(2026, 11, 23, 8, tzinfo=VIETNAM))
FREE = Listed(CASE, said="lệ phí bao nhiêu")
MORNING = OfficerHours(days=(1, 2, 3, 4, 5), opens=time(7, 30), closes=time(11, 30))


def _sight(base: KnowledgeBase) -> Sight:
    session = Session("digest", LAN, Stage.SIGNED_IN, Way.PASSWORD, now(), now())
    return Sight(base, SignedIn(session), {"lan": LAN.person})


def test_a_case_is_told_with_its_wait_and_who_has_it(real_base: KnowledgeBase) -> None:
    sight = _sight(real_base)
    waiting = replace(CASE, wished_at=now() - timedelta(minutes=7))
    shown = sight.of(replace(FREE, case=waiting))
    assert (shown.minutes, shown.holder, shown.office) == (7, "", "")
    assert (shown.said, shown.channel) == ("lệ phí bao nhiêu", "trang web")
    mine = sight.of(Listed(replace(CASE, officer="lan", office="tinh", claimed_at=now())))
    assert (mine.is_mine, mine.holder) == (True, "Nguyễn Thị Lan")
    assert "tỉnh" in mine.office
    assert sight.of(Listed(replace(CASE, officer="oa-admin-1"))).holder == "oa-admin-1"
    assert sight.of(Listed(replace(CASE, meant_for="lan"))).is_meant


def test_what_came_after_hours_says_so(real_base: KnowledgeBase) -> None:
    policy = real_base.policy.model_copy(
        update={"handover": HandoverPolicy(hours=(MORNING,), release_after_minutes=30)}
    )
    sight = _sight(replace(real_base, policy=policy))
    for hour, is_late in ((8, False), (20, True)):
        at = datetime(2026, 11, 23, hour, tzinfo=VIETNAM)
        assert sight.of(Listed(replace(CASE, wished_at=at))).after_hours is is_late
    assert not _sight(real_base).of(FREE).after_hours  # nobody has said the hours


def test_a_mark_changes_with_what_officers_see() -> None:
    heard = replace(FREE, said_at=now())
    held = replace(FREE, case=replace(CASE, officer="lan"))
    assert mark_of([FREE]) == mark_of([replace(FREE)])
    assert len({mark_of(each) for each in ([FREE], [heard], [held], [], [FREE, FREE])}) == 5
    assert "ABCDEF" not in digest("ABCDEF")
