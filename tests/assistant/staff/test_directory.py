"""Administrating accounts over the real database."""

import asyncio
from dataclasses import replace

import pytest

from assistant.staff.account import Account
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Permission, Role
from tests.assistant.staff.conftest import PASSWORD, Desk


async def _refusal(work: object) -> StaffRefusal:
    with pytest.raises(StaffError) as caught:
        await work  # type: ignore[misc]
    return caught.value.refusal


async def _alone(desk: Desk, *administrators: str) -> None:
    """Only these administrate; tests share the database."""
    for account in await desk.directory.all():
        if account.id not in administrators and account.may(Permission.STAFF):
            await desk.directory.disable(account.id, "test")


async def test_an_account_begins_with_a_password_that_must_be_changed(desk: Desk) -> None:
    account = Account("Moi.Den", "Lê Thị Mới", frozenset({Role.OFFICER}), "07777")
    first = await desk.directory.add(account, "quan.tri")
    kept = await desk.directory.get("moi.den")
    assert kept.must_change
    await desk.sign_in.by_password("moi.den", first)
    (entry,) = [e for e in await desk.stores.audit.latest(50) if e.subject == "moi.den"][-1:]
    assert (entry.who, entry.action) == ("quan.tri", "account_added")
    assert ("office", None, "07777") in entry.changes()
    assert first not in str(entry)


async def test_a_name_and_an_address_are_given_once(desk: Desk) -> None:
    name = await desk.member(email="mot.lan@so.vn")
    again = Account(name, "Ai Khác", frozenset({Role.EDITOR}))
    assert await _refusal(desk.directory.add(again, "test")) is StaffRefusal.TAKEN_NAME
    again = Account("ai.khac", "Ai Khác", frozenset({Role.EDITOR}), email="MOT.LAN@so.vn")
    assert await _refusal(desk.directory.add(again, "test")) is StaffRefusal.TAKEN_EMAIL
    other = await desk.directory.get(await desk.member())
    work = desk.directory.change(replace(other, email="mot.lan@so.vn"), "test")
    assert await _refusal(work) is StaffRefusal.TAKEN_EMAIL


async def test_of_two_who_change_one_account_the_second_is_told(desk: Desk) -> None:
    seen = await desk.directory.get(await desk.member())
    first, second = replace(seen, person="Tên Một"), replace(seen, person="Tên Hai")
    ends = await asyncio.gather(
        desk.directory.change(first, "a"), desk.directory.change(second, "b"),
        return_exceptions=True,
    )  # fmt: skip
    (refused,) = [end for end in ends if isinstance(end, StaffError)]
    assert refused.refusal is StaffRefusal.CHANGED_MEANWHILE
    assert (await desk.directory.get(seen.id)).version == seen.version + 1


async def test_disabling_signs_out_at_once_and_can_be_undone(desk: Desk) -> None:
    name = await desk.member()
    opened = await desk.sign_in.by_password(name, PASSWORD)
    await desk.directory.disable(name, "test")
    assert await desk.sign_in.find(opened.token) is None
    await desk.directory.disable(name, "test", disabled=False)
    assert await desk.sign_in.find(opened.token) is None
    await desk.sign_in.by_password(name, PASSWORD)


async def test_a_role_taken_away_counts_at_the_next_request(desk: Desk) -> None:
    name = await desk.member(Role.EDITOR, Role.REVIEWER)
    opened = await desk.sign_in.by_password(name, PASSWORD)
    account = await desk.directory.get(name)
    await desk.directory.change(replace(account, roles=frozenset({Role.EDITOR})), "test")
    session = await desk.sign_in.find(opened.token)
    assert session is not None
    assert not session.account.may(Permission.REVIEW_CONTENT)


async def test_a_reset_ends_sessions_and_the_old_password(desk: Desk) -> None:
    name = await desk.member()
    opened = await desk.sign_in.by_password(name, PASSWORD)
    first = await desk.directory.reset_password(name, "test")
    assert await desk.sign_in.find(opened.token) is None
    assert await _refusal(desk.sign_in.by_password(name, PASSWORD)) is StaffRefusal.WRONG
    await desk.sign_in.by_password(name, first)


async def test_nobody_takes_away_the_own_key(desk: Desk) -> None:
    name = await desk.member(Role.ADMINISTRATOR)
    await desk.member(Role.ADMINISTRATOR)
    account, own = await desk.directory.get(name), StaffRefusal.OWN_ACCOUNT
    assert await _refusal(desk.directory.disable(name, name)) is own
    work = desk.directory.change(replace(account, roles=frozenset({Role.EDITOR})), name)
    assert await _refusal(work) is own
    assert await _refusal(desk.directory.reset_password(name, name)) is own
    assert await _refusal(desk.directory.turn_second_step_off(name, name)) is own


async def test_the_last_administrator_stays(desk: Desk) -> None:
    name = await desk.member(Role.ADMINISTRATOR)
    await _alone(desk, name)
    account, last = await desk.directory.get(name), StaffRefusal.LAST_ADMINISTRATOR
    assert await _refusal(desk.directory.disable(name, "test")) is last
    work = desk.directory.change(replace(account, roles=frozenset({Role.EDITOR})), "test")
    assert await _refusal(work) is last


async def test_two_who_disable_each_other_at_once_leave_one(desk: Desk) -> None:
    one, two = await desk.member(Role.ADMINISTRATOR), await desk.member(Role.ADMINISTRATOR)
    await _alone(desk, one, two)
    ends = await asyncio.gather(
        desk.directory.disable(one, two), desk.directory.disable(two, one), return_exceptions=True
    )
    assert [type(end) for end in ends].count(StaffError) == 1
    left = [await desk.directory.get(name) for name in (one, two)]
    assert [account.disabled for account in left].count(True) == 1


async def test_another_address_is_another_person_at_the_provider(desk: Desk) -> None:
    name = await desk.member(email="cu@so.vn")
    await desk.sign_in.by_provider("i", f"p-{name}", "cu@so.vn", verified=True)
    account = await desk.directory.get(name)
    assert account.from_provider
    await desk.directory.change(replace(account, email="moi@so.vn"), "test")
    work = desk.sign_in.by_provider("i", f"p-{name}", "cu@so.vn", verified=True)
    assert await _refusal(work) is StaffRefusal.UNKNOWN_TO_PROVIDER


async def test_there_is_none_such(desk: Desk) -> None:
    none = StaffRefusal.NO_SUCH_ACCOUNT
    assert await _refusal(desk.directory.disable("khong.co", "test")) is none
    assert await _refusal(desk.directory.reset_password("khong.co", "test")) is none
