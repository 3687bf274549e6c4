"""Reading a history: what was asked, what was kept, what arrived. Pure, so that it can be tested.

In the way of Jepsen: the residents' side and the channel's side write down what they saw, and the
two are compared afterwards.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.rendering import split_text

_LONGEST = 2000  # characters of a message on Zalo
WRONG = ("lost", "kept twice", "without a reply", "replies lost", "replies twice", "out of order",
         "parked")  # fmt: skip
_LIST = re.compile(r"\n\n1\. ")


@dataclass(frozen=True)
class Kept:
    """A message as the inbox remembers it. `number` grows in the order of arrival."""

    user: str
    message: str
    number: int
    answered: bool


@dataclass(frozen=True)
class Reply:
    """A reply as the outbox remembers it, in the order of its making."""

    user: str
    text: str
    to: int
    state: str


def judged(
    asked: Mapping[str, Sequence[str]],
    inbox: Sequence[Kept],
    outbox: Sequence[Reply],
    arrived: Mapping[str, Sequence[str]],
) -> dict[str, int]:
    """What went wrong. `asked`: user → messages acknowledged; `arrived`: user → texts on Zalo."""
    answered = {kept.message for kept in inbox if kept.answered}
    replied = Counter(reply.to for reply in outbox)
    order: dict[str, list[str]] = defaultdict(list)
    for kept in sorted(inbox, key=lambda kept: kept.number):
        order[kept.user].append(kept.message)
    made: dict[str, list[Reply]] = defaultdict(list)
    for reply in outbox:
        made[reply.user].append(reply)
    lost = twice = swapped = 0
    for user in {*asked, *made}:
        said = [_before_a_list(part) for reply in made[user] if reply.state == "sent"
                for part in split_text(reply.text, _LONGEST)]  # fmt: skip
        seen = [_before_a_list(text) for text in arrived.get(user, ())]
        lost += (Counter(said) - Counter(seen)).total()
        twice += (Counter(seen) - Counter(said)).total()
        numbers = [reply.to for reply in made[user]]
        known = [message for message in order[user] if message in asked.get(user, ())]
        same = Counter(said) == Counter(seen)
        swapped += (same and said != seen) or numbers != sorted(numbers)
        swapped += known != [message for message in asked.get(user, ()) if message in known]
    return {
        "asked": sum(len(marks) for marks in asked.values()),
        "lost": sum(mark not in answered for marks in asked.values() for mark in marks),
        "kept twice": sum(n > 1 for n in Counter(kept.message for kept in inbox).values()),
        "without a reply": sum(kept.answered and not replied[kept.number] for kept in inbox),
        "replies": len(outbox),
        "replies lost": lost,
        "replies twice": twice,
        "out of order": swapped,
        "parked": sum(reply.state == "parked" for reply in outbox),
    }


def _before_a_list(text: str) -> str:
    """More buttons than Zalo takes stand below the text as a numbered list."""
    return _LIST.split(text, maxsplit=1)[0]
