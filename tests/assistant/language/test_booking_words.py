"""The words residents use for an appointment."""

import pytest

from assistant.appointments.appointment import Kind
from assistant.language.booking_words import booking_words, first_group, groups_in


def test_every_kind_of_visit_has_words() -> None:
    assert set(booking_words().kinds) == set(Kind)


@pytest.mark.parametrize(("text", "group"), [
    ("đến nhận kết quả", "collect"), ("den nhan ket qua", "collect"), ("khai sinh", None),
])  # fmt: skip
def test_the_first_group_that_is_found(text: str, group: str | None) -> None:
    assert first_group(booking_words().kinds, text) == group


def test_every_group_that_is_found() -> None:
    assert groups_in(booking_words().relations, "sớm hơn, chỗ khác cũng được") == [
        "earlier", "other_place",
    ]  # fmt: skip


def test_lacking_stands_before_complete() -> None:
    assert booking_words().lacking.found_in("chưa đủ")
    assert booking_words().complete.found_in("đủ rồi")
