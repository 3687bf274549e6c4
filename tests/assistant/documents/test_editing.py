"""From the first word to an approved version: who may do what, and two people at once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.documents.editing import Editing, Unready
from assistant.documents.store import Chosen
from assistant.documents.version import Conflict, DocumentError, State, Written
from assistant.errors import ContentError
from assistant.storage.documents import PostgresDocuments
from tests.assistant.documents.conftest import FAQ, RECORD, Clock, approved, draft, renamed

pytestmark = pytest.mark.usefixtures("filled")
# A few lines that stand for a hundred million values.
_LAUGHS = "a0: &a0 [x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)


async def test_a_version_goes_from_draft_to_approved(editing: Editing) -> None:
    made = await draft(editing, "Đăng ký ở tạm")
    assert (made.number, made.base, made.state, made.author) == (2, 1, State.DRAFT, "lan")
    assert made.summary.title == "Đăng ký ở tạm"
    await editing.submit(RECORD, 2)
    await editing.approve(RECORD, 2, "minh", "đúng nguồn")
    version = await editing.store.version(RECORD, 2)
    assert (version.state, version.reviewer, version.review_note) == (
        State.APPROVED, "minh", "đúng nguồn",
    )  # fmt: skip


async def test_nobody_approves_what_they_wrote(editing: Editing) -> None:
    """Nor what they wrote a part of: here the second draft is built on the reviewer's own."""
    await draft(editing, "Đăng ký ở tạm", author="minh")
    await draft(editing, "Đăng ký ở nhờ", author="lan")
    await editing.submit(RECORD, 3)
    for reviewer in ("lan", "minh"):
        with pytest.raises(DocumentError, match="own_work"):
            await editing.approve(RECORD, 3, reviewer)
        with pytest.raises(DocumentError, match="own_work"):
            await editing.send_back(RECORD, 3, reviewer, "chưa đúng")
    await editing.approve(RECORD, 3, "hoa")


async def test_whoever_wrote_what_is_published_may_review_what_follows(
    editing: Editing, store: PostgresDocuments, clock: Clock
) -> None:
    made = await approved(editing, "Đăng ký ở tạm")
    async with store.publishing([Chosen(RECORD, made.number)], "minh", clock()):
        pass
    await draft(editing, "Đăng ký ở nhờ", author="hoa")
    await editing.submit(RECORD, 3)
    await editing.approve(RECORD, 3, "lan")


async def test_two_editors_the_second_sees_both_sides_and_loses_nothing(
    editing: Editing,
) -> None:
    first = await editing.store.newest(RECORD)
    assert first is not None
    assert first.text is not None
    texts = [renamed(first.text, name) for name in ("Đăng ký ở tạm", "Khai báo tạm trú")]
    saved = await asyncio.gather(
        *(editing.save(RECORD, text, 1, who) for text, who in zip(texts, "ab", strict=True))
    )
    (won,) = (one for one in saved if isinstance(one, Written))
    (lost,) = (one for one in saved if isinstance(one, Conflict))
    assert lost.theirs == won
    assert lost.base is not None
    assert lost.base.text == first.text
    assert {won.text, lost.mine.text} == set(texts)
    kept = await editing.store.version(RECORD, lost.mine.number)
    assert (kept.state, kept.text) == (State.ASIDE, lost.mine.text)
    newest = await editing.store.newest(RECORD)
    assert newest == won


async def test_twenty_editors_at_once_one_wins_and_every_text_is_kept(editing: Editing) -> None:
    first = await editing.store.newest(RECORD)
    assert first is not None
    assert first.text is not None
    texts = {f"e{n}": renamed(first.text, f"Tên {n}") for n in range(20)}
    saved = await asyncio.gather(
        *(editing.save(RECORD, text, 1, who) for who, text in texts.items())
    )
    assert sum(isinstance(one, Written) for one in saved) == 1
    history = await editing.store.history(RECORD)
    assert len(history) == 21
    kept = [(await editing.store.version(RECORD, v.number)).text for v in history[:-1]]
    assert sorted(filter(None, kept)) == sorted(texts.values())


async def test_a_conflict_sent_twice_is_kept_once(editing: Editing) -> None:
    made = await draft(editing, "Đăng ký ở tạm")
    assert made.text is not None
    mine = renamed(made.text, "Khai báo tạm trú")
    one, two = [await editing.save(RECORD, mine, 1, "hoa") for _ in range(2)]
    assert isinstance(one, Conflict)
    assert isinstance(two, Conflict)
    assert one.mine == two.mine


async def test_what_did_not_change_makes_no_version(editing: Editing) -> None:
    first = await editing.store.newest(RECORD)
    assert first is not None
    assert first.text is not None
    assert await editing.save(RECORD, first.text, 1, "lan") == first


async def test_a_new_draft_takes_the_place_of_the_one_before(editing: Editing) -> None:
    await draft(editing, "Đăng ký ở tạm")
    await editing.submit(RECORD, 2)
    await draft(editing, "Đăng ký ở nhờ")
    assert (await editing.store.version(RECORD, 2)).state is State.SUPERSEDED
    with pytest.raises(DocumentError, match="moved_on"):
        await editing.approve(RECORD, 2, "minh")


async def test_what_the_checks_refuse_is_not_submitted(editing: Editing) -> None:
    """The draft stays: a clerk may stop in the middle of a sentence."""
    newest = await editing.store.newest(FAQ)
    assert newest is not None
    assert newest.text is not None
    await editing.save(FAQ, newest.text.replace("checked_on: 2026-11-21", ""), 1, "lan")
    with pytest.raises(Unready) as refused:
        await editing.submit(FAQ, 2)
    (finding,) = refused.value.findings.problems
    assert (finding.path, finding.where, finding.text) == (
        FAQ, "Câu hỏi › mục 1 › Ngày kiểm tra", "Chưa điền.",
    )  # fmt: skip
    assert (await editing.store.version(FAQ, 2)).state is State.DRAFT


async def test_a_text_that_cannot_be_read_is_refused_at_once(editing: Editing) -> None:
    with pytest.raises(ContentError, match="line 2"):
        await editing.save(FAQ, "topic: a\n b: c", 1, "lan")
    with pytest.raises(ContentError):
        await editing.save(FAQ, "topic: \x00", 1, "lan")
    with pytest.raises(ContentError, match="nested"):
        await editing.save(FAQ, "[" * 3000 + "]" * 3000, 1, "lan")
    with pytest.raises(ContentError, match="nested"):
        await editing.save(FAQ, _LAUGHS, 1, "lan")


@pytest.mark.parametrize("path", ["../etc/passwd.yml", "faq/../policy.yml", "x.yml", "faq/A.yml"])
async def test_there_are_no_other_places(editing: Editing, path: str) -> None:
    with pytest.raises(DocumentError, match="no_such_place"):
        await editing.save(path, "a: b", None, "lan")


async def test_a_review_says_why_it_sends_back(editing: Editing) -> None:
    await draft(editing, "Đăng ký ở tạm")
    await editing.submit(RECORD, 2)
    with pytest.raises(DocumentError, match="no_note"):
        await editing.send_back(RECORD, 2, "minh", "  ")
    await editing.send_back(RECORD, 2, "minh", "thiếu nguồn")
    version = await editing.store.version(RECORD, 2)
    assert (version.state, version.review_note) == (State.DRAFT, "thiếu nguồn")


async def test_a_submission_is_taken_back_and_a_draft_given_up(editing: Editing) -> None:
    await draft(editing, "Đăng ký ở tạm")
    await editing.submit(RECORD, 2)
    await editing.take_back(RECORD, 2)
    await editing.drop(RECORD, 2)
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.number == 1
    assert (await draft(editing, "Đăng ký ở nhờ")).base == 1


async def test_what_a_dropped_draft_had_replaced_does_not_come_back(editing: Editing) -> None:
    """Else the next editor would start from words that were given up."""
    await draft(editing, "Đăng ký ở tạm")
    await draft(editing, "Đăng ký ở nhờ")
    await editing.drop(RECORD, 3)
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.number == 1
    states = [version.state for version in await editing.store.history(RECORD)]
    assert states == [State.DROPPED, State.DROPPED, State.PUBLISHED]


async def test_an_earlier_text_comes_back_as_a_new_version(editing: Editing) -> None:
    await draft(editing, "Đăng ký ở tạm")
    back = await editing.roll_back(RECORD, 1, 2, "hoa", "bản trước đúng hơn")
    assert isinstance(back, Written)
    first = await editing.store.version(RECORD, 1)
    assert (back.number, back.base, back.text) == (3, 2, first.text)
    assert back.summary == first.summary


async def test_a_document_is_taken_away_by_a_version_without_a_text(editing: Editing) -> None:
    with pytest.raises(DocumentError, match="no_reason"):
        await editing.end(FAQ, 1, "lan", " ")
    ended = await editing.end(FAQ, 1, "lan", "không còn đúng")
    assert isinstance(ended, Written)
    assert ended.text is None
    assert ended.ends
    await editing.submit(FAQ, 2)
    assert FAQ not in await editing.store.coming()
    with pytest.raises(DocumentError, match="ends_already"):
        await editing.end(FAQ, 2, "lan", "")


async def test_a_day_is_set_for_what_is_approved(editing: Editing, clock: Clock) -> None:
    await approved(editing, "Đăng ký ở tạm")
    today = clock().date()
    with pytest.raises(DocumentError, match="past_day"):
        await editing.schedule(RECORD, 2, today)
    await editing.schedule(RECORD, 2, today + timedelta(3))
    at = (await editing.store.version(RECORD, 2)).publish_at
    assert at is not None
    assert at.isoformat() == "2026-11-25T00:00:00+07:00"
    await editing.schedule(RECORD, 2, None)
    assert (await editing.store.version(RECORD, 2)).publish_at is None


async def test_what_is_built_on_a_version_does_not_go_out_before_it(
    editing: Editing, clock: Clock
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    today = clock().date()
    await editing.schedule(RECORD, 2, today + timedelta(5))
    await approved(editing, "Đăng ký ở nhờ")
    with pytest.raises(DocumentError, match="earlier_waits"):
        await editing.schedule(RECORD, 3, today + timedelta(2))
    await editing.schedule(RECORD, 3, today + timedelta(6))


async def test_a_new_document_begins_without_a_base(editing: Editing, filled: Path) -> None:
    text = (filled / FAQ).read_text("utf8").replace("may-in-tai-quay", "may-quet")
    made = await editing.save("faq/moi.yml", text, None, "lan")
    assert isinstance(made, Written)
    assert (made.number, made.base) == (1, None)
    twice = await editing.save("faq/moi.yml", text.replace("topic: ", "topic: Khác "), None, "hoa")
    assert isinstance(twice, Conflict)
    assert twice.base is None


async def test_a_note_holds_nothing_that_cannot_be_seen(editing: Editing) -> None:
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.text is not None
    made = await editing.save(RECORD, renamed(newest.text, "A"), 1, "lan", "sửa tên\x00\n\u202eabc")
    assert isinstance(made, Written)
    assert "\x00" not in made.note
    assert "\u202e" not in made.note
