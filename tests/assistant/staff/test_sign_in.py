"""Signing in over the real database."""

import asyncio

import pyotp
import pytest

from assistant.staff.own_account import OwnAccount
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Role
from assistant.staff.second_step import made_secret
from assistant.staff.session import Stage, Way
from tests.assistant.staff.conftest import PASSWORD, Desk


async def _refusal(work: object) -> StaffRefusal:
    with pytest.raises(StaffError) as caught:
        await work  # type: ignore[misc]
    return caught.value.refusal


async def _with_second_step(desk: Desk) -> tuple[str, pyotp.TOTP, list[str]]:
    name, secret = await desk.member(), made_secret()
    account = await desk.directory.get(name)
    totp = pyotp.TOTP(secret)
    codes = await desk.own.turn_second_step_on(account, secret, totp.at(desk.time.now))
    desk.time.passes(minutes=2)
    return name, totp, codes


async def test_the_password_opens_a_session_and_the_log_says_so(desk: Desk) -> None:
    name = await desk.member()
    opened = await desk.sign_in.by_password(f" {name.upper()} ", PASSWORD)
    assert opened.stage is Stage.SIGNED_IN
    session = await desk.sign_in.find(opened.token)
    assert session is not None
    assert session.account.id == name
    assert await desk.acts(name) == ["account_added", "signed_in"]
    assert (await desk.directory.get(name)).signed_in_at == desk.time.now


async def test_wrong_name_wrong_password_and_disabled_are_told_alike(desk: Desk) -> None:
    name = await desk.member()
    assert await _refusal(desk.sign_in.by_password(name, "x")) is StaffRefusal.WRONG
    assert await _refusal(desk.sign_in.by_password("nobody.here", PASSWORD)) is StaffRefusal.WRONG
    await desk.directory.disable(name, "test")
    assert await _refusal(desk.sign_in.by_password(name, PASSWORD)) is StaffRefusal.WRONG


async def test_a_name_is_closed_after_five_wrong_tries_known_or_not(desk: Desk) -> None:
    for name in (await desk.member(), "nobody.at.all"):
        for _ in range(5):
            assert await _refusal(desk.sign_in.by_password(name, "x")) is StaffRefusal.WRONG
        with pytest.raises(StaffError) as caught:
            await desk.sign_in.by_password(name, PASSWORD)
        assert caught.value.refusal is StaffRefusal.LOCKED
        assert caught.value.wait is not None
        assert caught.value.wait.total_seconds() == 30


async def test_the_wait_passes_and_success_forgets(desk: Desk) -> None:
    name = await desk.member()
    for _ in range(5):
        await _refusal(desk.sign_in.by_password(name, "x"))
    desk.time.passes(seconds=31)
    await desk.sign_in.by_password(name, PASSWORD)
    for _ in range(4):
        await _refusal(desk.sign_in.by_password(name, "x"))
    assert (await desk.sign_in.by_password(name, PASSWORD)).stage is Stage.SIGNED_IN


async def test_forty_tries_at_once_are_five_guesses(desk: Desk) -> None:
    name = await desk.member()
    tries = await asyncio.gather(
        *(desk.sign_in.by_password(name, "x") for _ in range(40)), return_exceptions=True
    )
    refusals = [error.refusal for error in tries if isinstance(error, StaffError)]
    assert len(refusals) == 40
    assert refusals.count(StaffRefusal.WRONG) == 5


async def test_a_second_step_is_asked_before_anything_opens(desk: Desk) -> None:
    name, totp, _ = await _with_second_step(desk)
    half = await desk.sign_in.by_password(name, PASSWORD)
    assert half.stage is Stage.SECOND_STEP
    assert "signed_in" not in await desk.acts(name)
    whole = await desk.sign_in.second_step(half.token, totp.at(desk.time.now))
    assert whole.token != half.token
    assert await desk.sign_in.find(half.token) is None
    session = await desk.sign_in.find(whole.token)
    assert session is not None
    assert session.stage is Stage.SIGNED_IN


async def test_digits_are_good_once(desk: Desk) -> None:
    name, totp, _ = await _with_second_step(desk)
    digits = totp.at(desk.time.now)
    for right in (True, False):
        half = await desk.sign_in.by_password(name, PASSWORD)
        if right:
            await desk.sign_in.second_step(half.token, digits)
        else:
            work = desk.sign_in.second_step(half.token, digits)
            assert await _refusal(work) is StaffRefusal.WRONG_CODE


async def test_a_recovery_code_is_good_once_even_when_two_use_it_at_once(desk: Desk) -> None:
    name, _, codes = await _with_second_step(desk)
    halves = [await desk.sign_in.by_password(name, PASSWORD) for _ in range(2)]
    ends = await asyncio.gather(
        *(desk.sign_in.second_step(half.token, codes[3]) for half in halves),
        return_exceptions=True,
    )
    assert sorted(type(end).__name__ for end in ends) == ["Opened", "StaffError"]
    assert (await desk.acts(name)).count("recovery_code_used") == 1


async def test_knowing_the_password_gives_no_endless_guesses_at_the_digits(desk: Desk) -> None:
    name, _, _ = await _with_second_step(desk)
    for _ in range(2):
        half = await desk.sign_in.by_password(name, PASSWORD)
        work = desk.sign_in.second_step(half.token, "000000")
        assert await _refusal(work) is StaffRefusal.WRONG_CODE
    half = await desk.sign_in.by_password(name, PASSWORD)
    work = desk.sign_in.second_step(half.token, "000000")
    assert await _refusal(work) is StaffRefusal.LOCKED


async def test_half_a_session_is_over_after_ten_minutes(desk: Desk) -> None:
    name, totp, _ = await _with_second_step(desk)
    half = await desk.sign_in.by_password(name, PASSWORD)
    desk.time.passes(minutes=10)
    work = desk.sign_in.second_step(half.token, totp.at(desk.time.now))
    assert await _refusal(work) is StaffRefusal.OVER


async def test_a_provider_lets_in_only_who_has_an_account(desk: Desk) -> None:
    email = f"{await desk.member()}@so.vn"
    name = await desk.member(email=email)
    provider = desk.sign_in.by_provider
    unknown = StaffRefusal.UNKNOWN_TO_PROVIDER
    assert await _refusal(provider("i", f"s{name}", "other@so.vn", verified=True)) is unknown
    assert await _refusal(provider("i", f"s{name}", email, verified=False)) is unknown
    opened = await provider("i", f"s{name}", email.upper(), verified=True)
    session = await desk.sign_in.find(opened.token)
    assert session is not None
    assert (session.account.id, session.way) == (name, Way.PROVIDER)


async def test_a_successor_with_the_same_address_does_not_inherit_the_account(desk: Desk) -> None:
    name = await desk.member(email="can.bo.mot@so.vn")
    await desk.sign_in.by_provider("i", "first person", "can.bo.mot@so.vn", verified=True)
    work = desk.sign_in.by_provider("i", "second person", "can.bo.mot@so.vn", verified=True)
    assert await _refusal(work) is StaffRefusal.UNKNOWN_TO_PROVIDER
    # The first stays known by the provider's id, whatever becomes of the address.
    await desk.sign_in.by_provider("i", "first person", None, verified=False)
    await desk.directory.disable(name, "test")
    work = desk.sign_in.by_provider("i", "first person", None, verified=False)
    assert await _refusal(work) is StaffRefusal.UNKNOWN_TO_PROVIDER


async def test_a_second_step_is_asked_after_a_provider_too(desk: Desk) -> None:
    secret = made_secret()
    name = await desk.member(Role.REVIEWER, email="hai.buoc@so.vn")
    own: OwnAccount = desk.own
    account = await desk.directory.get(name)
    await own.turn_second_step_on(account, secret, pyotp.TOTP(secret).at(desk.time.now))
    opened = await desk.sign_in.by_provider("i", "two steps", "hai.buoc@so.vn", verified=True)
    assert opened.stage is Stage.SECOND_STEP
