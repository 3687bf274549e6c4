"""Whose words are whose: a way to ask belongs to one procedure or one question. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.knowledge.spreadsheet.sheet_layout import Row
from assistant.language.text import fold, normalise

Item = Faq | Record
_NO_WORD = re.compile(r"[^\w\s]")


@dataclass(frozen=True)
class Edit:
    """What a row makes of an item; `old` is None for a new one."""

    row: Row
    old: Item | None
    new: Item


def conflicts(edits: Iterable[Edit], after: Iterable[Item]) -> Iterator[str]:
    """Words an edit adds that stand twice in it, or belong to another item.

    `after`: every item as it will be. What stood there before the edit is not judged.
    """
    owners: dict[str, list[Item]] = {}
    for item in after:
        for said in {_said(text) for _, text in [*_words(item), ("", _name(item))]}:
            owners.setdefault(said, []).append(item)
    for edit in edits:
        yield from _conflicts(edit, owners)


def _conflicts(edit: Edit, owners: dict[str, list[Item]]) -> Iterator[str]:
    known = {_said(text) for _, text in _words(edit.old)} if edit.old else set()
    counts = Counter(_said(text) for column, text in _words(edit.new) if column != "question")
    for column, text in _words(edit.new):
        said = _said(text)
        if said in known:
            continue
        if counts[said] > 1:
            yield edit.row.problem(column, "twice", words=text)
            counts[said] = 0
        for other in owners.get(said, []):
            if other.code != edit.new.code:
                names = {"code": _shown_code(other), "name": _name(other)}
                yield edit.row.problem(column, "belongs_to", words=text, **names)


def _words(item: Item) -> list[tuple[str, str]]:
    """Residents' words with their column."""
    listed = [("aliases", text) for text in item.aliases]
    if isinstance(item, Faq):
        return [("question", item.question), *listed]
    return [*listed, *(("questions", text) for text in item.questions)]


def _name(item: Item) -> str:
    return item.question if isinstance(item, Faq) else item.name


def _shown_code(item: Item) -> str:
    return item.id if isinstance(item, Faq) else item.code


def _said(text: str) -> str:
    """A text as far as it matters for telling two apart."""
    return " ".join(_NO_WORD.sub(" ", fold(normalise(text))).split())
