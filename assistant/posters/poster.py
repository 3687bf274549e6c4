"""What one poster says: a procedure, where its QR image leads, and the papers everyone needs. Pure.

Only what the record says: a paper that hangs on a case is never shown as if everyone needed it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.knowledge.record import Paper, Record
from assistant.posters.words import words

_UNNUMBERED = "x."  # our own stand-in where no source gives the national code


@dataclass(frozen=True)
class Poster:
    """Ready to be laid out. `about`: code and field; `papers` may be empty, then so are `notes`."""

    code: str
    name: str
    office: str
    about: str
    link: str
    papers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    checked: str | None = None


def deep_link(public_url: str, code: str, office: str | None) -> str:
    """Where the QR image of a poster leads, now and as long as the poster hangs."""
    link = f"{public_url.rstrip('/')}/p/{quote(code)}"
    return f"{link}?o={quote(office)}" if office else link


def poster_of(
    record: Record, base: KnowledgeBase, office: Office | None, public_url: str
) -> Poster:
    """The poster of a procedure, to hang in this office; anywhere if none is said."""
    said, papers, notes = words(), _papers(record), tuple(_notes(record))
    return Poster(
        code=record.code,
        name=record.name,
        office=office.name if office else said.anywhere,
        about=" · ".join(_about(record, base)),
        link=deep_link(public_url, record.code, office.id if office else None),
        papers=papers,
        notes=notes,
        checked=said.checked_on.format(day=f"{record.checked_on:%d/%m/%Y}") if notes or papers
        else None,
    )  # fmt: skip


def _about(record: Record, base: KnowledgeBase) -> Iterator[str]:
    if not record.code.startswith(_UNNUMBERED):
        yield words().code.format(code=record.code)
    if record.field in base.fields.root:
        yield words().field.format(field=base.fields.root[record.field])


def _papers(record: Record) -> tuple[str, ...]:
    return tuple(_line(paper) for paper in record.papers if _everyone_needs(paper, record))


def _everyone_needs(paper: Paper, record: Record) -> bool:
    """Of a portal record, what stands under a heading is for the case that the heading names."""
    return not paper.when and paper.heading is None


def _line(paper: Paper) -> str:
    said = words()
    details = [
        said.originals.format(count=paper.originals) if paper.originals else "",
        said.copies.format(count=paper.copies) if paper.copies else "",
        said.show if paper.use == "show" else "",
        said.confirm_mark if paper.to_confirm else "",
    ]
    told = ", ".join(filter(None, details))
    return f"{paper.name} ({told})" if told else paper.name


def _notes(record: Record) -> Iterator[str]:
    """What must be known beside the list; nothing where the record names no paper at all."""
    if not record.papers:
        return
    needed = [paper for paper in record.papers if _everyone_needs(paper, record)]
    if not needed:
        yield words().all_by_case
    elif len(needed) < len(record.papers):
        yield words().by_case
    if any(paper.unless for paper in needed):
        yield words().waived
    if "papers" in record.to_confirm:
        yield words().to_confirm
