"""A token means its payload in its own conversation; anything else typed means nothing."""

import pytest

from assistant.stores import Stores
from tests.assistant.storage.conftest import incoming

FEE, PLACE = '/ask_fee{"procedure": "1.001193"}', '/ask_place{"procedure": "1.001193"}'


@pytest.fixture
async def talk(stores: Stores, request: pytest.FixtureRequest) -> str:
    name = f"zalo:k-{request.node.name}"[:150]
    await stores.inbox.receive(incoming(name, "zalo", f"m-{name}"))
    return name


async def test_a_token_gives_its_payload_back(stores: Stores, talk: str) -> None:
    tokens = await stores.keyboard.tokens(talk, [FEE, PLACE, FEE])
    assert tokens[0] == tokens[2] != tokens[1]
    assert all(len(token) == 16 for token in tokens)
    assert [await stores.keyboard.payload(talk, t) for t in tokens] == [FEE, PLACE, FEE]


async def test_a_token_of_another_conversation_is_nothing(stores: Stores, talk: str) -> None:
    (token,) = await stores.keyboard.tokens(talk, [FEE])
    assert await stores.keyboard.payload("zalo:somebody-else", token) is None


async def test_the_same_buttons_again_have_the_same_tokens(stores: Stores, talk: str) -> None:
    first = await stores.keyboard.tokens(talk, [FEE])
    assert await stores.keyboard.tokens(talk, [FEE]) == first
    assert await stores.keyboard.tokens(talk, []) == []


async def test_numbers_mean_the_buttons_shown_last(stores: Stores, talk: str) -> None:
    await stores.keyboard.number(talk, [FEE, PLACE])
    assert await stores.keyboard.payload(talk, " 2. ") == PLACE
    await stores.keyboard.number(talk, [PLACE])
    assert await stores.keyboard.payload(talk, "1") == PLACE
    assert await stores.keyboard.payload(talk, "2") is None


@pytest.mark.parametrize(
    "typed", ["", "0", "99", "123456789012", "²", "١", "lệ phí", "/ask_fee", "1 2"]
)
async def test_anything_else_typed_is_nothing(stores: Stores, talk: str, typed: str) -> None:
    await stores.keyboard.number(talk, [FEE])
    assert await stores.keyboard.payload(talk, typed) is None


async def test_buttons_shown_as_such_end_a_numbered_list(stores: Stores, talk: str) -> None:
    await stores.keyboard.number(talk, [FEE, PLACE])
    (token,) = await stores.keyboard.tokens(talk, [PLACE])
    assert await stores.keyboard.payload(talk, "1") is None
    assert await stores.keyboard.payload(talk, token) == PLACE
