"""Two editors of one version: both sides are seen, and whatever is chosen, nothing is lost."""

import httpx
import pytest

from assistant.documents.version import State
from assistant.staff.role import Role
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.content.conftest import FAQ, As, Shelf

OURS = ("vneid có mấy mức", "vneid có bao nhiêu mức")
THEIRS = ("có vneid thì được gì", "dùng vneid thì được gì")
ADDRESS = f"/console/content/{FAQ}/conflict"


@pytest.fixture
def mine(shelf: Shelf, editor: Visitor) -> int:
    """What the editor wrote while Hoa did; the number of the version kept aside."""
    for version in shelf.history(FAQ):
        if version.state in (State.DRAFT, State.ASIDE):
            shelf.run(lambda shop, n=version.number: shop.editing.drop(FAQ, n))
    shelf.draft(FAQ, "hoa", *THEIRS, base=1)
    name = str(editor.name)  # type: ignore[attr-defined]
    return shelf.draft(FAQ, name, *OURS, base=1).number


def settle(visitor: Visitor, shelf: Shelf, mine: int, way: str) -> httpx.Response:
    """A button of the page."""
    theirs, shown = str(shelf.newest(FAQ).number), f"{ADDRESS}?mine={mine}"
    return visitor.post(ADDRESS, shown, mine=str(mine), theirs=theirs, way=way)


def state(shelf: Shelf, number: int) -> State:
    """Of a version."""
    return next(v.state for v in shelf.history(FAQ) if v.number == number)


def test_both_sides_are_shown(editor: Visitor, mine: int) -> None:
    page = editor.get(f"{ADDRESS}?mine={mine}").text
    assert OURS[1] in page
    assert THEIRS[1] in page
    assert "gộp được trọn vẹn" in page
    assert f"mine={mine}" in editor.get(f"/console/content/{FAQ}").text


def test_merged_holds_both(shelf: Shelf, editor: Visitor, mine: int) -> None:
    answer = settle(editor, shelf, mine, "theirs_first")
    assert answer.headers["location"].endswith("done=content_merged")
    newest = shelf.newest(FAQ)
    assert OURS[1] in (newest.text or "")
    assert THEIRS[1] in (newest.text or "")
    assert state(shelf, mine) is State.DROPPED


@pytest.mark.parametrize(("way", "kept"), [("mine", OURS), ("theirs", THEIRS)])
def test_one_side_is_taken_and_the_other_stays_in_the_history(
    shelf: Shelf, editor: Visitor, mine: int, way: str, kept: tuple[str, str]
) -> None:
    assert settle(editor, shelf, mine, way).status_code == 303
    assert kept[1] in (shelf.newest(FAQ).text or "")
    texts = [shelf.run(lambda shop, n=v.number: shop.store.version(FAQ, n)).text or ""
             for v in shelf.history(FAQ)]  # fmt: skip
    assert any(OURS[1] in text for text in texts)
    assert any(THEIRS[1] in text for text in texts)


def test_while_one_decides_a_third_may_write(shelf: Shelf, editor: Visitor, mine: int) -> None:
    theirs = str(shelf.newest(FAQ).number)
    shelf.draft(FAQ, "minh", THEIRS[1], "vneid giúp được gì")
    answer = editor.post(
        ADDRESS, f"{ADDRESS}?mine={mine}", mine=str(mine), theirs=theirs, way="mine"
    )
    assert "/conflict?mine=" in answer.headers["location"]
    assert "vneid giúp được gì" in (shelf.newest(FAQ).text or "")


def test_nobody_makes_anothers_words_their_own(
    signed_in: As, shelf: Shelf, editor: Visitor, mine: int
) -> None:
    """Else the author could review them under another name."""
    other = signed_in(Role.EDITOR)
    assert "Chỉ người viết" in other.get(f"{ADDRESS}?mine={mine}").text
    assert settle(other, shelf, mine, "mine").status_code == 403
    assert state(shelf, mine) is State.ASIDE
    assert settle(other, shelf, mine, "theirs").status_code == 303


def test_what_is_settled_is_settled(shelf: Shelf, editor: Visitor, mine: int) -> None:
    settle(editor, shelf, mine, "theirs")
    again = editor.http.get(f"{ADDRESS}?mine={mine}")
    assert again.headers["location"] == f"/console/content/{FAQ}"
    assert editor.http.get(f"{ADDRESS}?mine=999").status_code == 404
    assert editor.http.get(ADDRESS).status_code == 303


def test_who_writes_nothing_settles_nothing(signed_in: As, mine: int) -> None:
    for role in set(Role) - {Role.EDITOR}:
        assert signed_in(role).http.get(f"{ADDRESS}?mine={mine}").status_code == 403
