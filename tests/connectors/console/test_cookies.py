"""Reading cookies; what is set with them is in test_sign_in.py."""

import pytest
from starlette.requests import Request

from connectors.console import cookies


def _request(cookie: str) -> Request:
    headers = [(b"cookie", cookie.encode("latin-1"))]
    return Request({"type": "http", "headers": headers, "method": "GET", "path": "/"})


@pytest.mark.parametrize("odd", ["staff=é", "staff=" + "a" * 4001, "other=1", ""])
def test_what_cannot_be_ours_is_nothing(odd: str) -> None:
    assert cookies.read(_request(odd), cookies.SESSION) == ""


def test_ours_is_read() -> None:
    assert cookies.read(_request("a=b; staff=Zx-9_; c=d"), cookies.SESSION) == "Zx-9_"
