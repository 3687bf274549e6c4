"""What becomes of the files of an installation when staff write too."""

from pathlib import Path

import pytest

from assistant.documents.editing import Editing
from assistant.documents.exchange import Exchange
from assistant.documents.folder import read_folder
from assistant.documents.publishing import Publishing
from assistant.documents.releasing import Releasing
from assistant.documents.store import Chosen
from assistant.documents.version import Origin, State, Written
from assistant.errors import ContentError
from assistant.knowledge.editions import EditionStore
from assistant.storage.documents import PostgresDocuments
from tests.assistant.documents.conftest import FAQ, RECORD, Clock, approved, draft, renamed

NEW = "Khai báo tạm trú"


@pytest.fixture
def releasing(
    store: PostgresDocuments, publishing: Publishing, editions: EditionStore, clock: Clock
) -> Releasing:
    """The way of an installation's files."""
    return Releasing(store, publishing, editions, clock)


@pytest.fixture
async def installed(releasing: Releasing, folder: Path) -> Path:
    """The folder, released for the first time."""
    await releasing.release(folder, "cài đặt")
    return folder


def _rename(folder: Path, name: str = NEW) -> None:
    path = folder / RECORD
    path.write_text(renamed(path.read_text("utf8"), name), "utf8")


def _name(editions: EditionStore) -> str:
    """Of the record, as residents are told it."""
    current = editions.current()
    assert current is not None
    content, _ = editions.read(current)
    return next(record.name for record in content.versions if record.code == "9.000003")


async def test_the_first_release_is_published(
    editing: Editing, installed: Path, editions: EditionStore
) -> None:
    assert await editing.store.published() == read_folder(installed)
    assert {item.newest.origin for item in await editing.store.listing()} == {Origin.FILES}
    assert editions.current() is not None


async def test_a_changed_file_reaches_residents_and_so_does_its_undoing(
    releasing: Releasing, installed: Path, editions: EditionStore
) -> None:
    before = _name(editions)
    _rename(installed)
    assert (await releasing.release(installed, "cài đặt")).published == [RECORD]
    assert _name(editions) == NEW
    _rename(installed, before)
    assert (await releasing.release(installed, "cài đặt")).published == [RECORD]
    assert _name(editions) == before
    again = await releasing.release(installed, "cài đặt")
    assert (again.published, again.ended, again.aside) == ([], [], [])


async def test_what_staff_published_outlives_old_files_and_new_ones(
    releasing: Releasing, installed: Path, editing: Editing, publishing: Publishing,
    editions: EditionStore,
) -> None:  # fmt: skip
    """A restart with the files of before; then an update that changes the same record."""
    await approved(editing, "Đăng ký ở tạm")
    await publishing.publish([Chosen(RECORD, 2)], "minh")
    assert (await releasing.release(installed, "cài đặt")).aside == []
    assert _name(editions) == "Đăng ký ở tạm"
    _rename(installed)
    assert (await releasing.release(installed, "cài đặt")).aside == [RECORD]
    assert (await releasing.release(installed, "cài đặt")).aside == []  # told and kept once
    assert _name(editions) == "Đăng ký ở tạm"
    states = [version.state for version in await editing.store.history(RECORD)]
    assert states == [State.ASIDE, State.PUBLISHED, State.SUPERSEDED]


async def test_what_staff_are_writing_is_not_passed_over(
    releasing: Releasing, installed: Path, editing: Editing, editions: EditionStore
) -> None:
    before = _name(editions)
    await draft(editing, "Đăng ký ở tạm")
    _rename(installed)
    assert (await releasing.release(installed, "cài đặt")).aside == [RECORD]
    assert _name(editions) == before
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.author == "lan"


async def test_a_file_that_is_gone_ends_what_it_said_but_nothing_of_staff(
    releasing: Releasing, installed: Path, editing: Editing, publishing: Publishing
) -> None:
    faq = editing.store
    newest = await faq.newest(FAQ)
    assert newest is not None
    assert newest.text is not None
    (installed / FAQ).unlink()
    assert (await releasing.release(installed, "cài đặt")).ended == [FAQ]
    assert FAQ not in await faq.published()
    (installed / FAQ).write_text(newest.text, "utf8")
    assert (await releasing.release(installed, "cài đặt")).published == [FAQ]
    text = newest.text.replace("id: ", "id: them-")
    made = await editing.save("faq/them.yml", text, None, "lan")
    assert isinstance(made, Written)
    await editing.submit(made.path, made.number)
    await editing.approve(made.path, made.number, "minh")
    await publishing.publish([Chosen(made.path, made.number)], "minh")
    assert (await releasing.release(installed, "cài đặt")).ended == []
    assert made.path in await faq.published()


async def test_a_file_that_knows_what_staff_wrote_may_follow_it(  # noqa: PLR0917 - fixtures
    releasing: Releasing, installed: Path, editing: Editing, publishing: Publishing,
    exchange: Exchange, editions: EditionStore, tmp_path: Path,
) -> None:  # fmt: skip
    """Exported, changed by an engineer, released."""
    await approved(editing, "Đăng ký ở tạm")
    await publishing.publish([Chosen(RECORD, 2)], "minh")
    out = tmp_path / "out"
    await exchange.write(out)
    _rename(out)
    assert (await releasing.release(out, "cài đặt")).published == [RECORD]
    assert _name(editions) == NEW


async def test_a_broken_file_is_named_and_nothing_changes(
    releasing: Releasing, installed: Path, editing: Editing, editions: EditionStore
) -> None:
    before, texts = editions.current(), await editing.store.published()
    (installed / RECORD).write_text("name: [", "utf8")
    with pytest.raises(ContentError, match=r"9\.000003\.yml"):
        await releasing.release(installed, "cài đặt")
    assert editions.current() == before
    assert await editing.store.published() == texts
