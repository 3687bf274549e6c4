"""Hostile webhooks: nothing is answered 500, and nothing is kept without the secret."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.telegram.door import PATH, SECRET_HEADER
from tests.connectors.bots import MANY, SECRET, WRONG_SECRETS, Kept, hostile, until
from tests.connectors.telegram.conftest import World
from tests.connectors.telegram.test_parsing import spoiled

_BODIES = hostile(spoiled())


@pytest.fixture
async def http(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """One client of one door for all examples of a test."""
    async with world.webhook() as client, world.doors[0].listening():
        await until(lambda: world.doors[0].is_open)
        yield client


@MANY
@given(body=_BODIES, secret=st.none() | WRONG_SECRETS)
async def test_without_the_secret_nothing_comes_in(
    http: httpx.AsyncClient, kept: Kept, body: bytes, secret: bytes | None
) -> None:
    headers: Any = {} if secret is None else [(SECRET_HEADER.encode(), secret)]
    answer = await http.post(PATH, content=body, headers=headers)
    assert answer.status_code == 403
    assert await kept.rows() == []


@MANY
@given(body=_BODIES)
async def test_with_the_secret_anything_is_answered(http: httpx.AsyncClient, body: bytes) -> None:
    answer = await http.post(PATH, content=body, headers={SECRET_HEADER: SECRET})
    assert answer.status_code in {200, 400}
