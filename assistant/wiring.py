"""Where the parts are put together. Nothing connects or loads before these are called."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.appointments.booking import Booking
from assistant.appointments.links import Links
from assistant.appointments.reminding import Reminding
from assistant.clock import now
from assistant.conversation.announcing import Announcing
from assistant.conversation.answering import Answering
from assistant.conversation.attendance import Attendance
from assistant.conversation.carrying import Carrying
from assistant.conversation.contacts import Contacts
from assistant.conversation.delivery import Sender
from assistant.conversation.dialogue import Dialogue
from assistant.conversation.handover import Handover
from assistant.conversation.message import Domain
from assistant.conversation.postman import Postman
from assistant.conversation.reception import Reception
from assistant.conversation.upkeep import Chore
from assistant.knowledge.base import Content, KnowledgeBase, in_force, load_content
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import Editions, LiveKnowledge
from assistant.knowledge.reranker import Reranker
from assistant.knowledge.search import SearchIndex
from assistant.settings import ROOT, Settings
from assistant.storage.shift import Shift
from assistant.stores import Stores, open_stores
from assistant.unanswered.gathering import Gathering
from assistant.unanswered.proving import Proving

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


def words(settings: Settings) -> Content:
    """What staff wrote as it is published; as it lies there while nothing is."""
    store = editions(settings)
    name = store.current()
    return store.read(name)[0] if name else load_content(settings.knowledge_base)


def published(settings: Settings) -> KnowledgeBase:
    """What is published, as it holds today, to look names up: without an index."""
    return in_force(words(settings), editions(settings).official.load(), now().date())


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
    store.ensure(settings.knowledge_base)
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


def booking(kept: Stores, knowledge: Editions) -> Booking:
    """Booking by the knowledge that stands at each moment."""
    return Booking(kept.appointments, lambda: knowledge.current.base, kept.seal.digest, now)


def reminding(kept: Stores, knowledge: Editions, visits: Booking) -> Reminding:
    """What follows a booking, by the knowledge that stands at each moment."""
    rules = lambda: knowledge.current.base.policy.appointments.reminders  # noqa: E731
    return Reminding(lambda: knowledge.current.base, rules, kept.reminders, visits)


@dataclass(frozen=True)
class Visiting:
    """What a process needs that only arranges visits."""

    stores: Stores
    booking: Booking
    reminding: Reminding
    links: Links


@asynccontextmanager
async def visiting(settings: Settings, knowledge: Editions) -> AsyncIterator[Visiting]:
    """For a process that answers no door; it connects with the first use."""
    kept = open_stores(settings)
    visits = booking(kept, knowledge)
    links = Links(kept.seal.digest, settings.public_url)
    try:
        yield Visiting(kept, visits, reminding(kept, knowledge, visits), links)
    finally:
        await kept.engine.dispose()


def workshop_chores(settings: Settings, kept: Stores, knowledge: LiveKnowledge) -> list[Chore]:
    """What the process with the encoder does for the workshop of unanswered questions."""
    mark = hashlib.sha256(settings.encoder.encode() + trained_mark(settings.encoder)).hexdigest()
    gathering = Gathering(kept.unanswered, knowledge, knowledge.encoder, mark, now)
    proving = Proving(kept.question_cases, knowledge, lambda: knowledge.edition, now)
    return [
        Chore("unanswered questions", 20, gathering.gather),
        Chore("kept questions", 5, proving.prove),
    ]


@dataclass(frozen=True)
class Conversing:
    """What a process needs that answers residents."""

    stores: Stores
    knowledge: LiveKnowledge
    dialogue: Dialogue
    reception: Reception
    handover: Handover
    booking: Booking
    reminding: Reminding
    carrying: Carrying

    async def close(self) -> None:
        """Give connections back."""
        self.knowledge.stop()
        await self.dialogue.close()
        await self.stores.engine.dispose()


def conversing(settings: Settings, name: str) -> Conversing:
    """Everything behind the doors, for the process of this name."""
    kept = open_stores(settings)
    # Asked only while Rasa is down: without the encoder the process is smaller by half a gigabyte.
    knowledge = live(settings, name, by_words_alone=True)
    knowledge.watch()
    dialogue = Dialogue(settings.rasa_address, settings.rasa_timeout)
    attendance = Attendance(kept.cases, kept.switch, Announcing(kept.notices))
    visits = booking(kept, knowledge)
    links = Links(kept.seal.digest, settings.public_url)
    carrying = Carrying(
        kept.carried, kept.appointments, lambda: knowledge.current.base, Contacts(visits), links
    )
    reception = Reception(knowledge, dialogue, kept.turns, attendance, carrying, domain())
    handover = Handover(lambda: knowledge.current.base, kept.cases)
    reminders = reminding(kept, knowledge, visits)
    return Conversing(kept, knowledge, dialogue, reception, handover, visits, reminders, carrying)


def shift(settings: Settings, parts: Conversing, doors: Mapping[str, Sender]) -> Shift:
    """The work of a worker: answers what is in the inbox, delivers what is in the outbox."""
    limits = settings.assistant_limits == "on"
    kept = parts.stores
    answering = Answering(kept.inbox, parts.reception, parts.knowledge, kept.erasure, limits=limits)
    postman = Postman(parts.stores.outbox, doors)
    workers = parts.stores.jobs.workers(answering.answer, postman.deliver)
    return Shift(parts.stores.jobs, workers)
