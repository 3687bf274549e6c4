"""Signing in by a provider, the whole way in a browser."""

from collections.abc import Iterator

import httpx
import pytest

from assistant.staff.role import Role
from tests.connectors.conftest import Serve, Served
from tests.connectors.console.conftest import Member, Visitor
from tests.fakes.oidc.server import OidcServer
from tests.system.running import free_ports


@pytest.fixture(scope="module")
def fake() -> Iterator[OidcServer]:
    """A provider that listens."""
    (port,) = free_ports(1)
    server = OidcServer(port)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def trusting(serve: Serve, fake: OidcServer) -> Served:
    """A gateway that trusts it."""
    return serve(
        oidc_issuer=fake.address, oidc_client_id="desk", oidc_client_secret="hush",
        oidc_name="tài khoản tỉnh", secret_key="a key of tests",
    )  # fmt: skip


def _back(visitor: Visitor, path: str = "/console/log") -> str:
    """Press the button; the address the provider sends the browser back to."""
    away = visitor.http.get("/console/provider/start", params={"next": path})
    assert away.status_code == 303
    return str(httpx.get(away.headers["location"]).headers["location"])


def test_the_button_leads_there_and_back_to_the_page(
    trusting: Served, fake: OidcServer, member: Member
) -> None:
    name = member(Role.MANAGER, email="quan.ly@so.vn")
    fake.person = {"sub": f"s-{name}", "email": "quan.ly@so.vn", "email_verified": True}
    visitor = Visitor(trusting)
    assert "Đăng nhập bằng tài khoản tỉnh" in visitor.get("/console/sign-in").text
    answer = visitor.http.get(_back(visitor))
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/log")
    assert name in visitor.get("/console/account").text
    assert "staff_provider" not in visitor.http.cookies


def test_who_has_no_account_is_told(trusting: Served, fake: OidcServer) -> None:
    fake.person = {"sub": "stranger", "email": "stranger@so.vn", "email_verified": True}
    visitor = Visitor(trusting)
    answer = visitor.http.get(_back(visitor))
    assert answer.status_code == 403
    assert "người quản trị" in answer.text
    assert "staff" not in visitor.http.cookies


def test_nobody_is_brought_back_from_a_sign_in_of_somebody_else(
    trusting: Served, fake: OidcServer, member: Member
) -> None:
    fake.person = {"sub": "attacker", "email": "tan.cong@so.vn", "email_verified": True}
    member(email="tan.cong@so.vn")
    address = _back(Visitor(trusting))
    for victim in (Visitor(trusting), Visitor(trusting)):
        answer = victim.http.get(address)
        assert answer.status_code == 400
        assert "staff" not in victim.http.cookies
        victim.http.get("/console/provider/start")  # one that began a sign-in of their own


def test_a_provider_that_is_away_is_told(trusting: Served, fake: OidcServer) -> None:
    visitor = Visitor(trusting)
    address = _back(visitor)
    fake.fault = "signature"
    assert visitor.http.get(address).status_code == 502
    fake.fault = ""
    odd = visitor.http.get("/console/provider/back?error=access_denied&state=x")
    assert odd.status_code == 400
