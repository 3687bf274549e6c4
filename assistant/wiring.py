"""Where the parts are put together. Nothing connects or loads before these are called."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.clock import now
from assistant.conversation.dialogue import Dialogue
from assistant.conversation.reception import Domain, Reception
from assistant.errors import SettingError
from assistant.knowledge.base import KnowledgeBase, in_force, load_content
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import LiveKnowledge
from assistant.knowledge.reranker import Reranker
from assistant.knowledge.search import SearchIndex
from assistant.settings import ROOT, Settings
from assistant.storage.database import open_engine
from assistant.storage.turns import PostgresTurns

DOMAIN = ROOT / "nlu_data" / "domain"


def draft(settings: Settings) -> KnowledgeBase:
    """What staff wrote as it lies there, published or not, and what was imported."""
    content = load_content(settings.knowledge_base)
    return in_force(content, editions(settings).official.load(), now().date())


def consultation(
    settings: Settings, *, by_words_alone: bool = False
) -> tuple[KnowledgeBase, Consultation]:
    """The draft, indexed and ready to be asked; the encoder, if wanted, is loaded here."""
    base = draft(settings)
    cache = features(settings, by_words_alone=by_words_alone)
    index = SearchIndex(
        entries_of(base), cache, base.policy.search, base.policy.confidence, base.distinctions
    )
    return base, Consultation(base, index)


def editions(settings: Settings) -> EditionStore:
    """Where editions are published to and read from."""
    return EditionStore(settings.data / "knowledge")


def features(settings: Settings, *, by_words_alone: bool = False) -> FeatureCache:
    """An empty cache; the vectors of the last start are read where the encoder is the same."""
    model = None if by_words_alone else encoder(settings)
    if model is None:
        return FeatureCache()
    reranker = Reranker(settings.reranker_model) if settings.reranker_model else None
    mark = hashlib.sha256(settings.encoder.encode() + trained_mark(settings.encoder)).hexdigest()
    kept = settings.data / "knowledge" / f"vectors-{mark[:12]}.npz"
    return FeatureCache(model, kept, reranker)


def live(settings: Settings, name: str, *, by_words_alone: bool = False) -> LiveKnowledge:
    """The published knowledge, loaded; published first if it never was."""
    store = editions(settings)
    if store.current() is None:
        store.publish(settings.knowledge_base)
    cache = features(settings, by_words_alone=by_words_alone)
    knowledge = LiveKnowledge(name, store, cache, lambda: now().date())
    knowledge.load()
    return knowledge


def encoder(settings: Settings) -> Encoder | None:
    """The encoder of the settings; None while the local one is not trained yet."""
    if settings.encoder_model is None and not Path(settings.encoder).exists():
        return None
    made = Encoder(settings.encoder, folded=settings.encoder_model is None)
    made.warm_up()
    return made


def trained_mark(model: str) -> bytes:
    """What tells one training of the local encoder from the next; empty for a model of a hub."""
    mark = Path(model) / "fingerprint"
    return mark.read_bytes() if mark.exists() else b""


def domain(folder: Path = DOMAIN) -> Domain:
    """The intents and entities of the dialogue, from its own files."""
    content = yaml.safe_load((folder / "domain.yml").read_text(encoding="utf8"))
    return Domain(frozenset(content["intents"]), frozenset(content["entities"]))


@dataclass(frozen=True)
class Gateway:
    """What the gateway's process holds."""

    reception: Reception
    dialogue: Dialogue
    turns: PostgresTurns
    knowledge: LiveKnowledge
    engine: AsyncEngine

    async def close(self) -> None:
        """Give connections back."""
        self.knowledge.stop()
        await self.dialogue.close()
        await self.engine.dispose()


def gateway(settings: Settings) -> Gateway:
    """Everything behind the doors. DATABASE_URL must be set: the launcher sees to it."""
    if settings.database_url is None:
        raise SettingError("DATABASE_URL is not set; `assistant up` starts a database and sets it")
    # Asked only while Rasa is down: without the encoder the process is smaller by half a gigabyte.
    knowledge = live(settings, "gateway", by_words_alone=True)
    knowledge.watch()
    engine = open_engine(settings.database_url)
    turns = PostgresTurns(engine)
    dialogue = Dialogue(settings.rasa_address, settings.rasa_timeout)
    reception = Reception(knowledge, dialogue, turns, domain())
    return Gateway(reception, dialogue, turns, knowledge, engine)
