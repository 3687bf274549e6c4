"""How long a name is closed."""

from datetime import timedelta

from assistant.staff.lockout import wait_after


def test_the_first_tries_are_free_then_the_wait_grows_to_a_bound() -> None:
    waits = [wait_after(tries).total_seconds() for tries in range(1, 14)]
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:8] == [30, 60, 120, 240]
    assert waits == sorted(waits)
    assert wait_after(10**9) == wait_after(13) == timedelta(minutes=30)


def test_a_day_of_guessing_comes_to_few_guesses() -> None:
    seconds, tries = 0.0, 0
    while seconds < 86_400:
        tries += 1
        seconds += wait_after(tries).total_seconds()
    assert tries < 60
