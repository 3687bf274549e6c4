"""What is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.console.fields import inside, readable


@given(st.text())
def test_nothing_is_left_that_no_database_keeps(text: str) -> None:
    kept = readable(text)
    kept.encode("utf8")
    assert "\x00" not in kept
    assert readable(kept) == kept


@pytest.mark.parametrize("path", ["/console", "/console/log?before=3&by=a", "/console?x"])
def test_a_page_of_ours_is_gone_on_to(path: str) -> None:
    assert inside(path) == path


@given(st.text() | st.text().map("/console".__add__) | st.text().map("//".__add__))
def test_nothing_else_is(path: str) -> None:
    led = inside(path)
    assert led.startswith("/console")
    assert led.partition("/console")[2][:1] in {"", "/", "?"}
    assert "\\" not in led
    assert led.isprintable()
