"""The form of a procedure, a topic of questions, or an office's own words."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query, Request, Response

from assistant.documents.body import edited, read
from assistant.documents.editing import Unready
from assistant.documents.kind import Kind
from assistant.documents.version import Conflict, DocumentError, State, Written
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from connectors.console.content.forms.beside import beside
from connectors.console.content.forms.places import (
    Opened,
    base_of,
    form_kind,
    office_of,
    opened,
    require_writer,
    unbegun,
)
from connectors.console.content.forms.problems import Problem, problems_of
from connectors.console.content.forms.sent import Act as Pressed
from connectors.console.content.forms.sent import act_of, done, typed_of
from connectors.console.content.forms.shape import OLD, Typed, shown, stated, with_ids
from connectors.console.content.forms.shapes import SECTIONS, shapes_of
from connectors.console.content.shelf import DocumentPath, address, sent_on, shop_of, write_down
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
_ONWARD = {"preview": "preview", "effects": "effects"}


@dataclass(frozen=True)
class Shown:
    """What the form shows. `at`: the row to look at; `said`: a sentence by its name in the texts,
    or the words themselves.
    """

    typed: Typed
    problems: Sequence[Problem] = ()
    at: str = ""
    said: str = ""
    note: str = ""
    status: int = 200


@router.get("/console/content/{path:path}/edit")
async def form_page(
    request: Request,
    who: Reader,
    path: DocumentPath,
    said: Annotated[str, Query(pattern="^(saved|unchanged)?$")] = "",
    at: Annotated[str, Query(pattern=r"^([a-z_]+(\.[a-z_0-9]{1,40}){0,5})?$")] = "",
) -> Response:
    """The newest version in boxes."""
    require_writer(who, form_kind(path), path)
    document = await opened(request, path)
    typed = shown(shapes_of(document.kind), _data(document))
    if document.version is None:  # a first row to write into: what stays empty is not kept
        typed, _ = done(Pressed("add", ("procedures",)), typed, shapes_of(document.kind))
    problems = problems_of(document.kind, path, document.text)
    return _form(request, who, document, Shown(typed, problems, at, said))


@router.post("/console/content/{path:path}/edit")
async def send(request: Request, who: Reader, path: DocumentPath) -> Response:
    """A button of the form: rows come and go, or what is typed is kept."""
    kind = form_kind(path)
    require_writer(who, kind, path)
    sent = [(k, v) for k, v in (await request.form()).multi_items() if isinstance(v, str)]
    given = dict(sent)
    number = _number(given.get("base", ""))
    document = unbegun(request, path) if number is None else await opened(request, path, number)
    typed = typed_of(shapes_of(kind), sent)
    with_ids(shapes_of(kind), typed)
    act, note = act_of(given.get("act", "")), given.get("note", "")[:1000]
    if act is not None:
        typed, at = done(act, typed, shapes_of(kind))
        return _form(request, who, document, Shown(typed, at=at, note=note))
    return await _keep(request, who, document, Shown(typed, note=note), given.get("act", ""))


async def _keep(
    request: Request, who: SignedIn, document: Opened, form: Shown, onward: str
) -> Response:
    """Save it, then go where the button leads."""
    shop, path = shop_of(request), document.path
    try:
        data = stated(shapes_of(document.kind), form.typed, _data(document))
        text = await asyncio.to_thread(edited, path, document.text, data)
        kept = await shop.editing.save(path, text, document.base, who.id, form.note)
    except ContentError as error:
        return _refused(request, who, document, form, "; ".join(error.problems))
    except DocumentError as error:
        return _refused(request, who, document, form, words().problem(error))
    if isinstance(kept, Conflict):
        return await _both(request, who, document, kept)
    if kept.number != document.base:
        await _log(request, who, "content_saved", document, kept.number)
    if onward == "submit":
        return await _submit(request, who, document, form, kept)
    if onward in _ONWARD:
        return sent_on(address(path, _ONWARD[onward], number=kept.number))
    said = "unchanged" if kept.number == document.base else "saved"
    return sent_on(address(path, "edit", said=said))


async def _submit(
    request: Request, who: SignedIn, document: Opened, form: Shown, kept: Written
) -> Response:
    """Ask for the review; what the checks refuse is shown with what was typed."""
    now = Opened(document.path, document.kind, kept, kept.text or "")
    if kept.state is not State.DRAFT:
        return _refused(request, who, now, form, "unchanged")
    try:
        await shop_of(request).editing.submit(now.path, kept.number)
    except Unready as error:
        own = problems_of(now.kind, now.path, now.text)
        others = [Problem("", f.where, f.text) for f in error.findings.problems]
        typed = shown(shapes_of(now.kind), _data(now))
        told = Shown(typed, own or others, said="unready", status=422)
        return _form(request, who, now, told)
    except DocumentError as error:
        return _refused(request, who, now, form, words().problem(error))
    await _log(request, who, "content_submitted", now, kept.number)
    return sent_on(address(now.path, done="content_submitted"))


async def _both(
    request: Request, who: SignedIn, document: Opened, conflict: Conflict
) -> Response:  # fmt: skip
    """Somebody was faster. Editors choose on a page; an officer, who has no such page, goes on in
    the form with both edits in it.
    """
    mine, theirs = conflict.mine, conflict.theirs
    await _log(request, who, "content_kept_aside", document, mine.number)
    if who.may(Permission.WRITE_CONTENT) or theirs.text is None:
        return sent_on(address(document.path, "conflict", mine=mine.number))
    typed = shown(shapes_of(document.kind), _joined(conflict))
    for row in typed["procedures"]:
        row[OLD] = ""  # the places of the rows are those of neither text
    now = Opened(document.path, document.kind, theirs, theirs.text)
    return _form(request, who, now, Shown(typed, said="conflict", status=409))


def _joined(conflict: Conflict) -> dict[str, Any]:
    """An office's words: theirs, with mine in the place of those of the same procedure."""
    mine, theirs = (read(v.path, v.text or "") for v in (conflict.mine, conflict.theirs))
    rows = [*(theirs.get("procedures") or []), *(mine.get("procedures") or [])]
    return {**theirs, "procedures": list({str(row.get("code")): row for row in rows}.values())}


async def _log(
    request: Request, who: SignedIn, action: str, document: Opened, number: int
) -> None:  # fmt: skip
    before = {"version": document.base} if document.base else None
    await write_down(request, Act(who.id, action, document.path, before, {"version": number}))


def _refused(request: Request, who: SignedIn, document: Opened, form: Shown, said: str) -> Response:
    again = Shown(form.typed, said=said, note=form.note, status=422)
    return _form(request, who, document, again)


def _form(request: Request, who: SignedIn, document: Opened, form: Shown) -> Response:
    given: dict[str, Any] = {
        "document": document, "sections": SECTIONS[document.kind], "form": form, "names": words(),
        "action": address(document.path, "edit"), "onward": address(document.path),
        "title": title_of(request, document), "is_override": document.kind is Kind.OVERRIDE,
        "unfolded": _unfolded(form),
        **beside(request, document, form.typed),
    }  # fmt: skip
    return page(request, "content/forms/form.html", who, form.status, **given)


def title_of(request: Request, document: Opened) -> str:
    """What a clerk calls the document."""
    if document.kind is Kind.OVERRIDE:
        office = base_of(request).offices.office(office_of(document.path))
        return office.name if office else document.path
    return document.version.summary.title if document.version else document.path


def _unfolded(form: Shown) -> set[str]:
    """Rows to be seen at once: the one just touched, those with a problem, and all around them."""
    ways = [place.split(".") for place in (form.at, *(problem.box for problem in form.problems))]
    return {".".join(way[:n]) for way in ways for n in range(1, len(way) + 1)}


def _data(document: Opened) -> Any:
    return read(document.path, document.text)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < len(text) < 10 else None
