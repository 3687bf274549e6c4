"""The first page: where one can go on from here."""

from typing import Annotated

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from assistant.clock import now
from assistant.staff.role import Permission
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()


@router.get("/console")
async def home(
    request: Request, who: Annotated[SignedIn, signed_in(Permission.OWN_ACCOUNT)]
) -> Response:
    """The pages this person may open."""
    office = request.app.state.parts.knowledge.current.base.offices.office(who.account.office or "")
    return page(request, "home.html", who, office=office)


@router.post("/console/still-here")
async def still_here(who: Annotated[SignedIn, signed_in(Permission.OWN_ACCOUNT)]) -> Response:
    """Somebody is still at the page: so many seconds more."""
    left = who.session.ends_at - now()
    return JSONResponse(
        {"seconds": int(left.total_seconds())}, headers={"Cache-Control": "no-store"}
    )
