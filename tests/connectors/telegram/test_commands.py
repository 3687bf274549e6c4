"""Commands: what each asks for in the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.incoming import Kind
from assistant.conversation.message import read_payload
from connectors.telegram.commands import read_command


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("/start", Kind.WELCOME, ""),
        ("/start@MotCuaBot", Kind.WELCOME, ""),
        ("/START  ", Kind.WELCOME, ""),
        ("/start 1-001193", Kind.BUTTON, '/choose_procedure{"procedure": "1.001193"}'),
        ("/start lich-A1B2C3", Kind.TEXT, "lich-A1B2C3"),
        ("/start 11-001193", Kind.TEXT, "11-001193"),
        ("/help", Kind.TEXT, "help"),
        ("/dang_ky_tam_tru cho con", Kind.TEXT, "dang ky tam tru cho con"),
        ("/hoi@MotCuaBot lệ phí\nbao nhiêu", Kind.TEXT, "hoi lệ phí\nbao nhiêu"),
    ],
)
def test_a_command_asks_for(text: str, kind: Kind, content: str) -> None:
    command = read_command(text)
    assert command is not None
    assert command.asks == (kind, content)


@pytest.mark.parametrize("text", ["", "start", "/", "/ start", "/đăng ký", "a /start", "//start"])
def test_other_texts_are_no_commands(text: str) -> None:
    assert read_command(text) is None


@given(st.from_regex(r"[0-9]-[0-9]{6}", fullmatch=True))
def test_a_code_in_a_link_is_a_button_the_reception_takes(code: str) -> None:
    command = read_command(f"/start {code}")
    assert command is not None
    intents, entities = frozenset({"choose_procedure"}), frozenset({"procedure"})
    button = read_payload(command.asks[1], intents, entities)
    assert button is not None
    assert button.entities == {"procedure": code.replace("-", ".", 1)}


@given(st.text())
def test_only_a_code_becomes_a_button(text: str) -> None:
    command = read_command(f"/start {text}")
    is_button = command is not None and command.asks[0] is Kind.BUTTON
    assert not is_button or len(text.strip()) == 8
