"""The spreadsheet: all words of residents and all questions in one file, out and in."""

from typing import Annotated

from fastapi import File, Form, Request, Response, UploadFile
from pydantic import AfterValidator

from assistant.documents.spreadsheets import Uploaded
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from connectors.console.content.shelf import address, paragraphs, shop_of, write_down
from connectors.console.fields import readable
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Editor = Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TOLD = 100  # mistakes shown at once: who has more starts with these


@router.get("/console/content/spreadsheet")
async def spreadsheet_page(request: Request, who: Reader) -> Response:
    """What it is for, and both ways."""
    return _shown(request, who)


@router.get("/console/content/spreadsheet/file.xlsx")
async def spreadsheet_out(request: Request, who: Reader) -> Response:
    """The file."""
    headers = {
        "Content-Disposition": 'attachment; filename="noi-dung-tro-ly.xlsx"',
        "Cache-Control": "no-store",
    }
    try:
        data = await shop_of(request).sheets.export()
    except ContentError as error:
        return _shown(request, who, problems=error.problems)
    return Response(data, media_type=_KIND, headers=headers)


@router.post("/console/content/spreadsheet")
async def spreadsheet_in(
    request: Request, who: Editor, file: Annotated[UploadFile, File()],
    note: Annotated[str, AfterValidator(paragraphs), Form(max_length=2000)] = "",
) -> Response:  # fmt: skip
    """Drafts of what was changed in it, or every mistake and nothing changed."""
    records = request.app.state.parts.knowledge.current.base.records
    name = readable(file.filename or "")
    try:
        done = await shop_of(request).sheets.take_over(
            name, await file.read(), who.id, records.keys(), note
        )
    except ContentError as error:
        return _shown(request, who, problems=error.problems, note=note)
    after = {"drafts": len(done.drafts), "kept_aside": len(done.conflicts)}
    await write_down(request, Act(who.id, "content_uploaded", "spreadsheet", None, after))
    return _shown(request, who, done=done)


def _shown(
    request: Request, who: SignedIn, *, done: Uploaded | None = None,
    problems: list[str] | None = None, note: str = "",
) -> Response:  # fmt: skip
    given = {
        "done": done, "problems": (problems or [])[:_TOLD], "note": note,
        "more": max(0, len(problems or []) - _TOLD), "address": address, "documents": words(),
        "may_write": who.may(Permission.WRITE_CONTENT),
    }  # fmt: skip
    return page(request, "content/spreadsheet.html", who, 422 if problems else 200, **given)
