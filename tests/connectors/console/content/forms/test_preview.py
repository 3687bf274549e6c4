"""What a clerk sees is what residents will see; a half draft says what it lacks."""

from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.content.forms.conftest import RECORD, TOPIC
from tests.connectors.console.content.forms.test_form import boxes, editor

EVIL = '<script>alert(1)</script>"><b>Tờ khai</b>'


def saved(visitor, path: str, act: str, **typed: str) -> str:  # type: ignore[no-untyped-def]
    """The page that a form leads to after a change."""
    edit = f"/console/content/{path}/edit"
    sent = {**boxes(visitor.get(edit).text), **typed, "act": act}
    answer = visitor.http.post(edit, data=sent)
    assert answer.status_code == 303, answer.text[-2000:]
    return str(answer.headers["location"])


def test_the_draft_is_shown_and_nothing_in_it_runs(
    shelf: Served, member: Member, visit: Visit
) -> None:
    clerk = editor(member, visit)
    place = saved(clerk, RECORD, "preview", **{"papers.0.name": EVIL, "name": EVIL})
    assert place.endswith("/preview?number=2")
    for page in (place, place + "&on=kiosk"):
        text = clerk.get(page).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    public = clerk.get(place.replace("number=2", "number=1")).text
    assert "alert(1)" not in public
    assert "Đây là bản người dân đang đọc." in public


def test_a_half_draft_says_what_it_lacks(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    place = saved(clerk, TOPIC, "preview", **{"entries.0.answer": ""})
    assert "Chưa xem thử được" in clerk.get(place).text
    assert "Trả lời" in clerk.get(place).text
    assert "Chưa xem thử được" in clerk.get(place.replace("preview", "effects") + "&now=true").text
