"""New content: a question with its answer, a procedure, and an office's own words."""

import asyncio
import re
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import AfterValidator

from assistant.clock import VIETNAM, now
from assistant.documents.body import edited, plain, read
from assistant.documents.kind import Kind
from assistant.documents.version import Conflict, DocumentError
from assistant.documents.words import words
from assistant.documents.yaml_dump import dumped
from assistant.errors import ContentError
from assistant.knowledge.record import Record
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from connectors.console.content.forms.identifiers import identifier
from connectors.console.content.forms.places import base_of, may_write
from connectors.console.content.forms.sent import act_of, done, typed_of
from connectors.console.content.forms.shape import Typed, shown, stated
from connectors.console.content.forms.shapes import ENTRY
from connectors.console.content.shelf import address, sent_on, shop_of, write_down
from connectors.console.fields import AskedLine, readable
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Editor = Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
_CODE = re.compile(r"\d\.\d{6}")
_NEW_TOPIC = "new"
Prefilled = Annotated[str, AfterValidator(readable), Query(max_length=500)]


@router.get("/console/content/new/faq")
async def new_faq(
    request: Request, who: Editor, question: Prefilled = "", topic: AskedLine = ""
) -> Response:
    """An empty question; the words of a resident in it where they were brought along."""
    today = now().astimezone(VIETNAM).date()
    typed = shown(ENTRY, {"question": question, "checked_on": today, "sources": [{}]})
    return await _faq_page(request, who, typed, {"topic": topic, "asked": question})


@router.post("/console/content/new/faq")
async def add_faq(request: Request, who: Editor) -> Response:
    """A draft of its topic, with the question at its end."""
    sent = [(k, v) for k, v in (await request.form()).multi_items() if isinstance(v, str)]
    given = {name: readable(value) for name, value in sent}
    typed, act = typed_of(ENTRY, sent), act_of(given.get("act", ""))
    if act is not None:
        typed, _ = done(act, typed, ENTRY)
        return await _faq_page(request, who, typed, given)
    problem = "no_question" if not str(typed["question"]).strip() else ""
    if given.get("topic") == _NEW_TOPIC and not given.get("name"):
        problem = "no_topic"
    if problem:
        return await _faq_page(request, who, typed, given, problem)
    return await _keep_faq(request, who, typed, given)


async def _keep_faq(
    request: Request, who: SignedIn, typed: Typed, given: dict[str, str]
) -> Response:  # fmt: skip
    store = shop_of(request).store
    listed = [item.path for item in await store.listing(Kind.FAQ)]
    path = given.get("topic", "")
    if path == _NEW_TOPIC:
        names = [topic.removeprefix("faq/").removesuffix(".yml") for topic in listed]
        path = f"faq/{identifier(given['name'], names)}.yml"
    elif path not in listed:
        return await _faq_page(request, who, typed, given, "no_topic")
    newest = await store.newest(path)
    text = newest.text if newest and newest.text else dumped({"topic": given.get("name") or path})
    entry = {"id": await _free_id(request, str(typed["question"])), **stated(ENTRY, typed, {})}
    data = read(path, text)
    data["entries"] = [*(data.get("entries") or []), entry]
    base, note = newest.number if newest else None, given.get("note", "")[:1000]
    try:
        saved = await shop_of(request).editing.save(
            path, await asyncio.to_thread(edited, path, text, data), base, who.id, note
        )
    except (ContentError, DocumentError):
        return await _faq_page(request, who, typed, given, "not_saved")
    if isinstance(saved, Conflict):
        return sent_on(address(path, "conflict", mine=saved.mine.number))
    await _write_down(request, who, path, base, saved.number)
    last = len(data["entries"]) - 1
    return sent_on(address(path, "edit", said="saved", at=f"entries.{last}") + f"#entries.{last}")


async def _free_id(request: Request, question: str) -> str:
    """An id that no question has, also none in a draft."""
    codes = {code for item in await shop_of(request).store.listing() for code in _codes(item)}
    return identifier(question, {code.removeprefix("faq.") for code in codes}, dashed=True)


def _codes(item: Any) -> list[str]:
    versions = filter(None, (item.newest, item.published))
    return [code for version in versions for code in version.summary.codes]


async def _faq_page(
    request: Request, who: SignedIn, typed: Typed, given: dict[str, str], problem: str = ""
) -> Response:
    listing = await shop_of(request).store.listing(Kind.FAQ)
    topics = {item.path: item.newest.summary.title for item in listing}
    return page(
        request, "content/forms/new_faq.html", who, 422 if problem else 200, topics=topics,
        given=given, problem=problem, entry=ENTRY, names=words(), action="/console/content/new/faq",
        form={"typed": typed, "problems": [], "at": ""}, unfolded=set(), procedures={},
    )  # fmt: skip


@router.get("/console/content/new/procedure")
async def new_procedure(request: Request, who: Editor) -> Response:
    """Its code, name and field; everything else in its form."""
    return _procedure_page(request, who, {})


@router.post("/console/content/new/procedure")
async def add_procedure(request: Request, who: Editor) -> Response:
    """A first draft: what the portal says of this code, or a frame to fill."""
    sent = (await request.form()).items()
    given = {name: readable(v)[:300] for name, v in sent if isinstance(v, str)}
    base, listing = base_of(request), await shop_of(request).store.listing()
    taken = {code for item in listing for code in _codes(item)}
    code, field = given.get("code", ""), given.get("field", "")
    problem = _problem(code, field, given.get("name", ""), base.fields.root, taken)
    if problem:
        return _procedure_page(request, who, given, problem)
    code = code or "x." + identifier(given["name"], {c[2:] for c in taken}, dashed=True)
    path = f"procedures/{field}/{code}.yml"
    data = _first(base.records.get(code), code, field, given["name"])
    try:
        saved = await shop_of(request).editing.save(path, dumped(data), None, who.id)
    except (ContentError, DocumentError):
        return _procedure_page(request, who, given, "not_saved")
    if isinstance(saved, Conflict):
        return _procedure_page(request, who, given, "taken")
    await _write_down(request, who, path, None, saved.number)
    return sent_on(address(path, "edit", said="saved"))


def _problem(code: str, field: str, name: str, fields: dict[str, str], taken: set[str]) -> str:
    """What is wrong, by its name in the texts."""
    if not name:
        return "no_name"
    if field not in fields:
        return "no_field"
    if code and not _CODE.fullmatch(code):
        return "bad_code"
    return "taken" if code in taken else ""


def _first(portal: Record | None, code: str, field: str, name: str) -> dict[str, Any]:
    """What the portal says is taken over, to be put into residents' words."""
    today: date = now().astimezone(VIETNAM).date()
    if portal is not None and portal.origin == "portal":
        said = {key: value for key, value in plain(portal).items() if key != "origin"}
        return {**said, "name": name, "field": field}
    return {
        "code": code, "name": name, "official_name": name, "field": field, "level": ["commune"],
        "papers": [], "fees": [], "times": [], "place": {}, "online": {"level": "unknown"},
        "checked_on": today, "sources": [],
    }  # fmt: skip


def _procedure_page(
    request: Request, who: SignedIn, given: dict[str, str], problem: str = ""
) -> Response:
    fields = base_of(request).fields.root
    status = 422 if problem else 200
    return page(
        request, "content/forms/new_procedure.html", who, status, fields=fields, given=given,
        problem=problem,
    )  # fmt: skip


@router.get("/console/content/overrides")
async def overrides(request: Request, who: Reader) -> Response:
    """The offices, and which of them say something of their own."""
    begun = {item.path: item for item in await shop_of(request).store.listing(Kind.OVERRIDE)}
    rows = []
    for office in base_of(request).offices.offices:
        path = f"overrides/{office.id}.yml"
        mine = may_write(who, Kind.OVERRIDE, path)
        if path in begun or mine:
            edit = address(path, "edit") if mine else ""
            rows.append((office, begun.get(path), edit, address(path)))
    return page(request, "content/forms/overrides.html", who, rows=rows, names=words())


async def _write_down(
    request: Request, who: SignedIn, path: str, base: int | None, number: int
) -> None:
    before = {"version": base} if base else None
    await write_down(request, Act(who.id, "content_saved", path, before, {"version": number}))
