"""The word in a link: what it may hold, and what it comes out as."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import wiring
from assistant.conversation.deep_links import OFFICER, procedure_in, read_start, start_of
from assistant.conversation.incoming import Kind
from assistant.conversation.message import read_payload
from assistant.knowledge.base import KnowledgeBase


def test_every_procedure_at_every_office_fits_a_link_of_telegram(real_base: KnowledgeBase) -> None:
    offices = [office.id for office in real_base.offices.offices]
    longest = max(offices, key=len)
    domain = wiring.domain()
    for code in real_base.records:
        for office in (None, longest, offices[0]):
            word = start_of(code, office)
            assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", word)
            assert procedure_in(word) == (code, office)
            kind, content = read_start(word)
            button = read_payload(content, domain.intents, domain.entities)
            assert kind is Kind.BUTTON
            assert button is not None
            assert button.entities.get("place") == office


@pytest.mark.parametrize(("word", "kind", "content"), [
    ("", Kind.WELCOME, ""),
    (OFFICER, Kind.BUTTON, "/talk_to_officer"),
    ("MT-K7DH-3MXA", Kind.TEXT, "MT-K7DH-3MXA"),
    ("1-001193", Kind.BUTTON, '/choose_procedure{"procedure": "1.001193"}'),
    ("1-001193_", Kind.TEXT, "1-001193_"),
    ("1-001193_0721", Kind.TEXT, "1-001193_0721"),
])  # fmt: skip
def test_a_word_stands_for(word: str, kind: Kind, content: str) -> None:
    assert read_start(word) == (kind, content)


@given(st.text())
def test_any_word_is_read(word: str) -> None:
    kind, content = read_start(word)
    assert kind in {Kind.BUTTON, Kind.TEXT, Kind.WELCOME}
    assert content.startswith("/") or content == word
