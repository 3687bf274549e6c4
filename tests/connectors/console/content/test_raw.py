"""The last resort: a document as text."""

from assistant.documents.version import State
from assistant.staff.role import Role
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.content.conftest import As, Shelf

CALENDAR = "calendar.yml"
ADDRESS = f"/console/content/{CALENDAR}/text"


def test_a_text_is_kept_as_a_draft_to_the_letter(shelf: Shelf, editor: Visitor) -> None:
    first = shelf.newest(CALENDAR)
    text = f"# sửa thử\n{first.text}"
    sent = editor.post(ADDRESS, base="1", text=text.replace("\n", "\r\n"), note="thêm dòng\r\nhai")
    assert sent.headers["location"] == f"/console/content/{CALENDAR}?done=content_saved"
    made = shelf.newest(CALENDAR)
    assert (made.text, made.note, made.state) == (text, "thêm dòng\nhai", State.DRAFT)
    assert "# sửa thử" in editor.get(ADDRESS).text
    shelf.run(lambda shop: shop.editing.drop(CALENDAR, made.number))


def test_what_nobody_can_read_comes_back_with_all_that_was_typed(
    shelf: Shelf, editor: Visitor
) -> None:
    refused = editor.post(ADDRESS, base="1", text="a: b\n c: [d\n<script>", note="lý do của tôi")
    assert refused.status_code == 422
    assert "Dòng" in refused.text.split('role="alert"')[1]
    assert "c: [d\n&lt;script&gt;" in refused.text
    assert "lý do của tôi" in refused.text
    assert shelf.newest(CALENDAR).number == 1


def test_two_who_write_at_once_lose_nothing(signed_in: As, shelf: Shelf, editor: Visitor) -> None:
    text = shelf.newest(CALENDAR).text or ""
    other = signed_in(Role.EDITOR)
    assert "done=" in editor.post(ADDRESS, base="1", text=f"# một\n{text}").headers["location"]
    late = other.post(ADDRESS, base="1", text=f"# hai\n{text}").headers["location"]
    assert "/conflict?mine=" in late
    kept = {version.state for version in shelf.history(CALENDAR)}
    assert {State.DRAFT, State.ASIDE} <= kept


def test_only_an_editor_writes(signed_in: As) -> None:
    for role in set(Role) - {Role.EDITOR}:
        visitor = signed_in(role)
        assert visitor.http.get(ADDRESS).status_code == 403
        assert visitor.post(ADDRESS, "/console", base="1", text="a: b").status_code == 403
