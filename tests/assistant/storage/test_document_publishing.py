"""What becomes published, and what it takes the place of."""

from dataclasses import replace

import pytest

from assistant.documents.version import DocumentError, Origin, State
from assistant.storage.database import transaction
from assistant.storage.document_publishing import published, release
from assistant.storage.documents import PostgresDocuments
from assistant.stores import Stores
from tests.assistant.storage.test_documents import AT, PATH, draft


async def test_a_release_takes_the_place_of_the_one_before(
    stores: Stores, store: PostgresDocuments
) -> None:
    files = [replace(draft(text, base), origin=Origin.FILES) for text, base in
             (("a: 1", None), ("a: 2", 1), (None, 2), ("a: 3", 3))]  # fmt: skip
    async with transaction(stores.engine) as connection:
        for draft_, public in zip(files, ({PATH: "a: 1"}, {PATH: "a: 2"}, {}, {PATH: "a: 3"}),
                                  strict=True):  # fmt: skip
            await release(connection, [draft_], AT)
            assert await published(connection) == public
    history = [version.state for version in await store.history(PATH)]
    assert history == [State.PUBLISHED, *[State.SUPERSEDED] * 3]


async def test_a_release_does_not_pass_over_what_came_meanwhile(
    stores: Stores, store: PostgresDocuments
) -> None:
    await store.save(draft("a: 1"), AT)
    with pytest.raises(DocumentError, match="moved_on"):
        async with transaction(stores.engine) as connection:
            await release(connection, [replace(draft("a: 2"), origin=Origin.FILES)], AT)
    assert await store.published() == {}
