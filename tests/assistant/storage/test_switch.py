"""The switch: the last turn counts, every turn is kept."""

import pytest

from assistant.errors import StorageError
from assistant.storage import switch
from assistant.storage.database import open_engine
from assistant.storage.switch import PostgresSwitch
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask


async def test_on_until_it_is_turned_off_and_on_again(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM switches")
    assert await stores.switch.off_because() is None
    await stores.switch.turn(on=False, reason="Bảo trì.", by="Lan")
    assert await stores.switch.off_because() == "Bảo trì."
    await stores.switch.turn(on=False, reason="Bảo trì lâu hơn.", by="Hùng")
    assert await stores.switch.off_because() == "Bảo trì lâu hơn."
    await stores.switch.turn(on=True, reason="", by="Lan")
    assert await stores.switch.off_because() is None
    turns = [(turned.is_on, turned.by) for turned in await stores.switch.history(10)]
    assert turns == [(True, "Lan"), (False, "Hùng"), (False, "Lan")]
    assert [turned.by for turned in await stores.switch.history(1)] == ["Lan"]


async def test_another_process_follows_within_seconds(stores: Stores) -> None:
    other = PostgresSwitch(stores.engine)
    assert await other.off_because() is None
    await stores.switch.turn(on=False, reason="Bảo trì.", by="Lan")
    try:
        assert await other.off_because() is None  # remembered for a moment
        other._asked_at -= switch._REMEMBERED_SECONDS + 0.1
        assert await other.off_because() == "Bảo trì."
    finally:
        await stores.switch.turn(on=True, reason="", by="Lan")


async def test_a_channel_is_off_by_itself_or_with_all(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM switches")
    other = PostgresSwitch(stores.engine)
    await other.turn(on=False, reason="Zalo lỗi.", by="Lan", name="zalo")
    assert await other.off_because("zalo") == "Zalo lỗi."
    assert await other.off_because("web") is None
    assert await other.off_because() is None
    await other.turn(on=False, reason="Bảo trì.", by="Lan")
    assert await other.off_because("zalo") == "Bảo trì."
    assert await other.off_because("web") == "Bảo trì."
    await other.turn(on=True, reason="", by="Lan")
    assert await other.off_because("zalo") == "Zalo lỗi."
    assert [turned.name for turned in await other.history(9, name=None)] == [
        "assistant", "assistant", "zalo",
    ]  # fmt: skip
    assert {name: turned.is_on for name, turned in (await other.standing()).items()} == {
        "assistant": True, "zalo": False,
    }  # fmt: skip
    ask("DELETE FROM switches")


async def test_without_the_database_the_last_known_stays(
    database_url: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("DELETE FROM switches")
    ask("INSERT INTO switches (name, is_on, reason, by) VALUES ('web', false, 'Bảo trì.', 'Lan')")
    engine = open_engine(database_url)
    kept = PostgresSwitch(engine)
    assert await kept.off_because("web") == "Bảo trì."
    await engine.dispose()
    gone = open_engine("postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setattr(kept, "_engine", gone)
    monkeypatch.setattr(kept, "_asked_at", float("-inf"))
    assert await kept.off_because("web") == "Bảo trì."
    with pytest.raises(StorageError):
        await PostgresSwitch(gone).off_because("web")
    ask("DELETE FROM switches")
