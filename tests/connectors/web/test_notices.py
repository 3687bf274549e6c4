"""GET /api/v1/notices: what screens show of the notices of this moment."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from assistant.clock import now
from assistant.notices.notice import Place, Severity, Wording
from assistant.settings import Settings
from assistant.stores import open_stores
from tests.connectors.conftest import Served


@pytest.fixture(autouse=True)
def board(gateway: Served) -> Iterator[None]:
    """Empty before and after."""
    _clear(gateway)
    yield
    _clear(gateway)


def _clear(gateway: Served) -> None:
    gateway.ask("TRUNCATE notices, told_notices")
    gateway.app.state.parts.stores.notices.forget()


def put(gateway: Served, text: str, **more: object) -> None:
    """A notice that runs; as another process would write it."""
    moment = now()
    given = {"severity": Severity.INFO, "starts_at": moment, "ends_at": moment + timedelta(hours=1)}

    async def add() -> None:
        stores = open_stores(Settings(database_url=gateway.database_url))
        wording = Wording(text=text, **{**given, **more})  # type: ignore[arg-type]
        await stores.notices.store.add(wording, "lan", moment)
        await stores.engine.dispose()

    asyncio.run(add())
    gateway.app.state.parts.stores.notices.forget()


def shown(gateway: Served, query: str = "") -> list[str]:
    """The texts."""
    answer = gateway.http.get(f"/api/v1/notices{query}")
    assert answer.headers["cache-control"] == "no-store"
    return [notice["text"] for notice in answer.json()]


def test_each_place_shows_its_own_the_gravest_first(gateway: Served) -> None:
    put(gateway, "Bảo trì tối nay")
    put(gateway, "Bão số 9", severity=Severity.URGENT)
    put(gateway, "Quầy 3 nghỉ", places=frozenset({Place.HALL}))
    assert shown(gateway) == ["Bão số 9", "Bảo trì tối nay"]
    assert shown(gateway, "?place=hall&office=tinh") == [
        "Bão số 9", "Quầy 3 nghỉ", "Bảo trì tối nay",
    ]  # fmt: skip
    first = gateway.http.get("/api/v1/notices?place=kiosk").json()[0]
    assert (first["label"], first["severity"]) == ("Khẩn", "urgent")


def test_of_one_office_it_is_shown_there_alone(gateway: Served) -> None:
    put(gateway, "Mất điện", offices=frozenset({"tinh"}))
    assert shown(gateway, "?place=kiosk&office=tinh") == ["Mất điện"]
    assert shown(gateway, "?place=kiosk&office=nowhere") == []
    assert shown(gateway) == []


def test_three_at_most(gateway: Served) -> None:
    for number in range(5):
        put(gateway, f"Thông báo {number}")
    assert shown(gateway) == ["Thông báo 4", "Thông báo 3", "Thông báo 2"]


@pytest.mark.parametrize("query", ["?place=zalo", "?place=", f"?office={'x' * 61}"])
def test_what_no_screen_asks_is_told_so(gateway: Served, query: str) -> None:
    assert gateway.http.get(f"/api/v1/notices{query}").status_code == 422


def test_without_a_database_there_are_none(bare: TestClient) -> None:
    answer = bare.get("/api/v1/notices")
    assert (answer.status_code, answer.json()) == (200, [])
