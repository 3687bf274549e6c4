"""What the portal says otherwise than the record staff wrote: for a clerk to look at."""

import re
from collections.abc import Iterator

from assistant.knowledge.record import Fee, Record, TimeLimit
from assistant.language.text import fold

_LAW_NUMBER = re.compile(r"\d+/\d{4}/[a-zđ0-9-]+", re.IGNORECASE)
_FORM = re.compile(r"\b(?:mẫu|mau)\s*(?:số\s*)?([a-z]*\d[\w./-]*)", re.IGNORECASE)


def differences(written: Record, official: Record) -> Iterator[str]:
    """One line for each field that differs: ours ≠ the portal's."""
    if fold(written.official_name) != fold(official.official_name):
        yield f"official_name: {written.official_name} ≠ {official.official_name}"
    if written.decision != official.decision:
        yield f"decision: {written.decision} ≠ {official.decision}"
    if missing := set(official.level) - set(written.level) - {"other"}:
        yield f"level: {', '.join(written.level)}; the portal also has {', '.join(sorted(missing))}"
    yield from _times(written, official)
    yield from _fees(written, official)
    if (ours := len(written.papers)) < (theirs := len(official.papers)):
        yield f"papers: {ours} here, {theirs} there"
    yield from _only_there("form", _forms(written), _forms(official))
    yield from _only_there("law", _laws(written), _laws(official))


def _times(written: Record, official: Record) -> Iterator[str]:
    ours = {_limit(limit) for limit in written.times if limit.amount}
    theirs = {_limit(limit) for limit in official.times if limit.amount}
    if theirs - ours:
        yield f"times: {_listed(ours)} ≠ {_listed(theirs)}"


def _fees(written: Record, official: Record) -> Iterator[str]:
    ours = {_amount(fee) for fee in written.fees if fee.amount is not None}
    theirs = {_amount(fee) for fee in official.fees if fee.amount is not None}
    if theirs - ours:
        yield f"fees: {_listed(ours)} ≠ {_listed(theirs)}"


def _only_there(field: str, ours: set[str], theirs: set[str]) -> Iterator[str]:
    if theirs - ours:
        yield f"{field}: only there: {_listed(theirs - ours)}"


def _limit(limit: TimeLimit) -> str:
    return f"{limit.amount} {limit.unit}"


def _amount(fee: Fee) -> str:
    return f"{fee.amount:,}"


def _laws(record: Record) -> set[str]:
    return {number.lower() for law in record.law for number in _LAW_NUMBER.findall(law.number)}


def _forms(record: Record) -> set[str]:
    texts = [f"{paper.name} {paper.form or ''} {paper.note or ''}" for paper in record.papers]
    return {form.strip(".").lower() for text in texts for form in _FORM.findall(text)}


def _listed(values: set[str]) -> str:
    return ", ".join(sorted(values)) or "–"
