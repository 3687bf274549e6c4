"""A page with one text field and the on-screen keyboard, in a real Chromium, without a server.

The scripts, the style sheet and the words are the product's own files; the page stands under the
policy that the product's pages have, and asks nobody else for anything.
"""

import json
import mimetypes
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Page, Route, ViewportSize

from connectors.web.page import CONTENT_SECURITY_POLICY, HERE

HOST = "http://keyboard.test"
SIZES: dict[str, ViewportSize] = {
    "portrait": {"width": 1080, "height": 1920},
    "landscape": {"width": 1920, "height": 1080},
    "phone": {"width": 390, "height": 844},
}
# Stands in for the page: one field above, the keyboard at the lower edge.
_PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bàn phím</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/chat.css">
<link rel="stylesheet" href="/static/kiosk/keyboard.css">
<link rel="stylesheet" href="/bench.css"></head>
<body><main><h1>Tìm thủ tục</h1><label for="field">Bạn cần làm gì?</label>
<input id="field" type="text" autocomplete="off">
<textarea id="area" aria-label="Tin nhắn"></textarea>
</main><footer id="place"></footer>
<script type="application/json" id="page-texts">%s</script>
<script type="module" src="/bench.js"></script></body></html>"""
_STYLE = """body { padding: 16px; } main { flex: 1; } h1 { margin-top: 0; }
input, textarea { width: 100%; font: 32px/1.4 sans-serif; padding: 8px; }"""
_SCRIPT = """
import { attachKeyboard, forgetMethod } from "/static/kiosk/keyboard.js";
import * as telex from "/static/kiosk/telex.js";
const texts = JSON.parse(document.getElementById("page-texts").textContent);
const heard = [];
let keyboard = null;
const attach = (layout, id = "field") => {
  keyboard?.close();
  keyboard = attachKeyboard(document.getElementById(id), {
    place: document.getElementById("place"), texts, layout, onEnter: () => heard.push("enter"),
  });
};
const hear = ({ inputType, target }) => heard.push(`${inputType}:${target.value}`);
document.addEventListener("input", hear);
window.bench = { attach, heard, telex, forgetMethod, close: () => keyboard.close() };
"""


def words_of_the_keyboard() -> dict[str, Any]:
    """The texts as the kiosk page hands them in."""
    found: dict[str, Any] = yaml.safe_load((HERE / "kiosk/keyboard.yml").read_text("utf8"))
    return found


@dataclass
class Bench:
    """The page, its keys, and what went wrong unseen."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", lambda said: self.complaints.append(f"console: {said.text}"))
        self.page.route("**/*", self._answer)
        self.page.goto(f"{HOST}/")
        # Without polling in the page, which its policy would take for evaluated code.
        while self.page.evaluate("window.bench === undefined"):
            self.page.wait_for_timeout(20)

    def attach(self, layout: str = "letters", field: str = "field") -> None:
        """Open a keyboard for a field."""
        self.page.evaluate("([layout, id]) => bench.attach(layout, id)", [layout, field])

    def key(self, name: str) -> Any:
        """A key by what it writes or does: "a", "space", "bksp"."""
        written = name if len(name) == 1 else f"{{{name}}}"
        return self.page.locator(f'#place button[data-skbtn="{written}"]')

    def press(self, *names: str) -> None:
        """Touch keys, one after the other."""
        for name in names:
            box = self.key("space" if name == " " else name).bounding_box()
            assert box is not None
            finger = self.page.mouse.click if self._with_mouse() else self.page.touchscreen.tap
            finger(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _with_mouse(self) -> bool:
        return self.page.viewport_size == SIZES["landscape"]

    def choose(self, title: str) -> None:
        """Take a way of typing."""
        self.page.get_by_role("button", name=title, exact=True).click()

    def text(self, field: str = "field") -> str:
        """What the field holds."""
        return self.page.locator(f"#{field}").input_value()

    def fill(self, text: str, caret: int, end: int | None = None) -> None:
        """A text that stands there, and the caret or a selection in it."""
        self.page.locator("#field").fill(text)
        self.page.evaluate(
            "([start, end]) => document.getElementById('field').setSelectionRange(start, end)",
            [caret, caret if end is None else end],
        )

    def caret(self) -> int:
        """Where the caret stands."""
        place: int = self.page.evaluate("document.getElementById('field').selectionStart")
        return place

    def heard(self) -> list[str]:
        """The events the page saw."""
        events: list[str] = self.page.evaluate("bench.heard")
        return events

    def compose(self, keys: list[str], method: str) -> list[str]:
        """What each sequence of keys makes, by telex.js alone."""
        made: list[str] = self.page.evaluate(
            "([all, method]) => all.map((keys) => bench.telex.compose(keys, method))",
            [keys, method],
        )
        return made

    def _answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != HOST:
            self.complaints.append(f"request to {route.request.url}")
            route.abort()
        elif url.path == "/":
            body = _PAGE % json.dumps(words_of_the_keyboard(), ensure_ascii=False)
            policy = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
            route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=policy)
        elif url.path == "/bench.js":
            route.fulfill(body=_SCRIPT, content_type="text/javascript")
        elif url.path == "/bench.css":
            route.fulfill(body=_STYLE, content_type="text/css")
        elif url.path.startswith("/static/"):
            file = HERE / url.path.removeprefix("/")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=204)
