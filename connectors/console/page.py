"""Pages of the staff: rendered here, words from texts/, nothing from elsewhere."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from assistant.clock import VIETNAM, now
from assistant.errors import ContentError
from assistant.staff.account import Account
from assistant.staff.role import Permission
from connectors.console import forgery

if TYPE_CHECKING:
    from connectors.console.guard import SignedIn

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
# The pages in the menu, in its order: words in texts/common.yml under `menu`, and who sees them.
MENU = (
    ("home", "/console", Permission.OWN_ACCOUNT),
    ("content", "/console/content", Permission.READ_CONTENT),
    ("conversations", "/console/conversations", Permission.CONVERSATIONS),
    ("grading", "/console/grading", Permission.GRADE),
    ("figures", "/console/figures", Permission.FIGURES),
    ("switches", "/console/switches", Permission.SWITCHES),
    ("notices", "/console/notices", Permission.SWITCHES),
    ("crisis", "/console/crisis-texts", Permission.WRITE_CONTENT),
    ("appointments", "/console/appointments", Permission.APPOINTMENTS),
    ("unanswered", "/console/unanswered", Permission.WORKSHOP),
    ("passed_on", "/console/passed-on", Permission.READ_CONTENT),
    ("staff", "/console/staff", Permission.STAFF),
    ("log", "/console/log", Permission.AUDIT),
    ("account", "/console/account", Permission.OWN_ACCOUNT),
)


@cache
def load_texts() -> dict[str, Any]:
    """Every sentence of these pages: the files of texts/ together, each part under its own name."""
    texts: dict[str, Any] = {}
    for path in sorted((HERE / "texts").glob("*.yml")):
        part = yaml.safe_load(path.read_text(encoding="utf8"))
        if twice := texts.keys() & part.keys():
            raise ContentError([f"{path}: {', '.join(sorted(twice))} is in another file already"])
        texts |= part
    return texts


def page(
    request: Request, template: str, who: "SignedIn | None" = None, status: int = 200, **more: Any
) -> HTMLResponse:
    """One page. `who`: None before anybody is signed in."""
    account = who.account if who else None
    given = {
        "texts": load_texts(), "version": request.app.state.version, "who": who,
        "csrf": forgery.token_of(request), "menu": _menu(account, request.url.path),
        "seconds_left": int((who.session.ends_at - now()).total_seconds()) if who else None,
        **more,
    }  # fmt: skip
    answer = _templates().TemplateResponse(request, template, given, status, headers=HEADERS)
    forgery.lend(request, answer)
    return answer


def problem_page(request: Request, status: int, why: str) -> HTMLResponse:
    """What went wrong, in words; `why` as in texts/common.yml under `problems` or `refusals`."""
    texts = load_texts()
    words = texts["problems"].get(why) or {
        "title": texts["problems"]["refused"]["title"],
        "text": texts["refusals"].get(why, texts["problems"]["refused"]["text"]),
    }
    return page(request, "problem.html", status=status, problem=words)


def shown_moment(moment: datetime | None) -> str:
    """As people here write it."""
    return moment.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if moment else ""


def _menu(account: Account | None, path: str) -> list[tuple[str, str, bool]]:
    """Name, address, and whether it is the page that is open."""
    if account is None:
        return []
    return [
        (name, address, _is_open(address, path))
        for name, address, permission in MENU
        if account.may(permission)
    ]


def _is_open(address: str, path: str) -> bool:
    return path == address if address == "/console" else path.startswith(address)


@cache
def _templates() -> Jinja2Templates:
    templates = Jinja2Templates(directory=HERE / "templates")
    templates.env.filters["moment"] = shown_moment
    return templates
