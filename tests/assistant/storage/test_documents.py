"""What the database itself refuses, whoever asks; the rest is in tests/assistant/documents."""

import time
from dataclasses import replace
from datetime import datetime

import pytest

from assistant.clock import VIETNAM
from assistant.documents.kind import Kind
from assistant.documents.store import Chosen, Step
from assistant.documents.summary import Summary
from assistant.documents.version import Conflict, DocumentError, Draft, Origin, State, Written
from assistant.errors import StorageError
from assistant.storage.documents import PostgresDocuments

AT = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
PATH = "faq/a.yml"


def draft(said: str | None, base: int | None = None, path: str = PATH) -> Draft:
    """A text of one author."""
    return Draft(path, Kind.FAQ, said, Summary(title="a"), base, "lan")


async def step(
    store: PostgresDocuments, number: int, begins: State, ends: State, **values: object
) -> bool:
    """Of the one document."""
    return await store.take(Step(PATH, number, (begins,), ends, values))


async def test_a_step_is_done_once(store: PostgresDocuments) -> None:
    await store.save(draft("a: 1"), AT)
    assert await step(store, 1, State.DRAFT, State.IN_REVIEW)
    assert not await step(store, 1, State.DRAFT, State.IN_REVIEW)
    assert not await step(store, 2, State.DRAFT, State.IN_REVIEW)


async def test_documents_of_one_kind_are_listed_alone(store: PostgresDocuments) -> None:
    await store.save(draft("a: 1"), AT)
    await store.save(replace(draft("b: 1", path="fields.yml"), kind=Kind.POLICY), AT)
    assert [item.path for item in await store.listing(Kind.FAQ)] == [PATH]
    assert len(await store.listing()) == 2


async def test_an_author_is_no_reviewer(store: PostgresDocuments) -> None:
    await store.save(draft("a: 1"), AT)
    with pytest.raises(StorageError, match="IntegrityError"):
        await step(store, 1, State.DRAFT, State.APPROVED, reviewer="lan")


@pytest.mark.parametrize("state", [State.APPROVED, State.PUBLISHED])
async def test_nothing_of_staff_goes_out_unreviewed(store: PostgresDocuments, state: State) -> None:
    await store.save(draft("a: 1"), AT)
    with pytest.raises(StorageError, match="IntegrityError"):
        await step(store, 1, State.DRAFT, state)


async def test_one_version_of_a_document_is_published(store: PostgresDocuments) -> None:
    await store.begin([draft_of_files()], AT)
    await store.save(draft("a: 2", 1), AT)
    with pytest.raises(StorageError, match="IntegrityError"):
        await step(store, 2, State.DRAFT, State.PUBLISHED, reviewer="minh")


def draft_of_files() -> Draft:
    """A text that came from a file."""
    return Draft(PATH, Kind.FAQ, "a: 1", Summary(title="a"), None, "quản trị", "", Origin.FILES)


async def test_a_first_folder_is_first_once(store: PostgresDocuments) -> None:
    assert await store.begin([draft_of_files()], AT)
    assert not await store.begin([draft_of_files()], AT)
    assert len(await store.history(PATH)) == 1


async def test_when_the_inside_fails_nothing_is_published(store: PostgresDocuments) -> None:
    await store.save(draft("a: 1"), AT)
    await step(store, 1, State.DRAFT, State.APPROVED, reviewer="minh")

    async def fails() -> None:
        async with store.publishing([Chosen(PATH, 1)], "minh", AT) as texts:
            raise ZeroDivisionError(str(texts))

    with pytest.raises(ZeroDivisionError, match="a: 1"):
        await fails()
    assert await store.published() == {}
    assert (await store.version(PATH, 1)).state is State.APPROVED


async def test_a_version_that_does_not_exist_is_told(store: PostgresDocuments) -> None:
    with pytest.raises(DocumentError, match="unknown_version"):
        await store.version(PATH, 1)
    assert await store.newest(PATH) is None
    with pytest.raises(DocumentError, match="unknown_version"):
        await store.save(draft("a: 1", base=3), AT)
    assert await store.listing() == []


async def test_the_list_shows_the_newest_and_what_is_read(store: PostgresDocuments) -> None:
    await store.begin([draft_of_files()], AT)
    await store.save(draft("a: 2", 1), AT)
    aside = await store.save(draft("a: 3", 1), AT)
    assert isinstance(aside, Conflict)
    (listed,) = await store.listing()
    assert listed.published is not None
    assert (listed.newest.number, listed.published.number) == (2, 1)
    assert listed.newest.at == AT


async def test_what_is_coming_stands_before_what_is_published(store: PostgresDocuments) -> None:
    await store.begin([draft_of_files()], AT)
    await store.save(draft("a: 2", 1), AT)
    assert await store.coming() == {PATH: "a: 1"}
    await step(store, 2, State.DRAFT, State.IN_REVIEW)
    assert await store.coming() == {PATH: "a: 2"}
    assert await store.published() == {PATH: "a: 1"}


async def test_three_thousand_documents_are_listed_at_once(
    store: PostgresDocuments,
) -> None:
    """By the time of this process, whatever else the machine does."""
    drafts = [draft("a: " + "x" * 5000, path=f"faq/a{n}.yml") for n in range(3000)]
    assert await store.begin([replace(one, origin=Origin.FILES) for one in drafts], AT)
    await store.listing()
    started = time.process_time()
    assert len(await store.listing()) == 3000
    assert time.process_time() - started < 0.5


async def test_what_is_saved_comes_back(store: PostgresDocuments) -> None:
    said = "a: 'ệ 𠀀'\r\n# c"
    made = await store.save(draft(said), AT)
    assert isinstance(made, Written)
    assert (await store.version(PATH, 1)).text == said
    assert made.state is State.DRAFT
