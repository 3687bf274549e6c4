"""A provider over real HTTP: whom it vouches for, and everything it may do wrong."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from assistant.settings import Settings
from connectors.console.provider import Begun, Person, Provider, ProviderError, open_provider
from tests.fakes.oidc.server import OidcServer
from tests.system.running import free_ports

BACK = "http://desk.example/console/provider/back"


@pytest.fixture
def fake() -> Iterator[OidcServer]:
    """A provider that listens."""
    (port,) = free_ports(1)
    server = OidcServer(port)
    server.start()
    yield server
    server.stop()


def _provider(fake: OidcServer, secret: str = "hush") -> Provider:
    return Provider(fake.address, "desk", secret, "tài khoản tỉnh")


async def _come_back(begun: Begun) -> str:
    async with httpx.AsyncClient() as client:
        answer = await client.get(begun.address)
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked["state"] == [begun.state]
    return asked["code"][0]


async def test_it_vouches_for_who_is_signed_in_there(fake: OidcServer) -> None:
    provider = _provider(fake)
    begun = await provider.begin(BACK)
    person = await provider.person(BACK, await _come_back(begun), begun)
    assert person == Person(fake.address, "1", "lan@so.vn", verified=True)


async def test_every_sign_in_is_another(fake: OidcServer) -> None:
    one, two = [await _provider(fake).begin(BACK) for _ in range(2)]
    assert one.state != two.state
    assert one.nonce != two.nonce
    assert one.verifier != two.verifier
    assert one.verifier not in one.address


@pytest.mark.parametrize("said", [{}, {"email_verified": False}, {"email_verified": "true"}])
async def test_an_address_is_known_only_when_the_provider_says_so(
    fake: OidcServer, said: dict[str, object]
) -> None:
    fake.person = {"sub": "2", "email": "lan@so.vn", **said}
    provider = _provider(fake)
    begun = await provider.begin(BACK)
    assert not (await provider.person(BACK, await _come_back(begun), begun)).verified


@pytest.mark.parametrize("fault", ["signature", "audience", "nonce", "expired", "none"])
async def test_a_token_that_is_not_for_us_is_not_believed(fake: OidcServer, fault: str) -> None:
    provider = _provider(fake)
    begun = await provider.begin(BACK)
    code = await _come_back(begun)
    fake.fault = fault
    with pytest.raises(ProviderError):
        await provider.person(BACK, code, begun)


@pytest.mark.parametrize("fault", ["outage", "issuer", "shape"])
async def test_a_provider_that_is_not_itself_is_not_asked(fake: OidcServer, fault: str) -> None:
    fake.fault = fault
    with pytest.raises(ProviderError):
        await _provider(fake).begin(BACK)


@pytest.mark.parametrize(
    "person",
    [{"sub": ""}, {"sub": 7}, {"sub": "a\x00"}, {"sub": "x" * 300}, {"sub": "1", "email": 5}],
)
async def test_an_id_that_cannot_be_kept_is_refused(
    fake: OidcServer, person: dict[str, object]
) -> None:
    fake.person = person
    provider = _provider(fake)
    begun = await provider.begin(BACK)
    with pytest.raises(ProviderError):
        await provider.person(BACK, await _come_back(begun), begun)


async def test_a_code_is_good_once_and_for_who_began_it(fake: OidcServer) -> None:
    provider = _provider(fake)
    begun, other = await provider.begin(BACK), await provider.begin(BACK)
    code = await _come_back(begun)
    with pytest.raises(ProviderError):
        await provider.person(BACK, code, other)
    code = await _come_back(begun)
    await provider.person(BACK, code, begun)
    with pytest.raises(ProviderError):
        await provider.person(BACK, code, begun)


async def test_a_wrong_secret_and_a_provider_that_is_gone(fake: OidcServer) -> None:
    provider = _provider(fake, "not it")
    begun = await provider.begin(BACK)
    code = await _come_back(begun)
    with pytest.raises(ProviderError):
        await provider.person(BACK, code, begun)
    fake.stop()
    with pytest.raises(ProviderError):
        await _provider(fake).person(BACK, code, begun)


def test_without_settings_there_is_none() -> None:
    assert open_provider(Settings()) is None
    assert open_provider(Settings(oidc_issuer="https://sso.example")) is None
    opened = open_provider(Settings(oidc_issuer="https://sso.example", oidc_client_id="desk"))
    assert opened is not None
    assert opened.name == "tài khoản cơ quan"
