"""Everything that is done with documents, put together once for a process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.documents.checking import Checking
from assistant.documents.due_list import DueList
from assistant.documents.editing import Editing
from assistant.documents.exchange import Exchange
from assistant.documents.overview import Overview
from assistant.documents.publishing import Publishing
from assistant.documents.releasing import Releasing
from assistant.documents.spreadsheets import Spreadsheets
from assistant.documents.store import DocumentStore
from assistant.knowledge.editions import EditionStore


@dataclass(frozen=True)
class Workshop:
    """Reading goes by the store, everything else by the part that has its rules."""

    store: DocumentStore
    editing: Editing
    publishing: Publishing
    releasing: Releasing
    exchange: Exchange
    sheets: Spreadsheets
    due: DueList
    overview: Overview


def open_workshop(
    store: DocumentStore, editions: EditionStore, now: Callable[[], datetime]
) -> Workshop:
    """On one store. What is published stands as files beside the editions."""
    editing = Editing(store, Checking(editions), now)
    publishing = Publishing(store, editions, editions.folder / "published", now)
    due = DueList(editions, now)
    return Workshop(
        store,
        editing,
        publishing,
        Releasing(store, publishing, editions, now),
        Exchange(store, now),
        Spreadsheets(editing, now),
        due,
        Overview(store, due),
    )
