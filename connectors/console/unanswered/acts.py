"""What is done about a group: its words written in, settled, passed on, opened again."""

from typing import Annotated, Literal

from fastapi import Form, Request, Response
from pydantic import BaseModel, Field

from assistant.clock import now
from assistant.language.text import normalise
from assistant.staff.role import Permission
from assistant.unanswered.mending import codes_of
from assistant.unanswered.question import Handled, Way
from assistant.unanswered.wording import WordingError, Words
from connectors.console.fields import Clean, Line
from connectors.console.guard import SignedIn
from connectors.console.route import console_router
from connectors.console.unanswered import view
from connectors.console.unanswered.group import Shown, shown
from connectors.console.unanswered.view import GroupId, Workshop, Writer

router = console_router()


class WordsForm(BaseModel):
    """Words for a record. `code`: the record or question whose button was pressed; `wording`:
    which of the group's wordings was looked at.
    """

    words: Clean = ""
    as_: Annotated[Literal["alias", "example"], Field(alias="as")] = "alias"
    code: Clean = ""
    note: Clean = ""
    wording: Annotated[int, Field(ge=0, le=1000)] = 0

    @property
    def typed(self) -> dict[str, str]:
        """As the form shows it again."""
        return {"words": self.words, "as_": self.as_, "note": self.note}


class PassForm(BaseModel):
    """Whom it goes to: one of the two."""

    office: Clean = ""
    account: Clean = ""
    note: Clean = ""


@router.post("/console/unanswered/{id_}/words")
async def write_in(
    request: Request, who: Writer, id_: GroupId, form: Annotated[WordsForm, Form()]
) -> Response:
    """Into the record, as a draft on its way to review."""
    heap = await view.heap(request, id_)
    try:
        words = Words(normalise(form.words), form.code, form.as_, form.note)
        draft = await view.mending(request).write_in(id_, words, who.id)
    except WordingError as error:
        refused = Shown(form.wording, typed=form.typed, problem=error.problem)
        return await shown(request, who, heap, refused)
    await view.note(
        request, who, "question_written_in", id_, code=form.code, document=draft.path,
        version=draft.number, way=form.as_,
    )  # fmt: skip
    if draft.problems:
        heap = await view.heap(request, id_)
        return await shown(request, who, heap, Shown(form.wording, typed=form.typed, draft=draft))
    return view.back(id_, "in_review" if draft.in_review else "as_draft")


@router.post("/console/unanswered/{id_}/written")
async def written(
    request: Request, who: Workshop, id_: GroupId, form: Annotated[WordsForm, Form()]
) -> Response:
    """There is an answer by now: the question must find it from now on."""
    heap = await view.heap(request, id_)
    if not await _is_known(request, form.code):
        refused = Shown(form.wording, typed=form.typed, problem="no_document")
        return await shown(request, who, heap, refused)
    handled = Handled(Way.WRITTEN, who.id, now(), form.code)
    return await _settled(request, who, id_, handled, form.words)


@router.post("/console/unanswered/{id_}/out-of-scope")
async def out_of_scope(
    request: Request, who: Workshop, id_: GroupId, form: Annotated[WordsForm, Form()]
) -> Response:
    """Not for us: no record may answer it from now on."""
    await view.heap(request, id_)
    handled = Handled(Way.OUT_OF_SCOPE, who.id, now())
    return await _settled(request, who, id_, handled, form.words)


@router.post("/console/unanswered/{id_}/done")
async def done(request: Request, who: Workshop, id_: GroupId, note: Line = "") -> Response:
    """Nothing needs to be written."""
    await view.heap(request, id_)
    return await _settled(request, who, id_, Handled(Way.DONE, who.id, now(), note=note))


@router.post("/console/unanswered/{id_}/reopen")
async def reopen(request: Request, who: Workshop, id_: GroupId) -> Response:
    """As if nothing had been done; its cases are not asked any more."""
    await view.heap(request, id_)
    await view.mending(request).reopen(id_)
    await view.note(request, who, "question_reopened", id_)
    return view.back(id_, "reopened")


@router.post("/console/unanswered/{id_}/pass-on")
async def pass_on(
    request: Request, who: Workshop, id_: GroupId, form: Annotated[PassForm, Form()]
) -> Response:
    """To an office, or to a colleague, who find it on a page of their own."""
    heap = await view.heap(request, id_)
    office = form.office if form.office in view.office_names(request) else None
    account = await _colleague(request, form.account)
    if (office is None) == (account is None):
        typed = {"words": heap.text, "as_": "alias", "note": "", "pass_note": form.note}
        return await shown(request, who, heap, Shown(problem="no_receiver", typed=typed))
    handled = Handled(
        Way.PASSED_ON, who.id, now(), office=office, account=account, note=form.note
    )  # fmt: skip
    await view.mending(request).settle(id_, handled)
    await view.note(request, who, "question_passed_on", id_, office=office, account=account)
    return view.back(id_, "passed_on")


async def _colleague(request: Request, name: str) -> str | None:
    """An account that may read what is passed on."""
    account = await view.parts(request).stores.accounts.get(name) if name else None
    if account is None or account.disabled or not account.may(Permission.READ_CONTENT):
        return None
    return account.id


async def _settled(
    request: Request, who: SignedIn, id_: int, handled: Handled, words: str = ""
) -> Response:
    await view.mending(request).settle(id_, handled, normalise(words))
    way = handled.way.value
    await view.note(request, who, "question_settled", id_, way=way, code=handled.code)
    return view.back(id_, way)


async def _is_known(request: Request, code: str) -> bool:
    if view.base(request).knows(code):
        return True
    return code in codes_of(await view.parts(request).stores.documents.listing())
