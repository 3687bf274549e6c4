"""Errors of the staff's pages are pages, in words."""

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.connectors.console.conftest import Visitor


def _is_a_page(answer: httpx.Response) -> bool:
    policy = answer.headers["content-security-policy"]
    return "<h1>" in answer.text and "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/console/staff/khong.co", 404),
        ("/console/log?before=0", 422),
        ("/console/log?before=x", 422),
        ("/console/provider/start", 404),
    ],
)
def test_a_refusal_is_a_page(administrator: Visitor, path: str, status: int) -> None:
    answer = administrator.http.get(path)
    assert answer.status_code == status
    assert _is_a_page(answer)


def test_a_refused_act_is_a_page_with_its_reason(administrator: Visitor) -> None:
    name = administrator.get("/console/account").text.split("<dd>")[1].split("<")[0]
    answer = administrator.post(f"/console/staff/{name}/password", "/console")
    assert answer.status_code == 409
    assert _is_a_page(answer)
    assert "nhờ người quản trị khác" in answer.text


def test_without_the_database_the_page_says_so(bare: TestClient) -> None:
    answer = bare.get("/console", headers={"Cookie": "staff=x"}, follow_redirects=False)
    assert answer.status_code == 503
    assert "Chưa kết nối được dữ liệu" in answer.text
