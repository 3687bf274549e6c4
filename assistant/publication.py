"""Publishing as staff see it: checked, published, and taken over by every running process."""

import time
from collections.abc import Callable

from assistant.errors import ContentError
from assistant.knowledge.editions import EditionStore, Reader

_PATIENCE = 120.0  # seconds; a change takes one or two, the first import of thousands half a minute
_LOOK_EVERY = 0.05
Tell = Callable[[str], None]


def publish(store: EditionStore, issue: Callable[[], str], tell: Tell) -> None:
    """Publish what `issue` makes an edition of, and wait for the running processes; ContentError if
    one of them refuses.
    """
    started = time.monotonic()
    edition = issue()
    tell(f"edition {edition} is published")
    for reader in _settled(store, edition):
        if reader.refused == edition:
            raise ContentError([f"{reader.name} keeps the edition before: {reader.problem}"])
        if reader.edition != edition:
            raise ContentError([f"{reader.name} has not taken it over in {_PATIENCE:.0f} seconds"])
        tell(f"{reader.name} answers from it, {time.monotonic() - started:.1f} s after the command")


def _settled(store: EditionStore, edition: str) -> list[Reader]:
    """The running processes, when each has the edition or refused it, or patience is over."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        readers = store.readers()
        open_ = [r for r in readers if edition not in (r.edition, r.refused)]
        if not open_ or time.monotonic() > deadline:
            return readers
        time.sleep(_LOOK_EVERY)
