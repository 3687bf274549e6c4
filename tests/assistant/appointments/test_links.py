"""Links to papers: they open what they were made for, and tell nobody's phone."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.links import Links

HERE = "http://127.0.0.1:8080/"


def sign(text: str) -> str:
    """A digest, here without a key."""
    return hashlib.sha256(text.encode()).hexdigest()


def token(link: str) -> str:
    """The signature of a link."""
    return link.partition("?token=")[2]


def test_a_link_opens_its_own_code_alone() -> None:
    links = Links(sign)
    made = token(links.to("K7DH-3MXA", HERE)[1])
    assert links.opens("K7DH-3MXA", made)
    assert not links.opens("K7DH-3MXC", made)
    assert not Links(lambda text: sign("another key" + text)).opens("K7DH-3MXA", made)


def test_a_signature_is_beyond_guessing() -> None:
    assert len(token(Links(sign).to("K7DH-3MXA", HERE)[0])) == 32


@given(st.text(max_size=40))
def test_nothing_else_opens_it(guess: str) -> None:
    assert not Links(sign).opens("K7DH-3MXA", guess)


@pytest.mark.parametrize(("public", "start"), [
    (None, "http://127.0.0.1:8080/api/"), ("https://example.vn/", "https://example.vn/api/"),
])  # fmt: skip
def test_it_is_a_whole_address(public: str | None, start: str) -> None:
    calendar, ticket = Links(sign, public).to("K7DH-3MXA", HERE)
    assert calendar.startswith(f"{start}v1/appointments/K7DH-3MXA/calendar.ics?token=")
    assert ticket.startswith(f"{start}v1/appointments/K7DH-3MXA/qr.svg?token=")


def test_in_a_conversation_there_is_none_while_our_address_is_not_known() -> None:
    assert Links(sign).of("K7DH-3MXA") is None
    public = Links(sign, "https://example.vn")
    assert public.of("K7DH-3MXA") == public.to("K7DH-3MXA", HERE)
