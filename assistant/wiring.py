"""Where the parts are put together. Nothing connects or loads before these are called."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.dialogue import Dialogue
from assistant.conversation.reception import Domain, Reception
from assistant.errors import SettingError
from assistant.knowledge.base import KnowledgeBase, load_knowledge_base
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import entry_of
from assistant.knowledge.search import SearchIndex
from assistant.settings import ROOT, Settings
from assistant.storage.database import open_engine
from assistant.storage.turns import PostgresTurns

DOMAIN = ROOT / "nlu_data" / "domain"


def consultation(
    settings: Settings, *, by_words_alone: bool = False
) -> tuple[KnowledgeBase, Consultation]:
    """The knowledge base, indexed and ready to be asked; the encoder, if wanted, is loaded here."""
    base = load_knowledge_base(settings.knowledge_base)
    entries = [entry_of(record) for record in base.records.values()]
    model = None if by_words_alone else encoder(settings)
    index = SearchIndex(entries, model, base.policy.search, base.policy.confidence)
    return base, Consultation(base, index)


def encoder(settings: Settings) -> Encoder | None:
    """The encoder of the settings; None while the local one is not trained yet."""
    if settings.encoder_model is None and not Path(settings.encoder).exists():
        return None
    made = Encoder(settings.encoder)
    made.warm_up()
    return made


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
    base: KnowledgeBase
    engine: AsyncEngine

    async def close(self) -> None:
        """Give connections back."""
        await self.dialogue.close()
        await self.engine.dispose()


def gateway(settings: Settings) -> Gateway:
    """Everything behind the doors. DATABASE_URL must be set: the launcher sees to it."""
    if settings.database_url is None:
        raise SettingError("DATABASE_URL is not set; `assistant up` starts a database and sets it")
    # Asked only while Rasa is down: without the encoder the process is smaller by half a gigabyte.
    base, asked = consultation(settings, by_words_alone=True)
    engine = open_engine(settings.database_url)
    turns = PostgresTurns(engine)
    dialogue = Dialogue(settings.rasa_address, settings.rasa_timeout)
    reception = Reception(base, asked, dialogue, turns, domain())
    return Gateway(reception, dialogue, turns, base, engine)
