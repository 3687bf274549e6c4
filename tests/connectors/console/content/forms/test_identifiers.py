"""Ids are made of names, and never twice."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.console.content.forms.identifiers import identifier, is_identifier


def test_it_can_be_read() -> None:
    assert identifier("Bản sao Căn cước (nếu có)", []) == "ban_sao_can_cuoc_neu_co"
    assert identifier("Có chỗ gửi xe không?", [], dashed=True) == "co-cho-gui-xe-khong"


def test_what_is_reserved_or_taken_gets_a_number() -> None:
    assert identifier("unsure", []) == "unsure_2"
    assert identifier("Đơn", ["don", "don_2"]) == "don_3"


@settings(deadline=None)
@given(name=st.text(max_size=80))
def test_any_name_makes_one(name: str) -> None:
    made = identifier(name, [])
    assert re.fullmatch(r"[a-z][a-z0-9_]*", made)
    assert is_identifier(made)
    assert is_identifier(identifier(name, [], dashed=True))
