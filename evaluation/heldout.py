"""Questions with known answers made from the knowledge base itself: each alias and question is
asked of an index that was built without it, in five parts.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.policy import Policy
from assistant.knowledge.search import SearchIndex
from assistant.language.short_forms import clean
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


def without_words(base: KnowledgeBase, part: Part) -> KnowledgeBase:
    """The knowledge base before anybody thought of the phrases of this part."""
    gone: dict[str, set[str]] = defaultdict(set)
    for text, code in part.asked:
        gone[code].add(text)

    def kept(code: str, texts: Sequence[str]) -> list[str]:
        return [text for text in texts if clean(text) not in gone[code]]

    records = {
        code: record.model_copy(
            update={
                "aliases": kept(code, record.aliases),
                "questions": kept(code, record.questions),
            }
        )
        for code, record in base.records.items()
    }
    faqs = {
        code: faq.model_copy(update={"aliases": kept(code, faq.aliases)})
        for code, faq in base.faqs.items()
    }
    return replace(base, records=records, faqs=faqs)


def _without(entry: Entry, part: int, place: dict[tuple[str, str], int]) -> Entry:
    kept = tuple(t for t in entry.titles if place.get((entry.code, t)) != part)
    return replace(entry, titles=kept)
