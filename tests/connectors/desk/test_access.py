"""The officers' API is closed without a token, and to whoever has not the right one."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from connectors.desk.access import check, officer_of
from tests.connectors.conftest import STAFF, Served

CALLS = [
    ("GET", "/cases"), ("GET", "/cases/ABCDEF"), ("POST", "/cases/ABCDEF/claim"),
    ("POST", "/cases/ABCDEF/messages"), ("POST", "/cases/ABCDEF/release"), ("GET", "/switch"),
    ("POST", "/switch"), ("GET", "/outbox/parked"), ("POST", "/outbox/1/retry"),
    ("GET", "/appointments"), ("GET", "/appointments.xlsx"), ("POST", "/closures"),
    ("POST", "/appointments/ABCDEF/arrived"), ("POST", "/appointments/ABCDEF/missed"),
    ("DELETE", "/appointments/ABCDEF/contact"), ("GET", "/queue"), ("POST", "/queue/next"),
    ("POST", "/queue/again"), ("POST", "/queue/done"), ("POST", "/queue/absent"),
]  # fmt: skip


def test_every_route_of_the_desk_is_tried_here(gateway: Served) -> None:
    paths = gateway.http.get("/openapi.json").json()["paths"]
    desk = {
        (method.upper(), path.removeprefix("/api/v1/desk"))
        for path, methods in paths.items()
        if path.startswith("/api/v1/desk")
        for method in methods
    }
    tried = {
        (method, path.replace("ABCDEF", "{code}").replace("/1/", "/{reply}/"))
        for method, path in CALLS
    }
    assert desk == tried


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_without_a_token_in_the_settings_it_is_not_there(
    bare: TestClient, method: str, path: str
) -> None:
    for content in (b"", b"{not json", b'{"text": "a"}'):
        answer = bare.request(
            method, f"/api/v1/desk{path}", content=content,
            headers={"Authorization": "Bearer ", "X-Officer": "Lan"},
        )  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize("given", [None, "Bearer", "Bearer wrong", f"Basic {STAFF}", STAFF, "ộ"])
def test_without_the_right_token_nothing_is_told(
    gateway: Served, method: str, path: str, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given.encode()}
    answer = gateway.http.request(
        method, f"/api/v1/desk{path}", headers=headers, content=b"{not json"
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


@given(st.text())
def test_nothing_else_is_the_token(said: str) -> None:
    with pytest.raises(HTTPException) as refused:
        check(SecretStr(STAFF), said)
    assert refused.value.status_code == 401


@pytest.mark.parametrize("empty", [None, SecretStr("")])
def test_an_empty_token_opens_nothing(empty: SecretStr | None) -> None:
    for said in ("Bearer ", "Bearer", "", "Bearer x"):
        with pytest.raises(HTTPException) as refused:
            check(empty, said)
        assert refused.value.status_code == 404


@pytest.mark.parametrize(("sent", "name"), [
    ("Lan", "Lan"), ("  Lan  Anh ", "Lan Anh"), ("Nguyễn Thị Lan", "Nguyễn Thị Lan"),
    ("Nguy%E1%BB%85n%20Lan", "Nguyễn Lan"), ("x" * 80, "x" * 80), ("a\nb", "a b"),
])  # fmt: skip
def test_a_name_is_read_as_it_was_meant(sent: str, name: str) -> None:
    assert officer_of(sent.encode().decode("latin-1")) == name


@pytest.mark.parametrize("sent", ["", " ", "x" * 81, "%00", "%0A"])
def test_what_is_no_name_is_refused(sent: str) -> None:
    with pytest.raises(HTTPException) as refused:
        officer_of(sent)
    assert refused.value.status_code == 422


def test_who_acts_has_a_name(gateway: Served) -> None:
    bearer = {"Authorization": f"Bearer {STAFF}"}
    path = "/api/v1/desk/cases/ABCDEF/claim"
    refused: httpx.Response = gateway.http.post(path, headers=bearer)
    assert refused.status_code == 422
    assert gateway.http.get("/api/v1/desk/cases", headers=bearer).status_code == 200
