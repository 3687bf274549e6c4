"""How a number is called."""

from dataclasses import replace

from tests.assistant.queue.numbers import ticket


def test_a_number_has_three_digits_until_a_thousand() -> None:
    assert ticket(7).label == "A007"
    assert replace(ticket(7), letter="AB", number=1234).label == "AB1234"
