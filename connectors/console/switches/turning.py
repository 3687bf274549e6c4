"""The switches: how each stands, turning one off with a reason residents read, and on again."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.conversation.attendance import sentence
from assistant.conversation.switch import Part, Turned
from assistant.notices.notice import tidy_text
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from assistant.stores import Stores
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.switches.reach import only_office, require_all

router = console_router()
Manager = Annotated[SignedIn, signed_in(Permission.SWITCHES)]
_HISTORY = 50
_SHORTEST, _LONGEST = 5, 300


@router.get("/console/switches")
async def switches_page(request: Request, who: Manager) -> Response:
    """How every switch stands, and who turned which, newest first."""
    stores = _stores(request)
    standing = await stores.switch.standing()
    return page(
        request, "switches/list.html", who, parts=list(Part), standing=standing,
        may_turn=only_office(who.account) is None,
        history=await stores.switch.history(_HISTORY, name=None),
    )  # fmt: skip


@router.get("/console/switches/{part}")
async def turn_page(request: Request, who: Manager, part: Part) -> Response:
    """One switch, with what residents will read."""
    require_all(who)
    return await _turn_page(request, who, part)


@router.post("/console/switches/{part}")
async def turn(
    request: Request, who: Manager, part: Part, state: Annotated[str, Form(max_length=10)],
    reason: Annotated[str, Form(max_length=4000)] = "",
) -> Response:  # fmt: skip
    """Turn it. Off needs a reason; a refused form comes back as it was filled in."""
    require_all(who)
    on, reason = state == "on", tidy_text(reason)
    refusal = _refusal(on=on, state=state, reason=reason)
    if refusal is not None:
        return await _turn_page(request, who, part, typed=reason, refusal=refusal)
    stores = _stores(request)
    before = (await stores.switch.standing()).get(part)
    await stores.switch.turn(on=on, reason=reason, by=who.id, name=part)
    act = Act(who.id, f"switched_{state}", part.value, _written(before),
              {"is_on": on, "reason": reason})  # fmt: skip
    await stores.audit.add(act)
    return RedirectResponse("/console/switches", 303, {"Cache-Control": "no-store"})


async def _turn_page(
    request: Request, who: SignedIn, part: Part, *, typed: str = "", refusal: str | None = None
) -> Response:
    last = (await _stores(request).switch.standing()).get(part)
    phrases = request.app.state.parts.knowledge.current.base.phrases
    said = phrases.fill("switched_off", reason=sentence(typed)) if typed else None
    pattern = phrases.fill("switched_off", reason="\0").split("\0")
    return page(
        request, "switches/turn.html", who, 422 if refusal else 200, part=part, last=last,
        is_on=last is None or last.is_on, typed=typed, refusal=refusal, said=said,
        around=pattern, shortest=_SHORTEST, longest=_LONGEST,
    )  # fmt: skip


def _refusal(*, on: bool, state: str, reason: str) -> str | None:
    if state not in {"on", "off"}:
        return "no_state"
    if len(reason) > _LONGEST:
        return "long_reason"
    return "no_reason" if not on and len(reason) < _SHORTEST else None


def _written(turned: Turned | None) -> dict[str, object] | None:
    return None if turned is None else {"is_on": turned.is_on, "reason": turned.reason}


def _stores(request: Request) -> Stores:
    stores: Stores = request.app.state.parts.stores
    return stores
