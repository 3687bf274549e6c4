"""The office and the procedure that a request names."""

from fastapi import Request

from assistant.knowledge.offices import Office
from assistant.knowledge.record import Record
from connectors.refused import Refused
from connectors.web.visit import base_of


def known_office(id_: str, request: Request, *, status: int = 404) -> Office:
    """The office of this id; refused with `status` when there is none."""
    office = base_of(request).offices.office(id_)
    if office is None:
        raise Refused(status, "unknown_office", "api_unknown_office", field="office")
    return office


def known_procedure(code: str, request: Request, *, status: int = 404) -> Record:
    """The record of this code; refused with `status` when there is none."""
    base = base_of(request)
    if code not in base.records:
        raise Refused(status, "unknown_procedure", "api_unknown_procedure", field="procedure")
    return base.record(code)
