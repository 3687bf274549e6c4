"""The texts for danger and fraud: one page, one field each. What is written is a draft of the
documents; another person reviews it before residents read it.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from assistant.documents import body
from assistant.documents.checking import Finding
from assistant.documents.editing import Unready
from assistant.documents.version import Conflict, DocumentError, State, Written
from assistant.documents.words import words
from assistant.documents.workshop import Workshop
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from assistant.stores import Stores
from connectors.console.fields import readable
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.switches.crisis_form import (
    PATH,
    CrisisText,
    lost_numbers,
    texts_of,
    tidy,
    with_replies,
    wrong,
)

router = console_router()
_LONGEST_NOTE = 500


@dataclass
class _Sent:
    """What was typed. `problems`, `lost`: by the field's name; `theirs`: what a colleague saved
    meanwhile, by the field's name.
    """

    replies: dict[str, str] = field(default_factory=dict)
    note: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    lost: dict[str, list[str]] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    refusal: str = ""


@router.get("/console/crisis-texts")
async def crisis_page(
    request: Request, who: Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
) -> Response:
    """Every text as it was written last."""
    return await _shown(request, who, _Sent())


@router.post("/console/crisis-texts")
async def write(
    request: Request, who: Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]
) -> Response:
    """Keep the form as a draft, and ask for a review if that is wanted."""
    form, shop = await request.form(), _shop(request)
    base = await _base(shop, _text(form, "base"))
    if base is None or base.text is None:
        return await _shown(request, who, _Sent(refusal="stale"))
    data = body.read(PATH, base.text)
    sent = _read(form, texts_of(data))
    if sent.problems or (sent.lost and _text(form, "numbers") != "meant"):
        return await _shown(request, who, sent, base)
    text = body.edited(PATH, base.text, with_replies(data, sent.replies))
    changed = text != base.text
    if changed:
        saved = await shop.editing.save(PATH, text, base.number, who.id, sent.note)
        if isinstance(saved, Conflict):
            return await _conflict(request, who, sent, saved)
        await _audit(request, Act(who.id, "crisis_texts_written", PATH,
                                  {"version": base.number}, {"version": saved.number}))  # fmt: skip
        base = saved
    if _text(form, "do") == "submit" and base.state is State.DRAFT:
        return await _submitted(request, who, sent, base)
    return _back("saved" if changed else "same")


async def _submitted(request: Request, who: SignedIn, sent: _Sent, draft: Written) -> Response:
    """Into review; what the checks refuse is said beside the form."""
    try:
        await _shop(request).editing.submit(PATH, draft.number)
    except Unready as error:
        sent.findings = error.findings.problems
    except DocumentError as error:
        sent.refusal = words().problem(error)
    else:
        await _audit(request, Act(who.id, "content_submitted", PATH, None,
                                  {"version": draft.number}))  # fmt: skip
        return _back("submitted")
    return await _shown(request, who, sent)


async def _conflict(request: Request, who: SignedIn, sent: _Sent, found: Conflict) -> Response:
    """What a colleague wrote stands; mine is kept aside, and is still in the form."""
    theirs = texts_of(body.read(PATH, found.theirs.text or ""))
    sent.theirs = {t.name: t.reply for t in theirs if t.reply != sent.replies.get(t.name)}
    return await _shown(request, who, sent, found.theirs)


async def _shown(
    request: Request, who: SignedIn, sent: _Sent, base: Written | None = None
) -> Response:
    shop = _shop(request)
    base = base or await shop.store.newest(PATH)
    texts = texts_of(body.read(PATH, base.text)) if base and base.text else []
    published = await _published(shop) if base else []
    refused = sent.problems or sent.lost or sent.findings or sent.refusal
    return page(
        request, "switches/crisis.html", who, 409 if sent.theirs else 422 if refused else 200,
        base=base, groups=_grouped(texts), sent=sent, states=words().states,
        read_now={text.name: text.reply for text in published},
        may_write=who.may(Permission.WRITE_CONTENT), done=request.query_params.get("done", ""),
    )  # fmt: skip


async def _published(shop: Workshop) -> list[CrisisText]:
    """What residents read now."""
    for version in await shop.store.history(PATH):
        if version.state is State.PUBLISHED:
            written = await shop.store.version(PATH, version.number)
            return texts_of(body.read(PATH, written.text or ""))
    return []


def _grouped(texts: list[CrisisText]) -> list[tuple[str, list[CrisisText]]]:
    sections = dict.fromkeys(text.section for text in texts)
    return [(name, [text for text in texts if text.section == name]) for name in sections]


def _read(form: FormData, texts: list[CrisisText]) -> _Sent:
    sent = _Sent(note=readable(_text(form, "note"))[:_LONGEST_NOTE])
    for text in texts:
        typed = tidy(_text(form, text.name)) if text.name in form else text.reply
        sent.replies[text.name] = typed
        if typed != tidy(text.reply) and (problem := wrong(typed)):
            sent.problems[text.name] = problem
        if gone := lost_numbers(text.reply, typed):
            sent.lost[text.name] = gone
    return sent


def _text(form: FormData, name: str) -> str:
    value: Any = form.get(name, "")
    return value if isinstance(value, str) else ""


async def _base(shop: Workshop, typed: str) -> Written | None:
    """The version that the form was opened on."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 9):
        return None
    try:
        return await shop.store.version(PATH, int(typed))
    except DocumentError:
        return None


def _back(done: str) -> Response:
    address = f"/console/crisis-texts?done={done}"
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


async def _audit(request: Request, act: Act) -> None:
    stores: Stores = request.app.state.parts.stores
    await stores.audit.add(act)


def _shop(request: Request) -> Workshop:
    shop: Workshop = request.app.state.console.shop
    return shop
