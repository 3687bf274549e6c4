"""The log of what staff did, newest first."""

from typing import Annotated

from fastapi import Query, Request, Response

from assistant.staff.audit import AuditLog
from assistant.staff.role import Permission
from connectors.console.fields import AskedLine
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_AT_ONCE = 50
Before = Annotated[int | None, Query(ge=1, le=2**63 - 1)]


@router.get("/console/log")
async def log_page(
    request: Request, who: Annotated[SignedIn, signed_in(Permission.AUDIT)],
    by: AskedLine = "", subject: AskedLine = "", before: Before = None,
) -> Response:  # fmt: skip
    """Fifty entries; `before` goes on to older ones."""
    audit: AuditLog = request.app.state.parts.stores.audit
    entries = await audit.latest(
        _AT_ONCE, before=before, who=by.lower() or None, subject=subject or None
    )  # fmt: skip
    older = entries[-1].number if len(entries) == _AT_ONCE else None
    return page(request, "log.html", who, entries=entries, older=older, by=by, subject=subject)
