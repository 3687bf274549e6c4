"""What an officer does with a conversation, in the browser."""

from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor, form_value
from tests.connectors.console.conversations.conftest import Officers, Say, Wish

LIST = "/console/conversations"


def _posted(console: Served, code: str) -> list[tuple[str, str | None]]:
    """What was said to the resident of a case, and by which officer."""
    return [(text, officer) for text, officer in console.ask(
        "SELECT reply->>'text', outbox.officer FROM outbox JOIN handovers USING (conversation_id)"
        " WHERE code = :code AND inbox_id IS NULL ORDER BY outbox.id", code=code,
    )]  # fmt: skip


def _act(visitor: Visitor, code: str, act: str, **form: str) -> int:
    return visitor.post(f"{LIST}/{code}/{act}", f"{LIST}/{code}", **form).status_code


def test_from_the_wish_to_the_release(
    console: Served, officer: Visitor, wish: Wish, say: Say
) -> None:
    code = wish()
    say(code, "giấy khai sinh của cháu ghi sai năm")
    inbox = officer.get(LIST).text
    assert code in inbox
    assert "giấy khai sinh của cháu ghi sai năm" in inbox
    assert "ki-ốt" in inbox
    assert _act(officer, code, "claim") == 303
    assert "Bạn đang trả lời" in officer.get(f"{LIST}/{code}").text
    assert _act(officer, code, "messages", text="Chào bạn,\r\nmời bạn mang bản gốc.") == 303
    page = officer.get(f"{LIST}/{code}").text
    assert "Chờ người dân mở trang" in page
    assert _act(officer, code, "release") == 303
    said = _posted(console, code)
    assert [text for text, by in said if by] == ["Chào bạn,\nmời bạn mang bản gốc."]
    assert said[-1][0].startswith("Cán bộ đã kết thúc")
    assert code not in officer.get(LIST).text
    assert code in officer.get(f"{LIST}/closed").text


def test_a_message_sent_again_after_a_lost_connection_is_written_once(
    console: Served, officer: Visitor, wish: Wish
) -> None:
    code = wish()
    _act(officer, code, "claim")
    key = form_value(officer.get(f"{LIST}/{code}").text, "key")
    for _ in range(2):
        assert _act(officer, code, "messages", text="Một lần thôi.", key=key) == 303
    assert [text for text, by in _posted(console, code) if by] == ["Một lần thôi."]


def test_a_refused_message_comes_back_as_it_was_typed(officer: Visitor, wish: Wish) -> None:
    code = wish()
    answer = officer.post(f"{LIST}/{code}/messages", f"{LIST}/{code}", text="Chưa <b>nhận</b>.")
    assert answer.status_code == 409
    assert "Chưa &lt;b&gt;nhận&lt;/b&gt;." in answer.text
    _act(officer, code, "claim")
    for text, status in (("  ", 422), ("a" * 4001, 422), ("a" * 9000, 422)):
        assert _act(officer, code, "messages", text=text) == status


def test_a_message_is_answered_shortly_to_a_script(
    console: Served, officer: Visitor, wish: Wish
) -> None:
    code = wish()
    _act(officer, code, "claim")
    token = form_value(officer.get(f"{LIST}/{code}").text, "csrf")
    headers = {"HX-Request": "true"}
    form = {"csrf": token, "text": "Chào bạn."}
    path = f"{LIST}/{code}/messages"
    assert officer.http.post(path, data=form, headers=headers).status_code == 204
    unknown = console.http.post(path, data=form, headers=headers)
    assert unknown.status_code == 403


def test_who_comes_second_is_told_so(officer: Visitor, second: Visitor, wish: Wish) -> None:
    code = wish()
    assert _act(officer, code, "claim") == 303
    late = second.post(f"{LIST}/{code}/claim", f"{LIST}/{code}")
    assert late.status_code == 409
    assert "Đồng nghiệp đã nhận" in late.text
    for act in ("messages", "release", "transfer"):
        form = {"text": "a", "to": "office:tinh"}
        assert _act(second, code, act, **form) == 409
    assert "Trần Thị Bích đang trả lời" in second.get(f"{LIST}/{code}").text


def test_another_office_neither_sees_nor_takes_it(
    officer: Visitor, elsewhere: Visitor, wish: Wish
) -> None:
    code = wish()
    assert code not in elsewhere.get(LIST).text
    assert elsewhere.get(f"{LIST}/{code}").status_code == 403
    assert elsewhere.get(f"{LIST}/{code}/lines").status_code == 403
    for act in ("claim", "messages", "release", "transfer", "notes", "lines/1/retry"):
        answer = elsewhere.post(f"{LIST}/{code}/{act}", LIST, text="a", note="a", to="office:tinh")
        assert answer.status_code == 403
    _act(officer, code, "claim")
    _act(officer, code, "release")
    assert elsewhere.get(f"{LIST}/{code}").status_code == 403
    assert code not in elsewhere.get(f"{LIST}/closed").text


def test_what_nobody_has_placed_is_of_the_office_that_takes_it(
    console: Served, officer: Visitor, elsewhere: Visitor, wish: Wish
) -> None:
    code = wish(office=None, option=None)
    assert code in officer.get(LIST).text
    assert _act(elsewhere, code, "claim") == 303
    assert console.ask("SELECT office FROM handovers WHERE code = :c", c=code) == [("07210",)]
    assert code not in officer.get(LIST).text
    assert officer.get(f"{LIST}/{code}").status_code == 403


def test_passed_on_it_waits_elsewhere_and_the_resident_is_told(
    console: Served, officer: Visitor, elsewhere: Visitor, wish: Wish
) -> None:
    code = wish()
    _act(officer, code, "claim")
    assert _act(officer, code, "transfer", to="office:07210", note="Cần xem sổ gốc.") == 303
    assert officer.get(f"{LIST}/{code}").status_code == 403
    assert "Cuộc trò chuyện đã được chuyển tới" in _posted(console, code)[-1][0]
    assert code in elsewhere.get(LIST).text
    assert "Cần xem sổ gốc." in elsewhere.get(f"{LIST}/{code}").text
    assert _act(elsewhere, code, "claim") == 303
    assert "Cần xem sổ gốc." not in str(_posted(console, code))


def test_passed_on_to_a_colleague_it_is_meant_for_them(
    officers: Officers, officer: Visitor, second: Visitor, wish: Wish
) -> None:
    code = wish()
    _act(officer, code, "claim")
    assert _act(officer, code, "transfer", to=f"officer:{officers.names[1]}") == 303
    assert "Chuyển cho bạn" in second.get(f"{LIST}/{code}").text
    assert "Chuyển cho bạn" not in officer.get(f"{LIST}/{code}").text
    assert _act(second, code, "claim") == 303


def test_it_is_not_passed_on_to_nowhere(officers: Officers, officer: Visitor, wish: Wish) -> None:
    code = wish()
    _act(officer, code, "claim")
    own = officers.names[0]
    for to in ("", "office:nowhere", "officer:nobody", f"officer:{own}", "tinh"):
        answer = officer.post(f"{LIST}/{code}/transfer", f"{LIST}/{code}", to=to, note="Lời dặn")
        assert answer.status_code == 422
        assert "Lời dặn" in answer.text


def test_notes_are_for_colleagues_and_go_with_the_conversation(
    console: Served, officer: Visitor, wish: Wish
) -> None:
    code = wish()
    assert _act(officer, code, "notes", note="Gọi lại <chiều>") == 303
    assert "Gọi lại &lt;chiều&gt;" in officer.get(f"{LIST}/{code}").text
    assert "Gọi lại" not in str(_posted(console, code))
    assert _act(officer, code, "notes", note=" ") == 422
    console.ask("DELETE FROM conversations USING handovers h"
                " WHERE h.conversation_id = conversations.id AND h.code = :c", c=code)  # fmt: skip
    assert console.ask("SELECT 1 FROM case_notes WHERE code = :c", c=code) == []
    gone = officer.http.post(f"{LIST}/{code}/messages", data={
        "csrf": form_value(officer.get(LIST).text, "csrf"), "text": "Tôi vừa viết."})  # fmt: skip
    assert gone.status_code == 404
    assert "Cuộc trò chuyện không còn" in gone.text
    assert "Tôi vừa viết." in gone.text


def test_a_line_that_was_not_taken_says_why_and_is_sent_again(
    console: Served, officer: Visitor, wish: Wish
) -> None:
    code, other = wish(), wish()
    _act(officer, code, "claim")
    _act(officer, code, "messages", text="Chào bạn.")
    ((line,),) = console.ask(
        "UPDATE outbox SET state = 'parked', reason = 'window_closed: 48 hours' WHERE id ="
        " (SELECT max(o.id) FROM outbox o JOIN handovers USING (conversation_id)"
        "  WHERE code = :c) RETURNING id", c=code)  # fmt: skip
    page = officer.get(f"{LIST}/{code}").text
    assert "Không gửi được" in page
    assert "Đã quá thời gian kênh cho phép" in page
    assert "48 hours" not in page
    wrong = officer.post(f"{LIST}/{other}/lines/{line}/retry", f"{LIST}/{code}")
    assert wrong.status_code == 404
    assert _act(officer, code, f"lines/{line}/retry") == 303
    assert console.ask("SELECT state FROM outbox WHERE id = :i", i=line) == [("waiting",)]


def test_every_act_is_in_the_log_without_a_word_of_it(
    console: Served, officer: Visitor, wish: Wish
) -> None:
    code = wish()
    _act(officer, code, "claim")
    _act(officer, code, "messages", text="Lời riêng tư")
    _act(officer, code, "notes", note="Lời riêng tư")
    _act(officer, code, "transfer", to="office:07210", note="Lời riêng tư")
    rows = console.ask(
        "SELECT action, coalesce(before::text, '') || coalesce(after::text, '') FROM audit"
        " WHERE subject = :c ORDER BY number", c=code)  # fmt: skip
    assert [action for action, _ in rows] == [
        "case_claimed", "case_answered", "case_noted", "case_passed_on",
    ]  # fmt: skip
    assert "riêng tư" not in str(rows)
