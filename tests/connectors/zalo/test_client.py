"""Answers of the API: what they mean, in whatever shape they come."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clock import now
from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo import bodies
from connectors.zalo.client import failure_of
from connectors.zalo.door import ZaloDoor
from connectors.zalo.recipient import recipient
from connectors.zalo.refusals import refusal_of
from tests.connectors.zalo.conftest import USER
from tests.fakes.zalo.server import ZaloServer


def _failure(status: int, body: object = None, **headers: str) -> DeliveryError | None:
    content = {"json": body} if body is not None else {"content": b"<html>"}
    answer = httpx.Response(status, headers=headers, **content)  # type: ignore[arg-type]
    return failure_of(answer, refusal_of, now())


def test_success_is_none() -> None:
    assert _failure(200, {"error": 0, "data": {}}) is None
    assert _failure(200, {"error": "0", "data": {}}) is None


@pytest.mark.parametrize(("status", "body", "refusal", "maybe"), [
    (200, {"error": -216}, "refresh", False),
    (200, {"error": "-216"}, "refresh", False),
    (400, {"error": -201}, "refused", False),
    (500, {"error": -200}, "retry", False),
    (404, None, "configuration", False),
    (401, None, "configuration", False),
    (400, None, "refused", False),
    (502, None, "retry", True),
    (200, None, "retry", True),
    (200, [], "retry", True),
    (200, {"error": None}, "retry", True),
])  # fmt: skip
def test_an_answer_means(status: int, body: object, refusal: str, maybe: bool) -> None:
    failed = _failure(status, body)
    assert failed is not None
    assert (failed.refusal, failed.maybe_sent) == (Refusal(refusal), maybe)


def test_too_many_requests_wait_as_long_as_asked() -> None:
    asked = _failure(429, None, **{"retry-after": "17"})
    unasked = _failure(429, None)
    assert asked is not None
    assert unasked is not None
    assert (asked.after, unasked.after) == (17, 30)


@given(st.binary(max_size=80), st.integers(200, 599))
def test_any_answer_is_understood(content: bytes, status: int) -> None:
    failed = failure_of(httpx.Response(status, content=content), refusal_of, now())
    assert isinstance(failed, DeliveryError)


async def test_a_picture_and_a_file_are_uploaded_and_sent(door: ZaloDoor, zalo: ZaloServer) -> None:
    client = door._client
    token = await client.upload("file", "don.pdf", b"%PDF-")
    await client.message(recipient(USER), bodies.file(token))
    picture = await client.upload("image", "ban-do.png", b"png")
    await client.message(recipient(USER), bodies.image(picture, "Bản đồ"))
    assert zalo.account.sent_to(USER) == ["", "Bản đồ"]
    form = bodies.ask_for_contact("Trung tâm", "Xin thông tin", "https://x.vn/l.png")
    assert await client.message(recipient(USER), form)
    with pytest.raises(DeliveryError):
        await client.upload("image", "a.exe", b"x")
