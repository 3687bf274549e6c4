"""What every page of a document needs: its address, its kind, who did what, and how it is saved."""

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AfterValidator, Field
from starlette.exceptions import HTTPException

from assistant.documents.kind import Kind, kind_of
from assistant.documents.version import Conflict, Version, Written
from assistant.documents.words import words
from assistant.documents.workshop import Workshop
from assistant.staff.audit import Act
from connectors.console.fields import readable
from connectors.console.guard import SignedIn

ROOT = "/console/content"
# Kinds with a form at their own address; crisis texts have a page, every other kind is text.
FORMS = (Kind.PROCEDURE, Kind.FAQ, Kind.OVERRIDE)
_CRISIS_TEXTS = "/console/crisis-texts"
_MOST = 2**31 - 1

DocumentPath = Annotated[str, Path(max_length=200)]
Number = Annotated[int, Field(ge=1, le=_MOST)]
AskedNumber = Annotated[int | None, Query(ge=1, le=_MOST)]


def paragraphs(text: str) -> str:
    """What is typed into a large field: lines stay, without signs that nobody sees."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(readable(line) for line in lines).strip()


Note = Annotated[str, Field(max_length=2000), AfterValidator(paragraphs)]


def shop_of(request: Request) -> Workshop:
    """Everything that is done with documents."""
    shop: Workshop = request.app.state.console.shop
    return shop


def kind_at(path: str) -> Kind:
    """What stands at a path; 404 where nothing can."""
    kind = kind_of(path)
    if kind is None:
        raise HTTPException(404, "no such document")
    return kind


def address(path: str, below: str = "", **query: object) -> str:
    """A page of a document."""
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    whole = f"{ROOT}/{quote(path)}" + (f"/{below}" if below else "")
    return whole + (f"?{urlencode(asked)}" if asked else "")


def editor_of(kind: Kind, path: str) -> str:
    """Where a document is edited."""
    if kind is Kind.SAFETY:
        return _CRISIS_TEXTS
    return address(path, "edit" if kind in FORMS else "text")


def sent_on(url: str) -> Response:
    """To a page that may be loaded again."""
    return RedirectResponse(url, 303, {"Cache-Control": "no-store"})


async def write_down(request: Request, act: Act) -> None:
    """Into the log of staff."""
    await request.app.state.parts.stores.audit.add(act)


async def after_saving(
    request: Request, who: SignedIn, saved: Written | Conflict, action: str = "content_saved"
) -> Response:
    """To the document, or to the page where two edits of one version are put together."""
    if isinstance(saved, Conflict):
        mine = saved.mine
        kept = {"version": mine.number, "beside": saved.theirs.number}
        await write_down(request, Act(who.id, "content_kept_aside", mine.path, None, kept))
        return sent_on(address(mine.path, "conflict", mine=mine.number))
    base = {"version": saved.base} if saved.base else None
    after = {"version": saved.number}
    await write_down(request, Act(who.id, action, saved.path, base, after))
    return sent_on(address(saved.path, done=action))


def title_of(path: str, kind: Kind, version: Version) -> str:
    """What a document is called: its own title, or that of its kind where it has none."""
    return words().kinds[kind] if version.summary.title == path else version.summary.title


async def people(request: Request) -> dict[str, str]:
    """Names by account, to show who did something."""
    accounts = await request.app.state.parts.stores.accounts.all()
    return {account.id: account.person for account in accounts}
