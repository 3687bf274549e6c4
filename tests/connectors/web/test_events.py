"""What is posted to a conversation reaches the page, in order, once, and soon."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st

from connectors.web.events import Streams, _number
from tests.connectors.conftest import Serve, Served

Frame = dict[str, str]


@contextmanager
def _stream(served: Served, conversation: str, **more: Any) -> Iterator[Iterator[Frame]]:
    """The frames of a stream as they come: id, data, comment."""
    path = f"/api/v1/conversations/{conversation}/events"
    with served.http.stream("GET", path, **more) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield _frames(response)


def _frames(response: httpx.Response) -> Iterator[Frame]:
    frame: Frame = {}
    for line in response.iter_lines():
        if not line:
            yield frame
            frame = {}
            continue
        name, _, value = line.partition(":")
        frame[name or "comment"] = value.strip()


def _events(frames: Iterator[Frame], count: int) -> list[tuple[int, str, str]]:
    """The next events: id, by whom, text."""
    found: list[tuple[int, str, str]] = []
    for frame in frames:
        if "data" in frame:
            data = json.loads(frame["data"])
            found.append((int(frame["id"]), data["by"], data["reply"]["text"]))
            if len(found) == count:
                break
    return found


def _case(served: Served, conversation: str) -> str:
    code = served.wish(conversation)
    assert served.desk("POST", f"/cases/{code}/claim").status_code == 200
    return code


def _write(served: Served, code: str, text: str) -> None:
    answer = served.desk("POST", f"/cases/{code}/messages", json={"text": text})
    assert answer.status_code == 202


def _states(served: Served, conversation: str) -> list[str]:
    query = "SELECT state FROM outbox WHERE conversation_id = :id AND inbox_id IS NULL ORDER BY id"
    return [state for (state,) in served.ask(query, id=f"web:{conversation}")]


def _eventually(wanted: Any, look: Any) -> None:
    """Within two seconds it is as it should be."""
    end = time.monotonic() + 2
    while look() != wanted and time.monotonic() < end:
        time.sleep(0.02)
    assert look() == wanted


def test_what_an_officer_writes_comes_within_a_second(gateway: Served) -> None:
    code = _case(gateway, "events-soon")
    with _stream(gateway, "events-soon") as frames:
        ((_, by, text),) = _events(frames, 1)
        assert (by, "Cán bộ đã vào" in text) == ("assistant", True)
        moments = []
        for number in range(5):
            started = time.monotonic()
            _write(gateway, code, f"Câu {number}\nhai dòng")
            assert [e[1:] for e in _events(frames, 1)] == [("officer", f"Câu {number}\nhai dòng")]
            moments.append(time.monotonic() - started)
        assert max(moments) < 1
    _eventually(["sent"] * 6, lambda: _states(gateway, "events-soon"))


def test_what_was_written_while_nobody_listened_waits(gateway: Served) -> None:
    code = _case(gateway, "events-late")
    for number in range(120):
        _write(gateway, code, str(number))
    assert set(_states(gateway, "events-late")) == {"waiting"}
    with _stream(gateway, "events-late") as frames:
        events = _events(frames, 121)
    assert [text for _, _, text in events][1:] == [str(number) for number in range(120)]
    assert [number for number, _, _ in events] == sorted({number for number, _, _ in events})


def test_who_has_heard_some_hears_the_rest(gateway: Served) -> None:
    code = _case(gateway, "events-rest")
    for word in ("một", "hai", "ba"):
        _write(gateway, code, word)
    with _stream(gateway, "events-rest") as frames:
        heard = _events(frames, 4)
    second = str(heard[1][0])
    for asked in ({"headers": {"Last-Event-ID": second}}, {"params": {"after": second}},
                  {"params": {"after": "1"}, "headers": {"Last-Event-ID": second}}):  # fmt: skip
        with _stream(gateway, "events-rest", **asked) as frames:
            assert _events(frames, 2) == heard[2:]


def test_nobody_hears_the_officer_of_another(gateway: Served) -> None:
    code = _case(gateway, "events-mine")
    gateway.app.state.streams.heartbeat = 0.2
    try:
        with _stream(gateway, "events-other") as frames:
            _write(gateway, code, "riêng cho một người")
            next(frames)  # when to come again
            assert next(frames) == {"comment": "still here"}
            assert next(frames) == {"comment": "still here"}
    finally:
        gateway.app.state.streams.heartbeat = 15.0


def test_an_answer_that_was_asked_for_is_not_pushed_as_well(gateway: Served) -> None:
    path = "/api/v1/conversations/events-asked/messages"
    asked = {"text": "đăng ký kết hôn mất bao lâu"}
    gateway.http.post(path, json=asked, headers={"Idempotency-Key": "k"})
    code = _case(gateway, "events-asked")
    _write(gateway, code, "chào bạn")
    with _stream(gateway, "events-asked") as frames:
        assert [by for _, by, _ in _events(frames, 2)] == ["assistant", "officer"]


def test_one_address_holds_so_many_streams_and_no_more(serve: Serve) -> None:
    limited = serve(assistant_limits="on")
    most = limited.app.state.limits.streams_of("127.0.0.1")
    path = "/api/v1/conversations/events-many/events"
    with ExitStack() as stack:
        for _ in range(most):
            stack.enter_context(_stream(limited, "events-many"))
        refused = limited.http.get(path)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many")
        assert int(refused.headers["retry-after"]) > 0
    _eventually(0, lambda: limited.app.state.streams.held_by("127.0.0.1"))
    with _stream(limited, "events-many"):
        pass
    limited.stop()


def test_an_open_stream_ends_with_the_gateway_and_does_not_hold_it_up(serve: Serve) -> None:
    served = serve()
    code = _case(served, "events-end")
    seconds: list[float] = []
    with _stream(served, "events-end") as frames:
        _events(frames, 1)
        stopping = threading.Thread(target=lambda: seconds.append(served.stop()))
        stopping.start()
        assert list(frames) == []  # ended as a stream should, not broken off
        stopping.join()
    assert seconds[0] < 3
    assert code


def test_a_conversation_without_a_name_has_no_stream(gateway: Served) -> None:
    for path in ("/api/v1/conversations/short/events", "/api/v1/conversations/%00%00%00%00/events",
                 "/api/v1/conversations/events-odd/events?after=-1",
                 "/api/v1/conversations/events-odd/events?after=99999999999999999999"):  # fmt: skip
        assert gateway.http.get(path).status_code == 422


@given(st.text())
def test_any_last_event_id_is_a_number_that_the_database_knows(said: str) -> None:
    assert 0 <= _number(said) < 2**63


def test_an_end_rings_every_stream() -> None:
    streams, bell = Streams(), asyncio.Event()
    with streams.woken(bell):
        streams.end()
    assert bell.is_set()
    assert streams.ended
