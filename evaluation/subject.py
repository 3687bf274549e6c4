"""What is evaluated: one knowledge base, indexed and ready to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry, entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.finder import Finder
from assistant.knowledge.live import Edition
from assistant.knowledge.search import SearchIndex
from assistant.settings import Settings
from assistant.training import train_for


@dataclass(frozen=True)
class Subject:
    """`name` stands in the tables."""

    name: str
    base: KnowledgeBase
    entries: Sequence[Entry]
    index: SearchIndex

    @staticmethod
    def of(name: str, base: KnowledgeBase, settings: Settings) -> "Subject":
        """Indexed as `assistant train` and a start would: the encoder learns from these entries."""
        entries = entries_of(base)
        model = settings.encoder_model or str(train_for(entries, settings.data / "cache", print))
        policy = base.policy
        cache = FeatureCache(Encoder(model))
        index = SearchIndex(entries, cache, policy.search, policy.confidence)
        return Subject(name, base, entries, index)

    @property
    def edition(self) -> Edition:
        """As the actions are given it."""
        return Edition(self.base, Consultation(self.base, self.index))

    @property
    def finder(self) -> Finder:
        """What the consultation searches with."""
        return Finder(self.base, self.index)
