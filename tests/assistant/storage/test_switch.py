"""The switch: the last turn counts, every turn is kept."""

from assistant.storage import switch
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
