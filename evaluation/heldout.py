"""Questions with known answers made from the knowledge base itself: each alias and question is
asked of an index that was built without it, in five parts.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.policy import Policy
from assistant.knowledge.search import SearchIndex
from assistant.training import train_for

PARTS = 5
_KEPT = 2  # name and official name are never held out: they are not how residents ask
_SEED = 20261121


@dataclass(frozen=True)
class Part:
    """One index, and the (text, code) pairs it has not seen."""

    index: SearchIndex
    asked: tuple[tuple[str, str], ...]


def parts(entries: Sequence[Entry], policy: Policy, cache: Path) -> Iterator[Part]:
    """Each fifth of the aliases and questions in turn."""
    chance = random.Random(_SEED)
    place = {(e.code, t): chance.randrange(PARTS) for e in entries for t in e.titles[_KEPT:]}
    for number in range(PARTS):
        kept = [_without(entry, number, place) for entry in entries]
        encoder = Encoder(str(train_for(kept, cache, lambda _: None)))
        index = SearchIndex(kept, FeatureCache(encoder), policy.search, policy.confidence)
        asked = tuple((text, code) for (code, text), part in place.items() if part == number)
        yield Part(index, asked)


def _without(entry: Entry, part: int, place: dict[tuple[str, str], int]) -> Entry:
    kept = tuple(t for t in entry.titles if place.get((entry.code, t)) != part)
    return replace(entry, titles=kept)
