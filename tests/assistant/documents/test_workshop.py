"""All parts on one store: a clerk's edit reaches the edition."""

from pathlib import Path

from assistant.documents.store import Chosen
from assistant.documents.version import Written
from assistant.documents.workshop import open_workshop
from assistant.knowledge.editions import EditionStore
from assistant.storage.documents import PostgresDocuments
from tests.assistant.documents.conftest import RECORD, Clock, renamed


async def test_from_a_folder_to_an_edition(
    store: PostgresDocuments, editions: EditionStore, clock: Clock, folder: Path
) -> None:
    shop = open_workshop(store, editions, clock)
    await shop.exchange.take_over(folder, "quản trị")
    first = await shop.store.version(RECORD, 1)
    assert first.text is not None
    made = await shop.editing.save(RECORD, renamed(first.text, "Ở tạm"), 1, "lan")
    assert isinstance(made, Written)
    await shop.editing.submit(RECORD, made.number)
    await shop.editing.approve(RECORD, made.number, "minh")
    edition = await shop.publishing.publish([Chosen(RECORD, made.number)], "minh")
    content, _ = editions.read(edition)
    assert "Ở tạm" in {record.name for record in content.versions}
