"""The switch of the assistant, and replies that were not sent."""

import time
from collections.abc import Iterator

import pytest

from tests.connectors.conftest import Serve, Served

PATH = "/api/v1/conversations/controls-1/messages"
QUESTION = {"text": "đăng ký kết hôn mất bao lâu"}


@pytest.fixture
def on_again(gateway: Served) -> Iterator[None]:
    """Whatever a test does, the assistant is on after it."""
    yield
    gateway.desk("POST", "/switch", json={"on": True})


@pytest.mark.usefixtures("on_again")
def test_off_with_a_reason_that_residents_read_and_on_again(gateway: Served) -> None:
    off = {"on": False, "reason": "trung tâm đang cập nhật dữ liệu"}
    stands = gateway.desk("POST", "/switch", officer="Lan", json=off).json()
    assert (stands["on"], stands["reason"]) == (False, off["reason"])
    said = gateway.http.post(PATH, json=QUESTION).json()
    assert said["outcome"] == "failed"
    assert "trung tâm đang cập nhật dữ liệu. Tin nhắn" in said["replies"][0]["text"]
    stands = gateway.desk("POST", "/switch", officer="Hùng", json={"on": True}).json()
    assert (stands["on"], stands["reason"]) == (True, None)
    assert gateway.http.post(PATH, json=QUESTION).json()["outcome"] == "answered"
    latest = [(t["on"], t["by"], t["reason"]) for t in stands["history"][:2]]
    assert latest == [(True, "Hùng", ""), (False, "Lan", off["reason"])]
    assert gateway.desk("GET", "/switch").json() == stands


@pytest.mark.parametrize("body", [
    {}, {"on": False}, {"on": False, "reason": " "}, {"on": "perhaps"}, {"on": True, "more": 1},
    {"on": False, "reason": "a" * 301},
])  # fmt: skip
def test_turning_off_needs_a_reason(gateway: Served, body: dict[str, object]) -> None:
    assert gateway.desk("POST", "/switch", json=body).status_code == 422
    assert gateway.desk("GET", "/switch").json()["on"]


@pytest.mark.usefixtures("on_again")
def test_another_process_follows_the_switch(gateway: Served, serve: Serve) -> None:
    other = serve()
    assert other.http.post(PATH, json=QUESTION).status_code == 200
    gateway.desk("POST", "/switch", json={"on": False, "reason": "bảo trì"})
    time.sleep(2.2)  # a process remembers it so long
    assert other.http.post(PATH, json=QUESTION).json()["outcome"] == "failed"
    other.stop()


def test_a_parked_reply_is_shown_without_its_words_and_tried_again(gateway: Served) -> None:
    gateway.ask(
        "INSERT INTO conversations (id, channel, address)"
        " VALUES ('zalo:parked-one', 'zalo', 'parked-one')"
    )
    ((number,),) = gateway.ask(
        "INSERT INTO outbox (conversation_id, position, reply, state, reason) VALUES"
        """ ('zalo:parked-one', 0, '{"text": "một câu riêng tư"}', 'parked', 'blocked: 1')"""
        " RETURNING id"
    )
    answer = gateway.desk("GET", "/outbox/parked")
    (parked,) = [row for row in answer.json() if row["id"] == number]
    assert (parked["channel"], parked["reason"]) == ("zalo", "blocked: 1")
    assert "riêng tư" not in answer.text
    assert "parked-one" not in answer.text
    assert gateway.desk("POST", f"/outbox/{number}/retry").status_code == 202
    assert gateway.ask("SELECT state FROM outbox WHERE id = :id", id=number) == [("waiting",)]
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'deliver' AND args = :args"
    assert gateway.ask(jobs.replace(":args", f"'{{\"row\": {number}}}'")) == [(1,)]
    assert gateway.desk("POST", f"/outbox/{number}/retry").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_what_is_no_id_is_refused(gateway: Served, number: str) -> None:
    assert gateway.desk("POST", f"/outbox/{number}/retry").status_code == 422
