"""How long a name is closed after tries that were wrong: longer with each."""

from datetime import timedelta

_FREE_TRIES = 5
_FIRST, _LONGEST = timedelta(seconds=30), timedelta(minutes=30)
# Then wrong tries are forgotten: a name is not closed for ever by whoever likes to.
FORGOTTEN_AFTER = timedelta(hours=24)


def wait_after(tries: int) -> timedelta:
    """How long the name stays closed after so many tries without success: 0 for the first four,
    half a minute at the fifth, then doubled up to half an hour.
    """
    if tries < _FREE_TRIES:
        return timedelta(0)
    return min(_FIRST * (1 << min(tries - _FREE_TRIES, 16)), _LONGEST)
