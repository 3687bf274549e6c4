"""The last resort: the words of a document as they stand in its file, for kinds without a form."""

from typing import Annotated

from fastapi import Form, Request, Response
from pydantic import BaseModel, Field

from assistant.documents.body import LONGEST
from assistant.documents.kind import Kind
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.staff.role import Permission
from connectors.console.content.document import written
from connectors.console.content.shelf import (
    FORMS,
    DocumentPath,
    Note,
    Number,
    address,
    after_saving,
    kind_at,
    shop_of,
)
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Editor = Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]


class Typed(BaseModel):
    """The whole text. `base`: the version it was opened from."""

    base: Number
    text: Annotated[str, Field(max_length=LONGEST)] = ""
    note: Note = ""


@router.get("/console/content/{path:path}/text")
async def text_page(request: Request, who: Editor, path: DocumentPath) -> Response:
    """The newest text."""
    kind_at(path)
    newest = await shop_of(request).store.newest(path)
    number = newest.number if newest else 1
    text = newest.text if newest else None
    if text is None:  # it ended: go on from what it said before
        version = await written(request, path, newest.base or number if newest else number)
        text = version.text or ""
    return _form(request, who, path, Typed(base=number, text=text))


@router.post("/console/content/{path:path}/text")
async def save_text(
    request: Request, who: Editor, path: DocumentPath, typed: Annotated[Typed, Form()]
) -> Response:
    """A draft, unless nobody could read it."""
    kind_at(path)
    await written(request, path, typed.base)
    text = typed.text.replace("\r\n", "\n").replace("\r", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    try:
        saved = await shop_of(request).editing.save(path, text, typed.base, who.id, typed.note)
    except ContentError as error:
        said = [words().said(line.removeprefix(f"{path}: ")) for line in error.problems]
        return _form(request, who, path, typed, said)
    return await after_saving(request, who, saved)


def _form(
    request: Request, who: SignedIn, path: str, typed: Typed, problems: list[str] | None = None
) -> Response:
    kind: Kind = kind_at(path)
    given = {
        "path": path, "kind": kind, "typed": typed, "problems": problems or [], "address": address,
        "documents": words(), "longest": LONGEST, "has_form": kind in (*FORMS, Kind.SAFETY),
    }  # fmt: skip
    return page(request, "content/text.html", who, 422 if problems else 200, **given)
