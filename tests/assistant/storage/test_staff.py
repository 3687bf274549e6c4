"""Accounts in the database; what they do together is in tests/assistant/staff."""

from assistant.staff.account import Account
from assistant.staff.role import Role
from assistant.stores import Stores


async def test_an_account_comes_back_as_it_was_kept(stores: Stores) -> None:
    account = Account(
        "kho.du-lieu_1", "Phạm Thị Đủ", frozenset({Role.OFFICER, Role.EDITOR}), "07777", "du@x.vn",
        must_change=True, has_password=False,
    )  # fmt: skip
    await stores.accounts.add(account, None, "test")
    kept = await stores.accounts.get(account.id)
    assert kept is not None
    assert kept.made_at is not None
    assert (kept.person, kept.roles, kept.office, kept.email) == (
        account.person, account.roles, account.office, account.email
    )  # fmt: skip
    assert (kept.must_change, kept.has_password, kept.disabled) == (True, False, False)
    assert kept in await stores.accounts.all()
    assert await stores.accounts.get("khong.co") is None
    assert await stores.accounts.credentials("khong.co") is None


async def test_a_step_is_used_up_with_those_before_it(stores: Stores) -> None:
    await stores.accounts.add(Account("buoc", "Bước", frozenset({Role.EDITOR})), None, "test")
    assert await stores.accounts.use_step("buoc", 100)
    assert not await stores.accounts.use_step("buoc", 100)
    assert not await stores.accounts.use_step("buoc", 99)
    assert await stores.accounts.use_step("buoc", 101)
