"""The words of posters."""

from assistant.posters.words import words


def test_every_place_to_fill_is_there() -> None:
    said = words()
    assert said.code.format(code="1.001193").endswith("1.001193")
    assert "3" in said.more.format(count=3)
    assert said.checked_on.format(day="01/02/2026") != said.checked_on
