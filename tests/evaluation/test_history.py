"""A history is read right: what is lost, doubled or out of place is seen."""

import pytest

from evaluation.history import Kept, Reply, judged

ASKED = {"u": ["m1", "m2"]}
INBOX = [Kept("u", "m1", 1, answered=True), Kept("u", "m2", 2, answered=True)]
OUTBOX = [Reply("u", "Một.", 1, "sent"), Reply("u", "Hai.", 2, "sent")]
ARRIVED = {"u": ["Một.", "Hai."]}
FINE = {"asked": 2, "lost": 0, "kept twice": 0, "without a reply": 0, "replies": 2,
        "replies lost": 0, "replies twice": 0, "out of order": 0, "parked": 0}  # fmt: skip


def test_all_is_well() -> None:
    assert judged(ASKED, INBOX, OUTBOX, ARRIVED) == FINE


@pytest.mark.parametrize(("name", "found"), [
    ("lost", judged(ASKED, INBOX[:1], OUTBOX[:1], {"u": ["Một."]})),
    ("kept twice", judged(ASKED, [*INBOX, Kept("u", "m2", 3, answered=False)], OUTBOX, ARRIVED)),
    ("without a reply", judged(ASKED, INBOX, OUTBOX[:1], {"u": ["Một."]})),
    ("replies lost", judged(ASKED, INBOX, OUTBOX, {"u": ["Hai."]})),
    ("replies twice", judged(ASKED, INBOX, OUTBOX, {"u": ["Một.", "Một.", "Hai."]})),
    ("out of order", judged(ASKED, INBOX, OUTBOX, {"u": ["Hai.", "Một."]})),
    ("out of order", judged(ASKED, INBOX, OUTBOX[::-1], {"u": ["Hai.", "Một."]})),
    ("out of order", judged({"u": ["m2", "m1"]}, INBOX, OUTBOX, ARRIVED)),
    ("parked", judged(ASKED, INBOX, [OUTBOX[0], Reply("u", "Hai.", 2, "parked")],
                      {"u": ["Một."]})),
])  # fmt: skip
def test_what_is_wrong_is_seen(name: str, found: dict[str, int]) -> None:
    assert found[name] == 1


def test_a_long_reply_arrives_in_its_parts() -> None:
    long = "Một câu dài. " * 300
    arrived = {"u": [long[:1], ""]}
    found = judged({"u": ["m1"]}, INBOX[:1], [Reply("u", long, 1, "sent")], arrived)
    assert found["replies lost"] == 2


def test_buttons_as_a_numbered_list_are_the_same_reply() -> None:
    arrived = {"u": ["Một.\n\n1. Có\n2. Không\nBạn gõ số.", "Hai."]}
    assert judged(ASKED, INBOX, OUTBOX, arrived) == FINE
