"""One document: what residents read, what is on its way to them, and all that became of it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from assistant.clock import now
from assistant.documents.checking import Findings
from assistant.documents.difference import Difference, differences
from assistant.documents.editing import Unready
from assistant.documents.kind import Kind
from assistant.documents.listing import stage_of
from assistant.documents.version import DocumentError, State, Version, Written
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.staff.role import Permission
from connectors.console.content.deeds import Deed, deeds
from connectors.console.content.shelf import (
    FORMS,
    AskedNumber,
    DocumentPath,
    address,
    editor_of,
    kind_at,
    people,
    shop_of,
    title_of,
)
from connectors.console.fields import AskedLine
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
_ON_THE_WAY = (State.DRAFT, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True)
class Refused:
    """Why something was not done, and what was typed: it is shown again."""

    text: str
    number: int
    findings: Findings = field(default_factory=Findings)
    note: str = ""
    day: str = ""

    @property
    def status(self) -> int:
        """Of the answer."""
        return 422 if self.findings.problems else 409


@dataclass(frozen=True)
class Coming:
    """A version that residents do not read yet, beside what they read."""

    version: Version
    changes: list[Difference]
    deeds: frozenset[Deed]


@router.get("/console/content/{path:path}/checks")
async def checks(
    request: Request, who: Reader, path: DocumentPath, number: AskedNumber = None
) -> Response:
    """What the checks say of a version: half a second, so it is asked for beside the page."""
    kind_at(path)
    try:
        findings = await shop_of(request).editing.findings(path, number or 1)
    except DocumentError:
        raise HTTPException(404, "no such version") from None
    own = [note for note in findings.notes if note.path == path]
    given: dict[str, Any] = {
        "path": path,
        "problems": findings.problems,
        "notes": own,
        "address": address,
    }
    return page(request, "content/checks.html", who, **given)


@router.get("/console/content/{path:path}/version")
async def version_page(
    request: Request, who: Reader, path: DocumentPath, number: AskedNumber = None
) -> Response:
    """Everything that one version says, field by field, and what it changed."""
    kind = kind_at(path)
    version = await written(request, path, number or 1)
    before = await written(request, path, version.base) if version.base else None
    newest = await shop_of(request).store.newest(path)
    given: dict[str, Any] = {
        "one": version, "kind": kind, "title_of": title_of,
        "newest": newest.number if newest else version.number,
        "may_bring_back": _may_bring_back(who) and (newest is None or version.text != newest.text),
        "says": shown(kind, version), "address": address,
        "changes": _changed(kind, before, version), "documents": words(),
        "people": await people(request),
    }  # fmt: skip
    return page(request, "content/version.html", who, path=path, **given)


@router.get("/console/content/{path:path}")
async def document_page(
    request: Request, who: Reader, path: DocumentPath, done: AskedLine = ""
) -> Response:
    """The document as it stands now."""
    return await show(request, who, path, done=done)


async def show(
    request: Request, who: SignedIn, path: str, refused: Refused | None = None, done: str = ""
) -> Response:
    """The page of a document; after a refusal with the reason and what was typed."""
    kind, shop = kind_at(path), shop_of(request)
    history = await shop.store.history(path)
    if not history:
        raise HTTPException(404, "no such document")
    public = next((v for v in history if v.state is State.PUBLISHED), None)
    reads = await written(request, path, public.number) if public else None
    coming = [
        Coming(
            version,
            _changed(kind, reads, await written(request, path, version.number)),
            deeds(version, who.account, await shop.editing.authors(path, version.number)),
        )
        for version in history if version.state in _ON_THE_WAY
    ]  # fmt: skip
    codes = history[0].summary.codes or [path.removesuffix(".yml")]
    alarms = await shop.due.alarms()
    given: dict[str, Any] = {
        "path": path, "kind": kind, "history": history, "public": public, "coming": coming,
        "says": shown(kind, reads) if reads and not coming else [], "refused": refused,
        "newest": next((v for v in history if _is_on_the_line(v)), history[0]),
        "alarms": [alarm for code in codes for alarm in alarms.get(code, ())],
        "may_write": who.may(Permission.WRITE_CONTENT),
        "may_review": who.may(Permission.REVIEW_CONTENT), "may_audit": who.may(Permission.AUDIT),
        "coming_numbers": {one.version.number for one in coming}, "title_of": title_of,
        "tomorrow": str(now().date() + timedelta(days=1)), "is_said": kind in FORMS,
        "aside": [v for v in history if v.state is State.ASIDE],
        "has_form": kind in (*FORMS, Kind.SAFETY),
        "editor": editor_of(kind, path), "address": address, "documents": words(),
        "people": await people(request), "stage_of": stage_of, "done": done,
    }  # fmt: skip
    return page(request, "content/document.html", who, refused.status if refused else 200, **given)


def refusal(error: DocumentError, number: int, note: str = "", day: str = "") -> Refused:
    """What a page says of an error."""
    findings = error.findings if isinstance(error, Unready) else Findings()
    return Refused(words().problem(error), number, findings, note, day)


async def written(request: Request, path: str, number: int) -> Written:
    """A version with its text; 404 when there is none."""
    try:
        return await shop_of(request).store.version(path, number)
    except DocumentError:
        raise HTTPException(404, "no such version") from None


def shown(kind: Kind, version: Written) -> list[Difference]:
    """What a version says; the lines of one list stand together."""
    said: list[Difference] = []
    for line in _compared(kind, version.path, None, version.text):
        if said and said[-1].where == line.where:
            line = replace(line, after=f"{said.pop().after}\n{line.after}")  # noqa: PLW2901
        said.append(line)
    return said


def _changed(kind: Kind, before: Written | None, after: Written) -> list[Difference]:
    return _compared(kind, after.path, before.text if before else None, after.text)


def _compared(kind: Kind, path: str, old: str | None, new: str | None) -> list[Difference]:
    """Of a text that nothing can read any more, the text itself."""
    try:
        return differences(kind, path, old, new)
    except ContentError:
        return [Difference((), old or "", new or "")]


def _may_bring_back(who: SignedIn) -> bool:
    return who.may(Permission.WRITE_CONTENT) or who.may(Permission.REVIEW_CONTENT)


def _is_on_the_line(version: Version) -> bool:
    return version.state not in (State.ASIDE, State.DROPPED)
