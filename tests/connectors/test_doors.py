"""Which doors are open, and that the others say they are closed."""

import pytest

from assistant import wiring
from assistant.settings import Settings
from connectors.doors import listening, open_doors

NOBODY = "postgresql://nobody@127.0.0.1:1/none"
ZALO = {"zalo_oa_id": "1", "zalo_app_id": "2", "zalo_app_secret": "a", "zalo_oa_secret": "b"}
ALL = {**ZALO, "zalo_bot_token": "1:a", "zalo_bot_secret": "12345678",
       "telegram_token": "1:a", "telegram_secret": "s"}  # fmt: skip


@pytest.mark.parametrize(("given", "opened"), [
    ({}, set()),
    (ZALO, {"zalo"}),
    ({"telegram_token": "1:a", "telegram_secret": "s"}, {"telegram"}),
    (ALL, {"zalo", "zalo_bot", "telegram"}),
])  # fmt: skip
async def test_a_door_is_open_when_its_settings_are_set(
    given: dict[str, str], opened: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(database_url=NOBODY, **given)  # type: ignore[arg-type]
    parts = wiring.conversing(settings, "test")
    doors = open_doors(settings, parts)
    assert set(doors) == opened
    assert all(door.channel == name for name, door in doors.items())
    said = capsys.readouterr()
    closed = {"zalo", "zalo_bot", "telegram"} - opened
    assert all(f"{name}" in said.out + said.err for name in closed)
    for door in doors.values():
        await door.close()
    await parts.close()


async def test_no_doors_are_no_trouble() -> None:
    async with listening({}):
        pass
