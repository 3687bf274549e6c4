"""What people change of their own account."""

import pyotp
import pytest

from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.second_step import made_secret
from assistant.staff.session import Session
from tests.assistant.staff.conftest import PASSWORD, Desk

NEW = "sáu chiếc thuyền giấy"


async def _session(desk: Desk, name: str, password: str = PASSWORD) -> tuple[str, Session]:
    opened = await desk.sign_in.by_password(name, password)
    session = await desk.sign_in.find(opened.token)
    assert session is not None
    return opened.token, session


async def test_a_new_password_ends_every_session_and_opens_one(desk: Desk) -> None:
    name = await desk.member()
    elsewhere, _ = await _session(desk, name)
    here, session = await _session(desk, name)
    opened = await desk.own.change_password(session, PASSWORD, NEW)
    assert await desk.sign_in.find(elsewhere) is None
    assert await desk.sign_in.find(here) is None
    assert await desk.sign_in.find(opened.token) is not None
    await _session(desk, name, NEW)
    with pytest.raises(StaffError):
        await desk.sign_in.by_password(name, PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("x", NEW, StaffRefusal.WRONG),
        (PASSWORD, "ngắn", StaffRefusal.PASSWORD_SHORT),
        (PASSWORD, PASSWORD, StaffRefusal.PASSWORD_SAME),
    ],
)
async def test_a_password_is_not_changed_without_proof_or_to_a_bad_one(
    desk: Desk, old: str, new: str, refusal: StaffRefusal
) -> None:
    token, session = await _session(desk, await desk.member())
    with pytest.raises(StaffError) as caught:
        await desk.own.change_password(session, old, new)
    assert caught.value.refusal is refusal
    assert await desk.sign_in.find(token) is not None


async def test_a_made_password_must_be_changed_and_then_need_not(desk: Desk) -> None:
    name = await desk.member()
    first = await desk.directory.reset_password(name, "test")
    _, session = await _session(desk, name, first)
    assert session.needs_new_password
    opened = await desk.own.change_password(session, first, NEW)
    after = await desk.sign_in.find(opened.token)
    assert after is not None
    assert not after.needs_new_password


async def test_the_second_step_is_turned_on_by_proof_and_off_by_proof(desk: Desk) -> None:
    name, secret = await desk.member(), made_secret()
    totp, account = pyotp.TOTP(secret), await desk.directory.get(name)
    with pytest.raises(StaffError):
        await desk.own.turn_second_step_on(account, secret, "000000")
    assert not (await desk.directory.get(name)).second_step
    codes = await desk.own.turn_second_step_on(account, secret, totp.at(desk.time.now))
    assert (await desk.directory.get(name)).second_step
    with pytest.raises(StaffError):
        await desk.own.turn_second_step_off(account, "000000")
    await desk.own.turn_second_step_off(account, codes[0])
    assert not (await desk.directory.get(name)).second_step
    assert [act for act in await desk.acts(name) if "step" in act] == [
        "second_step_on", "second_step_off"
    ]  # fmt: skip


async def test_secret_and_codes_are_not_readable_in_the_database(
    desk: Desk, database_url: str
) -> None:
    from sqlalchemy import create_engine, text

    from assistant.storage.database import with_driver

    name, secret = await desk.member(), made_secret()
    account = await desk.directory.get(name)
    digits = pyotp.TOTP(secret).at(desk.time.now)
    codes = await desk.own.turn_second_step_on(account, secret, digits)
    engine = create_engine(with_driver(database_url))
    with engine.connect() as connection:
        rows = str(connection.execute(text("TABLE staff_accounts")).all())
        log = str(connection.execute(text("TABLE audit")).all())
    engine.dispose()
    for hidden in (secret, PASSWORD, *codes, *(code.replace("-", "") for code in codes)):
        assert hidden not in rows
        assert hidden not in log
