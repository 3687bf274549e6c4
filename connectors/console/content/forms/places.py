"""Where a form stands, who may write there, and which text it begins with."""

from dataclasses import dataclass

from fastapi import Request
from starlette.exceptions import HTTPException

from assistant.documents.kind import Kind, kind_of
from assistant.documents.version import DocumentError, State, Written
from assistant.documents.yaml_dump import dumped
from assistant.knowledge.base import KnowledgeBase
from assistant.staff.role import Permission
from connectors.console.content.forms.shapes import SECTIONS
from connectors.console.content.shelf import shop_of
from connectors.console.guard import SignedIn


@dataclass(frozen=True)
class Opened:
    """A document in a form. `version`: None for one that nobody has begun."""

    path: str
    kind: Kind
    version: Written | None
    text: str

    @property
    def base(self) -> int | None:
        """What a draft is built on."""
        return self.version.number if self.version else None

    @property
    def is_waiting(self) -> bool:
        """Whether a new draft takes this one out of its review."""
        return self.version is not None and self.version.state in (State.IN_REVIEW, State.APPROVED)


def form_kind(path: str) -> Kind:
    """The kind of a document that has a form; 404 for others."""
    kind = kind_of(path)
    if kind not in SECTIONS:
        raise HTTPException(404, "no such form")
    return kind


def office_of(path: str) -> str:
    """The office whose words a document holds."""
    return path.removeprefix("overrides/").removesuffix(".yml")


def may_write(who: SignedIn, kind: Kind, path: str) -> bool:
    """Editors write everything; an officer the words of the own office."""
    if who.may(Permission.WRITE_CONTENT):
        return True
    return kind is Kind.OVERRIDE and who.account.may_at(Permission.APPOINTMENTS, office_of(path))


def require_writer(who: SignedIn, kind: Kind, path: str) -> None:
    """403 for everybody else."""
    if not may_write(who, kind, path):
        raise HTTPException(403, "not allowed to write this")


async def opened(request: Request, path: str, number: int | None = None) -> Opened:
    """A document at one of its versions, the newest by default; 404 where there is none."""
    kind, store = form_kind(path), shop_of(request).store
    version = await (store.newest(path) if number is None else numbered(request, path, number))
    if version is not None and version.text is not None:
        return Opened(path, kind, version, version.text)
    if version is None and number is None:
        return unbegun(request, path)
    raise HTTPException(404, "no such document")


def unbegun(request: Request, path: str) -> Opened:
    """The words of an office before anybody wrote any; 404 for everything else."""
    kind, office = form_kind(path), office_of(path)
    if kind is not Kind.OVERRIDE or base_of(request).offices.office(office) is None:
        raise HTTPException(404, "no such document")
    return Opened(path, kind, None, dumped({"office": office, "procedures": []}))


async def numbered(request: Request, path: str, number: int) -> Written:
    """One version; 404 where there is none."""
    try:
        return await shop_of(request).store.version(path, number)
    except DocumentError:
        raise HTTPException(404, "no such version") from None


def base_of(request: Request) -> KnowledgeBase:
    """What residents are told now."""
    base: KnowledgeBase = request.app.state.parts.knowledge.current.base
    return base
