"""The questions that must be answered right, and how each edition did with them."""

from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.staff.audit import Act
from assistant.unanswered.case import Grade, share, turned
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.unanswered import view
from connectors.console.unanswered.view import Workshop, Writer

router = console_router()
_ROUNDS = 10
CaseId = Annotated[int, Path(ge=1, le=2**63 - 1)]
_WORST_FIRST = {Grade.WRONG: 0, Grade.OFFERED: 1, None: 2, Grade.RIGHT: 3}


@router.get("/console/unanswered/kept")
async def kept_page(request: Request, who: Workshop) -> Response:
    """All of them, those that go wrong first; before and after the last publishing."""
    store, base = view.parts(request).stores.question_cases, view.base(request)
    cases, rounds = await store.all(), await store.rounds(_ROUNDS)
    results = await store.results(rounds[0].edition) if rounds else {}
    change = turned(rounds[1].grades, rounds[0].grades) if len(rounds) > 1 else None
    graded = {id_: result.grade for id_, result in results.items()}
    cases = sorted(cases, key=lambda case: _WORST_FIRST[graded.get(case.id)])
    return page(
        request, "unanswered/kept.html", who, cases=cases, results=results, change=change,
        rounds=[(round_, share(round_.grades)) for round_ in rounds],
        name_of=lambda code: base.name(code) if code and base.knows(code) else code,
    )  # fmt: skip


@router.post("/console/unanswered/kept/{id_}/remove")
async def remove(request: Request, who: Writer, id_: CaseId) -> Response:
    """It is not asked any more."""
    stores = view.parts(request).stores
    case = await stores.question_cases.remove(id_)
    if case is None:
        raise HTTPException(404, "no such case")
    gone = {"code": case.expected}
    await stores.audit.add(Act(who.id, "kept_question_removed", f"case:{id_}", gone, None))
    return RedirectResponse("/console/unanswered/kept", 303, {"Cache-Control": "no-store"})
