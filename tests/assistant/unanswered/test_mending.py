"""Words into documents on the real database; the small knowledge base is what is published."""

import asyncio
from pathlib import Path

import pytest

from assistant.documents.body import read
from assistant.documents.version import State
from assistant.documents.workshop import Workshop, open_workshop
from assistant.knowledge.editions import EditionStore
from assistant.storage.documents import PostgresDocuments
from assistant.unanswered.mending import Mending, codes_of, document_of
from assistant.unanswered.question import Handled, Way
from assistant.unanswered.wording import WordingError, Words
from tests.assistant.knowledge.conftest import whole_knowledge_base
from tests.assistant.unanswered.conftest import Hall

RECORD, CODE = "procedures/cu_tru/9.000003.yml", "9.000003"
FAQ, FAQ_CODE = "faq/tai_quay.yml", "faq.may-in-tai-quay"
WORDS = "xin giấy vào chợ phiên"


@pytest.fixture
async def shop(hall: Hall, real_folder: Path, small_folder: Path, tmp_path: Path) -> Workshop:
    """A small knowledge base, published."""
    folder = whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)
    async with hall.engine.begin() as connection:
        await connection.exec_driver_sql("TRUNCATE documents CASCADE")
    store, editions = PostgresDocuments(hall.engine), EditionStore(tmp_path / "knowledge")
    shop = open_workshop(store, editions, lambda: hall.now)
    await shop.exchange.take_over(folder, "quản trị")
    return shop


@pytest.fixture
async def group(hall: Hall) -> int:
    """Something asked in vain."""
    await hall.unknown("giấy vào chợ phiên xin ở đâu")
    await hall.gather()
    (heap,) = await hall.heaps()
    return heap.id


@pytest.fixture
def mending(hall: Hall, shop: Workshop) -> Mending:
    """The service under test."""
    return Mending(hall.store, hall.cases, shop, lambda: hall.now)


def _handled(hall: Hall, way: Way) -> Handled:
    return Handled(way, "lan", hall.now)


async def _expected(hall: Hall) -> list[tuple[str, str | None, int | None]]:
    return [(case.question, case.expected, case.group) for case in await hall.cases.all()]


async def test_words_go_to_review_the_group_is_settled_and_the_case_is_kept(
    hall: Hall, shop: Workshop, mending: Mending, group: int
) -> None:
    draft = await mending.write_in(group, Words(WORDS, CODE, "alias", "dân hỏi"), "lan")
    assert (draft.path, draft.in_review, draft.problems) == (RECORD, True, ())
    newest = await shop.store.newest(RECORD)
    assert newest is not None
    assert (newest.state, newest.note) == (State.IN_REVIEW, "dân hỏi")
    assert read(RECORD, newest.text or "")["aliases"][-1] == WORDS
    (heap,) = await hall.heaps(closed=True)
    assert heap.handled is not None
    assert (heap.handled.way, heap.handled.code) == (Way.ALIAS, CODE)
    assert await _expected(hall) == [(WORDS, CODE, group)]


async def test_two_words_one_after_the_other_both_go_to_review(
    shop: Workshop, mending: Mending, group: int
) -> None:
    await mending.write_in(group, Words(WORDS, CODE, "alias", ""), "lan")
    again = await mending.write_in(group, Words(f"{WORDS} nữa", CODE, "example", ""), "minh")
    assert again.in_review
    newest = await shop.store.newest(RECORD)
    assert newest is not None
    data = read(RECORD, newest.text or "")
    assert (data["aliases"][-1], data["questions"][-1]) == (WORDS, f"{WORDS} nữa")


async def test_a_question_of_a_topic_is_found_by_its_code(
    shop: Workshop, mending: Mending, group: int
) -> None:
    draft = await mending.write_in(
        group, Words("quầy cho in nhờ không ạ", FAQ_CODE, "alias", ""), "lan"
    )
    assert (draft.path, draft.in_review) == (FAQ, True)
    listing = await shop.store.listing()
    assert {CODE, FAQ_CODE} <= codes_of(listing).keys()
    assert (await document_of(shop.store, FAQ_CODE)).path == FAQ


async def test_two_editors_at_once_lose_nothing(
    shop: Workshop, mending: Mending, group: int
) -> None:
    done = await asyncio.gather(
        *(mending.write_in(group, Words(f"{WORDS} số {n}", CODE, "alias", ""), f"can.bo.{n}")
          for n in range(2)), return_exceptions=True,
    )  # fmt: skip
    refused = [error for error in done if isinstance(error, WordingError)]
    assert all(error.problem == "conflict" for error in refused)
    newest = await shop.store.newest(RECORD)
    assert newest is not None
    aliases = read(RECORD, newest.text or "")["aliases"]
    assert sum(WORDS in alias for alias in aliases) == 2 - len(refused)


async def test_what_cannot_be_written_leaves_the_group_open(
    hall: Hall, mending: Mending, group: int
) -> None:
    with pytest.raises(WordingError, match="no_document"):
        await mending.write_in(group, Words(WORDS, "9.999999"), "lan")
    assert [heap.id for heap in await hall.heaps()] == [group]
    assert await _expected(hall) == []


async def test_settling_and_undoing_it(hall: Hall, mending: Mending, group: int) -> None:
    assert await mending.settle(group, _handled(hall, Way.OUT_OF_SCOPE), WORDS)
    assert await _expected(hall) == [(WORDS, None, group)]
    assert await mending.reopen(group)
    assert await _expected(hall) == []
    assert await mending.settle(group, _handled(hall, Way.DONE), WORDS)
    assert await _expected(hall) == []  # nothing is watched where nothing was to be done
    assert not await mending.settle(10**9, _handled(hall, Way.DONE))
    assert not await mending.reopen(10**9)
