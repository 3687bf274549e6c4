"""A version as residents will meet it: in the chat, and on the screen of a hall."""

import asyncio
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

import yaml
from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from assistant.documents.body import read
from assistant.documents.kind import Kind
from assistant.documents.rehearsal import rehearsed
from assistant.errors import ContentError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.list_first import ListFirst
from assistant.settings import ROOT
from assistant.staff.role import Permission
from connectors.console.content.forms.form import title_of
from connectors.console.content.forms.places import Opened, base_of, may_write, office_of, opened
from connectors.console.content.forms.problems import problems_of
from connectors.console.content.forms.talk import LONGEST, leads_on, talk
from connectors.console.content.shelf import DocumentPath, address, shop_of
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
Pressed = Annotated[str, Field(max_length=300)]


@dataclass(frozen=True)
class Looked:
    """What is looked at. `codes`: of the procedures or questions in it, to choose from."""

    document: Opened
    base: KnowledgeBase
    codes: dict[str, str]
    code: str
    office: str | None


class Asked(BaseModel):
    """What to look at. `say`: the buttons pressed; `case`: answers at the kiosk, `case:option`."""

    number: Annotated[int, Field(ge=1, le=2**31 - 2)] | None = None
    code: Annotated[str, Field(max_length=90)] = ""
    on: Literal["chat", "kiosk"] = "chat"
    say: Annotated[list[Pressed], Field(max_length=LONGEST)] = []
    case: Annotated[list[Pressed], Field(max_length=LONGEST)] = []


@router.get("/console/content/{path:path}/preview")
async def preview(
    request: Request, who: Reader, path: DocumentPath, asked: Annotated[Asked, Query()]
) -> Response:
    """The version; what is not whole yet is told instead."""
    document = await opened(request, path, asked.number)
    try:
        looked = await asyncio.to_thread(
            _looked, base_of(request), document, await public_text(request, path), asked.code
        )
    except ContentError:
        looked = None
    if looked is None or not looked.code:
        return unready(request, who, document)
    if asked.on == "kiosk" and looked.code in looked.base.records:
        drawn = await asyncio.to_thread(_kiosk, looked, asked.case)
    else:
        drawn = await asyncio.to_thread(_chat, looked, asked.say)
    onward: dict[str, Any] = {
        "document": document, "looked": looked, "here": address(path, "preview"),
        "title": title_of(request, document), "back": address(path),
        "edit": address(path, "edit") if may_write(who, document.kind, path) else "",
        "is_record": looked.code in looked.base.records,
    }  # fmt: skip
    name = "kiosk" if "list" in drawn else "chat"
    template = f"content/forms/preview_{name}.html"
    return page(request, template, who, **onward, **drawn, **_words())


def _looked(base: KnowledgeBase, document: Opened, public: str | None, code: str) -> Looked:
    path, text = document.path, document.text
    changed = rehearsed(base, path, text, public)
    names = {c: changed.name(c) for c in codes_in(document) if changed.knows(c)}
    chosen = code if code in names else next(iter(names), "")
    office = office_of(path) if document.kind is Kind.OVERRIDE else None
    return Looked(document, changed, names, chosen, office)


def codes_in(document: Opened) -> list[str]:
    """Of the procedures or questions in it; its text is whole."""
    data = read(document.path, document.text)
    if document.kind is Kind.PROCEDURE:
        return [data["code"]]
    if document.kind is Kind.FAQ:
        return [f"faq.{entry['id']}" for entry in data["entries"]]
    return [word["code"] for word in data.get("procedures", [])]


def _chat(looked: Looked, pressed: list[str]) -> dict[str, Any]:
    first = "place" if looked.office else ""
    turns = talk(looked.base, looked.code, pressed, looked.office, first)
    return {"turns": turns, "pressed": pressed[: len(turns) - 1], "leads_on": leads_on}


def _kiosk(looked: Looked, given: list[str]) -> dict[str, Any]:
    lists = ListFirst(looked.base)
    answers = dict(pair.split(":", 1) for pair in given if ":" in pair)
    found = lists.of(looked.code, answers)
    facts = lists.facts(found, looked.office) if found.reply.checklist else []
    open_ = [question for question in found.questions if question.id not in found.answers]
    return {"list": found, "facts": facts, "open": open_, "given": given}


async def public_text(request: Request, path: str) -> str | None:
    """What residents read of it today."""
    for version in await shop_of(request).store.history(path):
        if version.state.value == "published":
            return (await shop_of(request).store.version(path, version.number)).text
    return None


def unready(request: Request, who: SignedIn, document: Opened) -> Response:
    """What keeps a version from being asked anything."""
    problems = problems_of(document.kind, document.path, document.text)
    writes = may_write(who, document.kind, document.path)
    edit = address(document.path, "edit") if writes else ""
    return page(
        request, "content/forms/unready.html", who, problems=problems, edit=edit,
        title=title_of(request, document), back=address(document.path),
    )  # fmt: skip


@cache
def _words() -> dict[str, Any]:
    """The words of the pages that residents see, so that the preview shows the same."""
    web = ROOT / "connectors" / "web"
    chat = yaml.safe_load((web / "texts.yml").read_text("utf8"))
    kiosk = yaml.safe_load((web / "kiosk" / "texts.yml").read_text("utf8"))
    return {"chat": chat, "kiosk": kiosk}
