"""What staff do about a group of questions: write its words into a document, settle it, keep the
words as a case. Who may do so is decided by whoever calls.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from assistant.documents.editing import Unready
from assistant.documents.kind import Kind
from assistant.documents.store import DocumentStore
from assistant.documents.version import Conflict, Listed, State, Written
from assistant.documents.workshop import Workshop
from assistant.unanswered.case import Case
from assistant.unanswered.question import Handled, Way
from assistant.unanswered.store import Cases, Unanswered
from assistant.unanswered.wording import WordingError, Words, with_words

_SEARCHED = (Kind.PROCEDURE, Kind.FAQ)


@dataclass(frozen=True)
class Draft:
    """What became of words that were written in. `in_review`: else it waits for its author;
    `problems`: what the checks found.
    """

    path: str
    number: int
    in_review: bool
    problems: tuple[str, ...] = ()


class Mending:
    """Groups, cases and documents together."""

    def __init__(
        self, store: Unanswered, cases: Cases, shop: Workshop, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._cases = cases
        self._shop = shop
        self._now = now

    async def write_in(self, group: int, words: Words, author: str) -> Draft:
        """A draft with the words, on its way to review; the group is settled, the words are a case.

        WordingError when it cannot be.
        """
        draft = await self._draft(words, author)
        way = Way.ALIAS if words.as_ == "alias" else Way.EXAMPLE
        await self.settle(group, Handled(way, author, self._now(), words.code), words.text)
        return draft

    async def settle(self, group: int, handled: Handled, words: str = "") -> bool:
        """Done; `words`: kept as a case that the record, or none, must answer. False when there is
        no such group.
        """
        if not await self._store.handle(group, handled):
            return False
        if words and handled.way is not Way.DONE:
            case = Case(0, words, handled.code, handled.by, handled.at, group)
            await self._cases.add(case)
        return True

    async def reopen(self, group: int) -> bool:
        """As if nothing had been done about it; drafts stay where they are."""
        if not await self._store.handle(group, None):
            return False
        await self._cases.drop(group)
        return True

    async def _draft(self, words: Words, author: str) -> Draft:
        listed = await document_of(self._shop.store, words.code)
        newest = await self._shop.store.newest(listed.path)
        if newest is None or newest.text is None:
            raise WordingError("no_document")
        text = with_words(listed.path, newest.text, listed.kind, words)
        editing, note = self._shop.editing, words.note
        saved = await editing.save(listed.path, text, newest.number, author, note)
        if isinstance(saved, Conflict):  # somebody saved in between
            raise WordingError("conflict")
        return await self._sent(newest, saved)

    async def _sent(self, before: Written, saved: Written) -> Draft:
        """To review, unless somebody is still writing at it."""
        if before.state is State.DRAFT:
            return Draft(saved.path, saved.number, in_review=False)
        try:
            await self._shop.editing.submit(saved.path, saved.number)
        except Unready as error:
            problems = tuple(finding.text for finding in error.findings.problems)
            return Draft(saved.path, saved.number, in_review=False, problems=problems)
        return Draft(saved.path, saved.number, in_review=True)


async def document_of(store: DocumentStore, code: str) -> Listed:
    """The document that holds a record or a question; WordingError when none does."""
    found = [listed for listed in await store.listing() if holds(listed, code)]
    if not found:
        raise WordingError("no_document")
    return max(found, key=lambda listed: (listed.published is not None, listed.path))


def holds(listed: Listed, code: str) -> bool:
    """Whether it is a record or a topic with this code, and goes on."""
    return (
        listed.kind in _SEARCHED
        and code in listed.newest.summary.codes
        and not (listed.newest.ends)
    )


def codes_of(listing: Iterable[Listed]) -> dict[str, str]:
    """Every record and question there is or will be, with a name: published or still written."""
    return {
        code: listed.newest.summary.title
        for listed in listing
        if listed.kind in _SEARCHED
        for code in listed.newest.summary.codes
        if not listed.newest.ends
    }
