"""One document's line of versions."""

import pytest

from assistant.documents.version import DocumentError, State
from assistant.storage.database import transaction
from assistant.storage.document_line import added, held, newest_of, next_number, numbered
from assistant.storage.documents import PostgresDocuments
from assistant.stores import Stores
from tests.assistant.storage.test_documents import AT, PATH, draft


async def test_versions_are_numbered_one_after_another(
    stores: Stores, store: PostgresDocuments
) -> None:
    async with transaction(stores.engine) as connection:
        document = await held(connection, draft("a: 1"))
        assert await next_number(connection, document) == 1
        await added(connection, document, draft("a: 1"), State.DRAFT, AT)
        assert await next_number(connection, document) == 2
        assert (await numbered(connection, PATH, 1)).text == "a: 1"
        with pytest.raises(DocumentError, match="unknown_version"):
            await numbered(connection, PATH, 2)


async def test_what_stands_aside_is_not_on_the_line(
    stores: Stores, store: PostgresDocuments
) -> None:
    async with transaction(stores.engine) as connection:
        document = await held(connection, draft("a: 1"))
        await added(connection, document, draft("a: 1"), State.DRAFT, AT)
        await added(connection, document, draft("a: 2", 1), State.ASIDE, AT)
        newest = await newest_of(connection, PATH)
        assert newest is not None
        assert newest.number == 1
        assert await newest_of(connection, "faq/b.yml") is None
