"""Files to documents and back: nothing is lost on the way, and nothing is published by accident."""

import shutil
from pathlib import Path

import pytest

from assistant.documents.editing import Editing
from assistant.documents.exchange import Exchange
from assistant.documents.folder import read_folder
from assistant.documents.publishing import Publishing
from assistant.documents.store import Chosen
from assistant.documents.version import Origin, State
from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from tests.assistant.documents.conftest import FAQ, RECORD, approved, renamed


async def test_all_that_ships_goes_there_and_back_without_a_change(
    exchange: Exchange, real_folder: Path, tmp_path: Path
) -> None:
    """Every record and question: database → files → database."""
    taken = await exchange.take_over(real_folder, "quản trị")
    out = tmp_path / "out"
    assert await exchange.write(out) == len(taken.published) > 200
    assert read_folder(out) == read_folder(real_folder)
    assert load_content(out) == load_content(real_folder)
    again = await exchange.take_over(out, "quản trị")
    assert (len(again.unchanged), again.drafts, again.only_here) == (len(taken.published), [], [])


async def test_the_first_folder_is_published_as_it_is(
    editing: Editing, filled: Path
) -> None:  # fmt: skip
    listed = await editing.store.listing()
    assert [item.path for item in listed] == sorted(read_folder(filled))
    assert {item.newest.state for item in listed} == {State.PUBLISHED}
    assert {item.newest.origin for item in listed} == {Origin.FILES}


async def test_of_later_folders_changed_files_become_drafts(
    editing: Editing, exchange: Exchange, filled: Path
) -> None:
    path = filled / RECORD
    path.write_text(renamed(path.read_text("utf8"), "Đăng ký ở tạm"), "utf8")
    taken = await exchange.take_over(filled, "quản trị", "từ kho chung")
    assert (taken.drafts, taken.conflicts) == ([RECORD], [])
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert (newest.state, newest.base, newest.note) == (State.DRAFT, 1, "từ kho chung")
    assert (await exchange.take_over(filled, "quản trị")).drafts == []


async def test_an_old_file_does_not_undo_what_staff_published(
    editing: Editing, publishing: Publishing, exchange: Exchange, filled: Path
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    await publishing.publish([Chosen(RECORD, 2)], "minh")
    taken = await exchange.take_over(filled, "quản trị")
    assert (taken.drafts, taken.conflicts) == ([], [])


async def test_a_file_and_a_clerk_changed_the_same_and_both_are_kept(
    editing: Editing, exchange: Exchange, filled: Path
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    path = filled / RECORD
    path.write_text(renamed(path.read_text("utf8"), "Khai báo tạm trú"), "utf8")
    assert (await exchange.take_over(filled, "quản trị")).conflicts == [RECORD]
    states = [version.state for version in await editing.store.history(RECORD)]
    assert states == [State.ASIDE, State.APPROVED, State.PUBLISHED]


async def test_an_exported_folder_knows_from_which_versions_it_came(
    editing: Editing, publishing: Publishing, exchange: Exchange, filled: Path, tmp_path: Path
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    await publishing.publish([Chosen(RECORD, 2)], "minh")
    out = tmp_path / "out"
    await exchange.write(out)
    path = out / RECORD
    path.write_text(renamed(path.read_text("utf8"), "Khai báo tạm trú"), "utf8")
    assert (await exchange.take_over(out, "quản trị")).drafts == [RECORD]
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.base == 2


async def test_a_file_that_is_missing_takes_nothing_away(
    exchange: Exchange, filled: Path
) -> None:  # fmt: skip
    shutil.rmtree(filled / "faq")
    assert (await exchange.take_over(filled, "quản trị")).only_here == [FAQ]


async def test_a_folder_with_a_mistake_is_not_taken_at_all(
    editing: Editing, exchange: Exchange, folder: Path
) -> None:
    (folder / RECORD).write_text("code: x", "utf8")
    with pytest.raises(ContentError, match=r"9\.000003\.yml: name: Field required"):
        await exchange.take_over(folder, "quản trị")
    assert await editing.store.listing() == []


async def test_a_folder_that_holds_files_is_not_written_over_unasked(
    exchange: Exchange, filled: Path
) -> None:
    with pytest.raises(ContentError, match="holds files already"):
        await exchange.write(filled)
    await exchange.write(filled, overwrite=True)


async def test_there_is_nothing_to_write_before_the_first_folder(
    exchange: Exchange, tmp_path: Path
) -> None:
    with pytest.raises(ContentError, match="no document is published"):
        await exchange.write(tmp_path / "out")


async def test_a_list_of_versions_changed_by_hand_is_told(exchange: Exchange, filled: Path) -> None:
    (filled / ".exported.yml").write_text("- 3", "utf8")
    path = filled / RECORD
    path.write_text(renamed(path.read_text("utf8"), "A"), "utf8")
    with pytest.raises(ContentError, match="changed by hand"):
        await exchange.take_over(filled, "quản trị")
