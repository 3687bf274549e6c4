"""Everything that is done with documents, put together once for a process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.documents.checking import Checking
from assistant.documents.editing import Editing
from assistant.documents.exchange import Exchange
from assistant.documents.publishing import Publishing
from assistant.documents.store import DocumentStore
from assistant.knowledge.editions import EditionStore


@dataclass(frozen=True)
class Workshop:
    """Reading goes by the store, everything else by the part that has its rules."""

    store: DocumentStore
    editing: Editing
    publishing: Publishing
    exchange: Exchange


def open_workshop(
    store: DocumentStore, editions: EditionStore, now: Callable[[], datetime]
) -> Workshop:
    """On one store. What is published stands as files beside the editions."""
    return Workshop(
        store,
        Editing(store, Checking(editions), now),
        Publishing(store, editions, editions.folder / "published", now),
        Exchange(store, now),
    )
