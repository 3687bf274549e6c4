"""Which procedures get a poster: by code, by field, or all that an office takes. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.appointments.nearby import takes
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.knowledge.record import Record
from assistant.language.text import fold

# How the portal's agencies name the committee of a commune, and the provincial centre's own.
_RECEIVERS = {
    "commune": re.compile(r"(?:uy ban nhan dan|ubnd|quan ly dat dai)[^;,]*\b(?:xa|phuong)\b"),
    "provincial": re.compile(r"\bso\b|(?:uy ban nhan dan|ubnd)[^;,]*\btinh\b|hanh chinh cong"),
}
_LEVELS = {"commune": "commune", "provincial": "province"}


@dataclass(frozen=True)
class Choice:
    """The records in the order of their codes, and what was asked for in vain.

    `elsewhere`: asked for by code, but by its record not handed in at this office.
    """

    records: tuple[Record, ...]
    unknown_codes: tuple[str, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def choose(
    base: KnowledgeBase,
    office: Office | None,
    codes: Sequence[str],
    fields: Sequence[str],
    *,
    whole: bool = False,
) -> Choice:
    """By codes and fields; `whole`: all that the office takes."""
    known = [code for code in codes if code in base.records]
    found = {code: base.records[code] for code in known}
    unknown_fields = []
    here = [r for r in base.records.values() if office is None or posted(office, r, base)]
    for name in fields:
        id_ = _field(base, name)
        of_field = {record.code: record for record in here if record.field == id_}
        found |= of_field
        if not of_field:
            unknown_fields.append(name)
    if whole:
        found = {record.code: record for record in here}
    return Choice(
        records=tuple(found[code] for code in sorted(found)),
        unknown_codes=tuple(dict.fromkeys(code for code in codes if code not in base.records)),
        unknown_fields=tuple(unknown_fields),
        elsewhere=tuple(
            code for code in dict.fromkeys(known) if office and not takes(office, found[code])
        ),
    )


def posted(office: Office, record: Record, base: KnowledgeBase) -> bool:
    """Whether a poster of it belongs into the hall of this office.

    The portal gives customs and taxes the level of a commune as well: there the agency it prints
    decides, or, where it prints none, that no higher level is named.
    """
    if record.origin != "portal":
        return takes(office, record)
    if not takes(office, record):
        return False
    if record.place.text == base.phrases["portal_no_place"]:
        return record.level == [_LEVELS[office.kind]]
    return bool(_RECEIVERS[office.kind].search(" ".join(fold(record.place.text).split())))


def _field(base: KnowledgeBase, name: str) -> str:
    """The id of a field, said by its id or by the name that residents read."""
    named = {fold(title): id_ for id_, title in base.fields.root.items()}
    return named.get(fold(name.strip()), name.strip())
