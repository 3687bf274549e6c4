"""What contradicts itself inside one record. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def duplicates(where: str, ids: list[str]) -> Iterable[str]:
    """A line for each id that stands more than once."""
    for twice in sorted(name for name, times in Counter(ids).items() if times > 1):
        yield f"{where}: '{twice}' stands twice"


def unknown_options(
    where: str, when: Mapping[str, Sequence[str]], known: Mapping[str, set[str]]
) -> Iterable[str]:
    """A line for each case or option that a condition names and nobody is asked."""
    for case, options in when.items():
        if case not in known:
            yield f"{where}: no case '{case}' is asked before"
        for option in options:
            if option not in known.get(case, {option}):
                yield f"{where}: case '{case}' has no option '{option}'"
