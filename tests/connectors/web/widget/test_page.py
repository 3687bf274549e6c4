"""The widget on two sites, in a real browser: one is allowed to show the chat, one is not."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize, expect

from connectors.web.widget.page import load_texts, script
from tests.connectors.conftest import Serve, Served
from tests.connectors.web.test_page import SIZES
from tests.connectors.web.widget.site import Site

QUESTION = "đăng ký kết hôn mất bao lâu"
ZOOMED: ViewportSize = {"width": 640, "height": 400}  # what 200 % leaves of 1280 × 800
# Tests must see into the shadow root, which is closed to everybody else.
_LOOK_IN = """const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (o) { return attach.call(this, { ...o, mode: "open" }); };
"""
_REFUSE_STORAGE = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("refused", "SecurityError"); } });"""
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Known as "localhost" to those who are allowed, and by its number to nobody."""
    site = Site()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def sister() -> Iterator[Site]:
    """A site under the assistant's own domain."""
    site = Site()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def assistant(serve: Serve, site: Site, sister: Site) -> Served:
    """A gateway that lets these two show it, under these names alone."""
    allowed = f"{site.address('localhost')}, {sister.address('127.0.0.1')}/"
    served = serve(widget_origins=allowed)
    site.assistant = sister.assistant = served.base
    return served


@pytest.fixture
def visit(browser: Browser, site: Site, assistant: Served) -> Iterator[Visit]:
    """Opens the site."""
    contexts = []

    def open_(
        size: ViewportSize = SIZES["desktop"], *, host: str = "localhost", scripts: str = _LOOK_IN
    ) -> Page:
        phone = size["width"] < 400
        context = browser.new_context(viewport=size, has_touch=phone, locale="vi-VN")
        context.add_init_script(scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto(site.address(host))
        return page

    yield open_
    for context in contexts:
        context.close()


def _open(page: Page) -> FrameLocator:
    page.locator(".launcher").click()
    chat = page.frame_locator("iframe.frame")
    expect(chat.locator("#message")).to_be_visible()
    return chat


def _ask(chat: FrameLocator, text: str) -> None:
    before = chat.locator(".message-assistant").count()
    chat.locator("#message").fill(text)
    chat.locator("#message").press("Enter")
    expect(chat.locator(".message-assistant").nth(before)).to_be_visible(timeout=15_000)


def _focused(page: Page) -> str:
    """The class of what has the focus inside the shadow root."""
    inner = "document.querySelector('tro-ly-mot-cua').shadowRoot.activeElement"
    return str(page.evaluate(f"{inner} ? {inner}.className : ''"))


@pytest.mark.parametrize("size", [SIZES["phone"], SIZES["desktop"], ZOOMED])
def test_on_an_allowed_site_the_whole_chat_works(visit: Visit, size: ViewportSize) -> None:
    page = visit(size)
    chat = _open(page)
    _ask(chat, QUESTION)
    expect(chat.locator(".sources").last).to_contain_text("1.000894")


def test_on_any_other_site_the_browser_refuses_the_chat(visit: Visit) -> None:
    page = visit(host="127.0.0.1", scripts=_LOOK_IN)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.clock.install()
    with page.expect_event("requestfailed", lambda request: "/widget" in request.url):
        page.locator(".launcher").click()
    page.clock.fast_forward(16_000)
    expect(page.locator(".told a")).to_be_visible()
    assert page.locator("iframe").count() == 0
    assert any("frame-ancestors" in line for line in heard)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()


def test_nothing_is_loaded_before_somebody_asks(visit: Visit, assistant: Served) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.locator(".launcher")).to_be_visible()
    page.wait_for_load_state("networkidle")
    ours = [url for url in asked if url.startswith(assistant.base)]
    assert ours == [f"{assistant.base}/widget.js"]
    assert page.context.cookies() == []


def test_the_site_cannot_look_in_and_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit(scripts="")
    host = page.locator("tro-ly-mot-cua")
    expect(host).to_be_attached()
    assert page.evaluate("document.querySelector('tro-ly-mot-cua').shadowRoot") is None
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.localName") == "tro-ly-mot-cua":
            break
    with page.expect_event("frameattached"):
        page.keyboard.press("Enter")
    frame = page.frames[-1]
    expect(frame.locator("#message")).to_be_focused(timeout=15_000)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(frame.locator(".sources").last).to_contain_text("1.000894", timeout=15_000)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "tro-ly-mot-cua"
    page.keyboard.press("Enter")
    expect(frame.locator("#message")).to_be_focused()


def test_focus_goes_in_and_comes_back(visit: Visit) -> None:
    page = visit()
    chat = _open(page)
    launcher = page.locator(".launcher")
    expect(launcher).to_have_attribute("aria-expanded", "true")
    expect(chat.locator("#message")).to_be_focused()
    assert _focused(page) == "frame"
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(launcher).to_have_attribute("aria-expanded", "false")
    assert _focused(page) == "launcher"
    launcher.click()
    expect(chat.locator("#message")).to_be_focused()
    page.locator(".close").click()
    assert _focused(page) == "launcher"


@pytest.mark.parametrize("size", [SIZES["phone"], ZOOMED])
def test_a_small_screen_is_filled_and_what_lies_behind_is_out_of_reach(
    visit: Visit, size: ViewportSize
) -> None:
    page = visit(size)
    chat = _open(page)
    box = page.locator("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, **size}
    assert page.locator("dialog").evaluate("panel => panel.matches(':modal')")
    wide = chat.locator("html").evaluate("page => [page.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") != "link"


def test_a_screen_that_is_turned_keeps_the_conversation(visit: Visit) -> None:
    page = visit()
    chat = _open(page)
    _ask(chat, QUESTION)
    messages = chat.locator(".message").count()
    page.set_viewport_size(SIZES["phone"])
    expect(page.locator("dialog")).to_be_visible()
    assert page.locator("dialog").evaluate("panel => panel.matches(':modal')")
    expect(chat.locator(".message")).to_have_count(messages)
    page.set_viewport_size(SIZES["desktop"])
    assert not page.locator("dialog").evaluate("panel => panel.matches(':modal')")
    expect(page.locator("dialog")).to_be_visible()


def test_an_officers_words_while_it_is_closed_are_marked(visit: Visit, assistant: Served) -> None:
    page = visit()
    chat = _open(page)
    _ask(chat, "không rõ việc gì cả zzz")
    chat.get_by_role("button", name="Gặp cán bộ", exact=True).last.click()
    answer = chat.locator(".message-assistant").last
    expect(answer).to_contain_text(re.compile(r"\b[A-Z0-9]{6}\b"))
    (code,) = re.findall(r"\b[A-Z0-9]{6}\b", answer.inner_text())
    page.locator(".close").click()
    assert assistant.desk("POST", f"/cases/{code}/claim").status_code == 200
    assistant.desk("POST", f"/cases/{code}/messages", json={"text": "Chào bạn."})
    expect(page.locator(".dot")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("tin nhắn mới"))).to_be_visible()
    page.locator(".launcher").click()
    expect(page.locator(".dot")).to_be_hidden()
    expect(chat.locator(".message-officer")).to_be_visible()


def test_the_next_page_of_a_site_of_our_own_domain_goes_on_with_it(
    visit: Visit, sister: Site
) -> None:
    """Other browsers and other domains forget it: what they keep for frames is their choice."""
    page = visit()
    page.goto(sister.address("127.0.0.1"))
    _ask(_open(page), QUESTION)
    page.locator("#link").click()
    page.wait_for_url("**/other")
    expect(_open(page).locator(".sources")).to_be_visible(timeout=15_000)


def test_a_browser_that_refuses_storage_to_frames_gets_a_conversation(visit: Visit) -> None:
    page = visit(scripts=_LOOK_IN + _REFUSE_STORAGE)
    chat = _open(page)
    _ask(chat, QUESTION)
    expect(chat.locator(".sources").last).to_contain_text("1.000894")


def test_two_tags_make_one_button_and_options_are_heard(visit: Visit, site: Site) -> None:
    tag = (
        f'<script src="{site.assistant}/widget.js" data-position="left" data-label="Hỏi nhanh" '
        f'data-start="1-001193"></script>'
    )
    site.tag = tag * 2
    try:
        page = visit()
        expect(page.locator(".launcher")).to_have_count(1)
        expect(page.locator(".launcher")).to_have_text("Hỏi nhanh")
        box = page.locator(".launcher").bounding_box()
        assert box is not None
        assert box["x"] == 16
        expect(_open(page).locator(".message-resident").first).to_contain_text("khai sinh")
    finally:
        site.tag = ""


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_barrier(visit: Visit, assistant: Served, size: ViewportSize) -> None:
    page = visit(size)
    expect(page.locator(".launcher")).to_be_visible()
    assert _barriers(page) == ""
    _ask(_open(page), QUESTION)
    assert _barriers(page) == ""
    page.goto(f"{assistant.base}/widget")
    expect(page.locator(".message-assistant")).to_be_visible()
    assert _barriers(page) == ""


def _barriers(page: Page) -> str:
    results = Axe().run(page)
    return results.generate_report() if results.violations_count else ""


def test_the_targets_are_large(visit: Visit) -> None:
    page = visit(SIZES["phone"])
    _open(page)
    for name in (".launcher", ".close"):
        box = page.locator(name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_browsers_are_told_who_may_frame_it(assistant: Served, site: Site) -> None:
    headers = assistant.http.get("/widget").headers
    policy = headers["content-security-policy"]
    assert f"frame-ancestors {site.address('localhost')}" in policy
    assert "'unsafe-inline'" not in policy
    script_headers = assistant.http.get("/widget.js").headers
    assert script_headers["content-type"].startswith("text/javascript")
    assert script_headers["cross-origin-resource-policy"] == "cross-origin"
    assert "frame-ancestors 'none'" in assistant.http.get("/").headers["content-security-policy"]


def test_while_no_site_is_allowed_there_is_no_widget(gateway: Served) -> None:
    assert gateway.http.get("/widget.js").status_code == 404
    assert gateway.http.get("/widget").status_code == 404


def test_the_script_has_its_words_and_no_others() -> None:
    said = script(load_texts()["button"])
    assert "__WORDS__" not in said
    assert "Trợ lý Một cửa" in said
