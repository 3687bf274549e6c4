"""The words of the wire."""

from assistant.knowledge.reply import Button
from connectors.zalo import bodies
from connectors.zalo.bodies import Choice


def test_a_text_alone() -> None:
    assert bodies.text("Xin chào") == {"text": "Xin chào"}


def test_buttons_carry_tokens_and_short_titles() -> None:
    body = bodies.text("Chọn:", [Choice("x" * 120, "tok")] * 7)
    buttons = body["attachment"]["payload"]["buttons"]
    assert len(buttons) == 5
    assert buttons[0] == {"title": "x" * 99 + "…", "type": "oa.query.hide", "payload": "tok"}
    assert body["attachment"]["type"] == "template"
    assert "template_type" not in body["attachment"]["payload"]


def test_titles_are_counted_in_letters() -> None:
    assert bodies.shortened("a\u0301" * 100, 100) == "á" * 100


def test_a_picture_by_address_or_by_upload() -> None:
    by_address = bodies.image("https://x.vn/a.jpg", "Bản đồ")
    assert by_address["text"] == "Bản đồ"
    assert by_address["attachment"]["payload"]["elements"] == [
        {"media_type": "image", "url": "https://x.vn/a.jpg"}
    ]
    element = bodies.image("up-1")["attachment"]["payload"]["elements"][0]
    assert element == {"media_type": "image", "attachment_id": "up-1"}


def test_a_file() -> None:
    assert bodies.file("t") == {"attachment": {"type": "file", "payload": {"token": "t"}}}


def test_a_form() -> None:
    payload = bodies.ask_for_contact("T" * 101, "s" * 501, "https://x.vn/l.png")
    element = payload["attachment"]["payload"]["elements"][0]
    assert (len(element["title"]), len(element["subtitle"])) == (100, 500)
    assert payload["attachment"]["payload"]["template_type"] == "request_user_info"


def test_five_buttons_fit() -> None:
    button = Button(title="a", payload="/a")
    assert bodies.fits([button] * 5)
    assert not bodies.fits([button] * 6)
    assert not bodies.fits([])
