"""The search of the kiosk while somebody types."""

from typing import Any

import pytest

from tests.connectors.conftest import Served

URL = "/api/v1/kiosk/search"


def _found(gateway: Served, text: str) -> list[dict[str, Any]]:
    answer = gateway.http.post(URL, json={"text": text})
    assert answer.status_code == 200, answer.text
    hits: list[dict[str, Any]] = answer.json()
    return hits


@pytest.mark.parametrize(("text", "code"), [
    ("đăng ký khai sinh", "1.001193"),
    ("khai sinh", "1.001193"),
    ("dang ky ket hon", "1.000894"),
    ("sang ten so do", "1.013831"),
    ("1.004194", "1.004194"),
    ("ddawng kys tajm truws", "1.004194"),
])  # fmt: skip
def test_accents_or_not_the_procedure_is_there(gateway: Served, text: str, code: str) -> None:
    assert code in [hit["code"] for hit in _found(gateway, text)[:3]]


def test_a_word_that_means_several_offers_them(gateway: Served) -> None:
    hits = _found(gateway, "sổ đỏ")
    assert len(hits) > 2
    assert hits[0]["kind"] == "procedure"
    assert hits[0]["field"] == "Đất đai"


def test_no_more_than_stand_above_the_keyboard(gateway: Served) -> None:
    assert len(_found(gateway, "đăng ký")) == 6


@pytest.mark.parametrize("text", ["", "   ", "???", "/", "\n", "zzzzqqq"])
def test_what_means_nothing_finds_nothing(gateway: Served, text: str) -> None:
    assert _found(gateway, text) == []


@pytest.mark.parametrize("body", [{}, {"text": "a" * 201}, {"text": 1}, {"text": "a", "who": "b"}])
def test_anything_else_is_refused(gateway: Served, body: dict[str, Any]) -> None:
    assert gateway.http.post(URL, json=body).status_code == 422


def test_it_is_asked_in_the_body_alone(gateway: Served) -> None:
    assert gateway.http.get(URL, params={"text": "khai sinh"}).status_code == 405
    assert gateway.http.post(URL, json={"text": "a"}).headers["cache-control"] == "no-store"
