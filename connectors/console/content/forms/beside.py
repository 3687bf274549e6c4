"""What stands beside the boxes of a form: names of procedures, and what the province wrote."""

from typing import Any

from fastapi import Request

from assistant.documents.kind import Kind
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import OfficeHours
from connectors.console.content.forms.places import Opened, base_of, office_of
from connectors.console.content.forms.shape import Typed


def beside(request: Request, document: Opened, typed: Typed) -> dict[str, Any]:
    """For the template. `procedures`: code → name, to be picked from; `inherited`: of the codes in
    the rows, what residents are told without an own word; `standard`: hours of the office.
    """
    base = base_of(request)
    given: dict[str, Any] = {"procedures": _written(base), "inherited": {}, "standard": []}
    if document.kind is Kind.OVERRIDE:
        codes = {str(row.get("code", "")).partition(" ")[0] for row in typed.get("procedures", [])}
        given["inherited"] = {c: base.records[c] for c in codes if c in base.records}
        office = base.offices.office(office_of(document.path))
        given["standard"] = _openings(base.offices.hours_of(office)) if office else []
        given["office"] = office
    return given


def _written(base: KnowledgeBase) -> dict[str, str]:
    """What staff wrote themselves: the portal's thousands would drown it."""
    return {r.code: r.name for r in base.records.values() if r.origin == "written"}


def _openings(hours: OfficeHours) -> list[tuple[list[int], str, str]]:
    """Days of the week, from, to."""
    return [
        (list(o.days), o.since.strftime("%H:%M"), o.until.strftime("%H:%M")) for o in hours.openings
    ]
