"""A document on its way to residents, as an editor and a reviewer press the buttons."""

import time
from datetime import timedelta

import httpx
import pytest

from assistant.clock import now
from assistant.documents.version import State
from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.content.conftest import FAQ, RECORD, As, Shelf

ASKED, INSTEAD = "phân biệt vneid mức 1 mức 2", "so sánh vneid mức 1 với mức 2"
ADDRESS = f"/console/content/{FAQ}"


def press(visitor: Visitor, deed: str, number: int, path: str = FAQ, **form: str) -> httpx.Response:
    """A button of the document's page."""
    here = f"/console/content/{path}"
    return visitor.post(f"{here}/{deed}", shown_at=here, number=str(number), **form)


def name_of(visitor: Visitor) -> str:
    """The account of a browser."""
    return str(visitor.name)  # type: ignore[attr-defined]


@pytest.fixture
def number(shelf: Shelf, editor: Visitor) -> int:
    """A draft of the editor's."""
    old = shelf.newest(FAQ).text or ""
    pair = (ASKED, INSTEAD) if ASKED in old else (INSTEAD, ASKED)
    return shelf.draft(FAQ, name_of(editor), *pair).number


def state(shelf: Shelf, number: int, path: str = FAQ) -> State:
    """How far it has come."""
    return next(v.state for v in shelf.history(path) if v.number == number)


def test_a_change_reaches_residents_as_soon_as_it_is_published(
    console: Served, shelf: Shelf, editor: Visitor, reviewer: Visitor, number: int
) -> None:
    assert press(editor, "submit", number).headers["location"].endswith("done=content_submitted")
    assert "/approve" not in editor.get(ADDRESS).text
    assert press(reviewer, "approve", number, note="đúng nguồn").status_code == 303
    started = time.monotonic()
    done = press(reviewer, "publish", number)
    assert done.headers["location"].endswith("done=content_published")
    wanted = shelf.newest(FAQ).text or ""
    said = INSTEAD if INSTEAD in wanted else ASKED
    knowledge = console.app.state.parts.knowledge
    while said not in knowledge.current.base.faqs["faq.vneid-muc-1-muc-2"].aliases:
        time.sleep(0.02)
        assert time.monotonic() - started < 20, "2 s where nothing else runs"
    assert state(shelf, number) is State.PUBLISHED
    page = reviewer.get(ADDRESS)
    assert "Đang dùng" in page.text
    assert "đúng nguồn" in page.text


def test_every_step_is_in_the_log(
    signed_in: As, shelf: Shelf, editor: Visitor, number: int
) -> None:
    press(editor, "submit", number)
    press(editor, "take-back", number)
    press(editor, "drop", number)
    log = signed_in(Role.MANAGER).get(f"/console/log?subject={FAQ}&by={name_of(editor)}").text
    for words in ("Gửi duyệt nội dung", "Rút nội dung về bản nháp", "Bỏ bản nháp nội dung"):
        assert words in log
    assert state(shelf, number) is State.DROPPED


def test_nobody_reviews_their_own_words(signed_in: As, shelf: Shelf) -> None:
    both = signed_in(Role.EDITOR, Role.REVIEWER)
    number = shelf.draft(RECORD, name_of(both), "làm tạm trú", "làm giấy tạm trú").number
    press(both, "submit", number, RECORD)
    page = both.get(f"/console/content/{RECORD}").text
    assert "cần người khác duyệt" in page
    assert "/approve" not in page
    for deed in ("approve", "send-back"):
        refused = press(both, deed, number, RECORD, note="tự duyệt")
        assert refused.status_code == 409
        assert "cần người khác duyệt" in refused.text
    assert state(shelf, number, RECORD) is State.IN_REVIEW
    press(both, "drop", number, RECORD)


def test_a_reason_is_asked_for_and_read_by_the_author(
    shelf: Shelf, editor: Visitor, reviewer: Visitor, number: int
) -> None:
    press(editor, "submit", number)
    refused = press(reviewer, "send-back", number)
    assert refused.status_code == 409
    assert "ghi lý do" in refused.text
    assert press(reviewer, "send-back", number, note="Thiếu căn cứ").status_code == 303
    page = editor.get(ADDRESS).text
    assert "Thiếu căn cứ" in page
    assert "Gửi duyệt" in page
    press(editor, "drop", number)


def test_what_the_checks_refuse_stays_a_draft_and_says_where(shelf: Shelf, editor: Visitor) -> None:
    name = name_of(editor)
    made = shelf.draft(FAQ, name, "checked_on: 2026-11-21", "checked_on: hôm qua")
    refused = press(editor, "submit", made.number)
    assert refused.status_code == 422
    assert "Ngày kiểm tra" in refused.text.split('role="alert"')[1]
    assert state(shelf, made.number) is State.DRAFT
    checks = editor.get(f"{ADDRESS}/checks?number={made.number}").text
    assert "Cần sửa những chỗ sau" in checks
    press(editor, "drop", made.number)


def test_a_day_is_set_and_taken_back(
    shelf: Shelf, editor: Visitor, reviewer: Visitor, number: int
) -> None:
    press(editor, "submit", number)
    press(reviewer, "approve", number)
    for wrong in ("hôm sau", "2020-01-01", "99/99/2026"):
        refused = press(reviewer, "schedule", number, day=wrong)
        assert refused.status_code == 409
        assert "gày" in refused.text.split('role="alert"')[1]
    day = now().date() + timedelta(days=3)
    assert press(reviewer, "schedule", number, day=str(day)).status_code == 303
    page = reviewer.get(ADDRESS).text
    assert f"Sẽ tự công bố ngày {day:%d/%m/%Y}" in page
    assert press(reviewer, "schedule", number).status_code == 303
    assert "Sẽ tự công bố" not in reviewer.get(ADDRESS).text
    press(editor, "take-back", number)
    press(editor, "drop", number)


def test_two_who_press_at_once_one_is_told(
    shelf: Shelf, editor: Visitor, reviewer: Visitor, number: int
) -> None:
    press(editor, "submit", number)
    press(reviewer, "approve", number)
    late = press(reviewer, "approve", number, note="ghi chú của tôi")
    assert late.status_code == 409
    assert "vừa được người khác xử lý" in late.text
    press(editor, "take-back", number)
    press(editor, "drop", number)


def test_a_document_is_taken_away_with_a_reason_and_comes_back(
    shelf: Shelf, editor: Visitor
) -> None:
    newest = shelf.newest(RECORD)
    refused = press(editor, "end", newest.number, RECORD)
    assert refused.status_code == 409
    assert "lý do" in refused.text.split('role="alert"')[1]
    press(editor, "end", newest.number, RECORD, note="Thủ tục bị bãi bỏ")
    ended = shelf.newest(RECORD)
    assert ended.ends
    assert "Bản này gỡ nội dung" in editor.get(f"/console/content/{RECORD}").text
    press(editor, "roll-back", 1, RECORD, base=str(ended.number))
    back = shelf.newest(RECORD)
    assert back.text == shelf.run(lambda shop: shop.store.version(RECORD, 1)).text
    press(editor, "drop", back.number, RECORD)
    assert shelf.newest(RECORD).number == 1, "the draft that ended it is given up with it"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.ADMINISTRATOR, Role.REVIEWER])
def test_who_writes_nothing_moves_nothing(
    signed_in: As, shelf: Shelf, number: int, role: Role
) -> None:
    visitor = signed_in(role)
    for deed in ("submit", "drop", "end"):
        sent = visitor.post(f"{ADDRESS}/{deed}", "/console", number=str(number), note="x")
        assert sent.status_code == 403
    if role is not Role.REVIEWER:
        for deed in ("approve", "send-back", "publish", "schedule", "take-back", "roll-back"):
            sent = visitor.post(f"{ADDRESS}/{deed}", "/console", number=str(number), note="x")
            assert sent.status_code == 403
    assert state(shelf, number) is State.DRAFT
    shelf.run(lambda shop: shop.editing.drop(FAQ, number))


def test_an_editor_alone_publishes_nothing(editor: Visitor, shelf: Shelf, number: int) -> None:
    press(editor, "submit", number)
    for deed in ("approve", "publish", "schedule"):
        assert press(editor, deed, number).status_code == 403
    press(editor, "drop", number)


def test_there_is_no_such_version_or_document(editor: Visitor) -> None:
    assert press(editor, "submit", 99).status_code == 404
    for path in ("faq/khong_co.yml", "../policy.yml", "x", "procedures/x.yml"):
        assert editor.http.get(f"/console/content/{path}").status_code == 404
        sent = editor.post(f"/console/content/{path}/submit", "/console", number="1")
        assert sent.status_code == 404
