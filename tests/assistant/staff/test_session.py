"""When a session ends."""

from datetime import datetime, timedelta

from assistant.clock import VIETNAM
from assistant.staff.account import Account
from assistant.staff.role import Role
from assistant.staff.session import Session, Stage, Way, digest_of, made_token

BEGAN = datetime(2026, 11, 23, 8, tzinfo=VIETNAM)
LAN = Account("lan.nguyen", "Lan", frozenset({Role.EDITOR}), must_change=True)


def _session(stage: Stage, seen: timedelta, way: Way = Way.PASSWORD) -> Session:
    return Session("d", LAN, stage, way, BEGAN, BEGAN + seen)


def test_it_ends_when_nothing_is_done_and_after_a_working_day() -> None:
    assert _session(Stage.SIGNED_IN, timedelta(0)).ends_at == BEGAN + timedelta(minutes=15)
    late = _session(Stage.SIGNED_IN, timedelta(hours=7, minutes=59))
    assert late.ends_at == BEGAN + timedelta(hours=8)


def test_half_a_session_is_short_whatever_is_done() -> None:
    half = _session(Stage.SECOND_STEP, timedelta(minutes=9))
    assert half.ends_at == BEGAN + timedelta(minutes=10)


def test_who_came_by_a_provider_has_no_password_to_change() -> None:
    assert _session(Stage.SIGNED_IN, timedelta(0)).needs_new_password
    assert not _session(Stage.SIGNED_IN, timedelta(0), Way.PROVIDER).needs_new_password


def test_a_token_is_not_told_by_its_digest() -> None:
    token = made_token()
    assert len(token) >= 43
    assert digest_of(token) != digest_of(made_token())
    assert token not in digest_of(token)
    assert len(digest_of("\ud800")) == 64
