"""News of conversations: that something changed and how many wait, never a word of anybody."""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor, new_member
from tests.connectors.console.conversations.conftest import Officers, Say, Wish

LIST = "/console/conversations"


def _news(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_a_wish_and_a_line_are_told_soon_and_hold_no_words(
    officer: Visitor, wish: Wish, say: Say
) -> None:
    code = wish()
    with officer.http.stream("GET", f"{LIST}/events?case={code}") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        news = _news(answer)
        before = next(news)
        threading.Timer(0.3, wish).start()
        after = next(news)
        assert after["waiting"] == before["waiting"] + 1
        threading.Timer(0.3, say, (code, "một câu riêng tư")).start()
        heard = next(news)
        assert heard["mark"] != after["mark"]
        assert set(heard) == {"mark", "waiting", "unread"}
        assert "riêng" not in str(heard)


def test_another_office_is_told_of_its_own_alone(
    elsewhere: Visitor, officer: Visitor, wish: Wish
) -> None:
    code = wish()
    with elsewhere.http.stream("GET", f"{LIST}/events") as answer:
        first = next(_news(answer))
    wish()
    with elsewhere.http.stream("GET", f"{LIST}/events") as answer:
        assert next(_news(answer)) == first
    assert elsewhere.get(f"{LIST}/events?case={code}").status_code == 403


def test_who_is_signed_out_hears_nothing_more(console: Served) -> None:
    visitor, name = Visitor(console), new_member(console, Role.OFFICER, office="tinh")
    visitor.sign_in(name)
    with visitor.http.stream("GET", f"{LIST}/events") as answer:
        news = _news(answer)
        next(news)
        console.ask("DELETE FROM staff_sessions WHERE account = :a", a=name)
        started = time.monotonic()
        assert list(news) == []
        assert time.monotonic() - started < 15


def test_nobody_holds_streams_without_end(officers: Officers) -> None:
    open_: list[Any] = []
    statuses = []
    try:
        for _ in range(13):
            stream = officers.second.http.stream("GET", f"{LIST}/events")
            open_.append(stream)
            statuses.append(stream.__enter__().status_code)
    finally:
        for stream in open_:
            stream.__exit__(None, None, None)
    assert statuses == [200] * 12 + [429]
