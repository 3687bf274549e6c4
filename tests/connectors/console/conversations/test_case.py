"""One conversation on its page."""

from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.conversations.conftest import Say, Wish

LIST = "/console/conversations"


def test_both_sides_in_words_and_nothing_of_it_runs(officer: Visitor, wish: Wish, say: Say) -> None:
    code = wish()
    say(code, '3 < 5 & "số" của tôi là 027099001234')
    page = officer.get(f"{LIST}/{code}").text
    assert "[Gọi cán bộ tại ki-ốt: Trung tâm" in page
    assert "3 &lt; 5 &amp; &#34;số&#34;" in page
    assert "[số giấy tờ đã che]" in page
    assert "027099001234" not in page
    assert "/talk_to_officer" not in page
    part = officer.get(f"{LIST}/{code}/lines").text
    assert "3 &lt; 5" in part
    assert "<html" not in part


def test_ready_answers_are_found_and_put_in(officer: Visitor, wish: Wish) -> None:
    code = wish()
    officer.post(f"{LIST}/{code}/claim", f"{LIST}/{code}")
    found = officer.get(f"{LIST}/{code}", params={"q": "ket hon"}).text
    assert "Đăng ký kết hôn" in found
    asked = {"q": "ket hon", "procedure": "1.000894", "aspect": "fee"}
    page = officer.get(f"{LIST}/{code}", params=asked).text
    typed = page.split('<textarea id="text"')[1].split("</textarea>")[0]
    assert "phí" in typed.lower()
    none = officer.get(
        f"{LIST}/{code}", params={"q": "zzzz qqqq", "procedure": "9.9", "aspect": "x"}
    )
    assert none.status_code == 200


def test_a_case_that_is_gone_is_told_and_of_no_shape_refused(officer: Visitor) -> None:
    gone = officer.get(f"{LIST}/ZZZZ99")
    assert gone.status_code == 404
    assert "Người dân đã yêu cầu xóa" in gone.text
    assert "không còn" in officer.get(f"{LIST}/ZZZZ99/lines").text
    assert officer.get(f"{LIST}/khong-co").status_code == 422


def test_a_long_conversation_shows_its_end(console: Served, officer: Visitor, wish: Wish) -> None:
    code = wish()
    console.ask(
        "INSERT INTO turns (id, conversation_id, at, question, outcome, reason, degraded,"
        " scores, ms)"
        " SELECT code || n, conversation_id, now() + n * interval '1 second', 'câu ' || n || '.',"
        " 'unknown', '', false, '{}', '{}' FROM handovers, generate_series(1, 220) n"
        " WHERE code = :c", c=code)  # fmt: skip
    page = officer.get(f"{LIST}/{code}").text
    assert "chỉ hiện phần cuối" in page
    assert "câu 220." in page
    assert ">câu 1.<" not in page
