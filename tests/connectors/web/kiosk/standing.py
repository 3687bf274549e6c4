"""Somebody standing before the kiosk: a real Chromium, the real gateway, fingers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

SIZES: dict[str, ViewportSize] = {
    "portrait": {"width": 1080, "height": 1920},
    "landscape": {"width": 1920, "height": 1080},
}
PHONE: ViewportSize = {"width": 360, "height": 740}
OFFICE = "07210"


@dataclass
class Kiosk:
    """The screen, what the visitor does, and what the page did behind their back."""

    page: Page
    base: str
    touches: int = 0
    complaints: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(10_000)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self._see(request.url))

    def begin(self, query: str = "", office: str = OFFICE) -> None:
        """The first screen of the office."""
        self.page.goto(f"{self.base}/kiosk?office={office}{query}")
        expect(self.page.locator("body[data-ready]")).to_be_visible()

    def touch(self, title: str, *, exact: bool = True) -> None:
        """One touch of the finger on a thing with this name."""
        self.page.get_by_role("button", name=title, exact=exact).first.click()
        self.touches += 1

    def tick(self, number: int) -> None:
        """A paper of the list that is there."""
        self.page.locator(".paper").nth(number).click()
        self.touches += 1

    def screen(self, name: str) -> Locator:
        """The screen of this name, once it stands there."""
        place = self.page.locator(f".screen-{name}")
        expect(place).to_be_visible()
        return place

    def list(self) -> Locator:
        """The papers, once they stand there."""
        papers = self.page.locator(".papers")
        expect(papers).to_be_visible()
        return papers

    def birth_list(self) -> Locator:
        """From the first screen to the papers for registering a birth."""
        self.touch("Sinh con")
        self.touch("Đăng ký khai sinh")
        self.touch("Sinh ở Việt Nam, cha mẹ là người Việt")
        self.touch("Đã đăng ký kết hôn")
        return self.list()

    def violations(self) -> str:
        """What axe finds wrong with the screen as it stands."""
        results = Axe().run(self.page)
        return results.generate_report() if results.violations_count else ""

    def forgive(self, *words: str) -> None:
        """The browser itself complains of what the test did to it."""
        self.complaints = [c for c in self.complaints if not any(word in c for word in words)]

    def _hear(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.complaints.append(f"console: {getattr(message, 'text', '')}")

    def _see(self, url: str) -> None:
        self.sent.append(url)
        if urlsplit(url).scheme != "data" and urlsplit(url).netloc != urlsplit(self.base).netloc:
            self.complaints.append(f"request to {url}")


@contextmanager
def standing(browser: Browser, base: str, size: ViewportSize, **more: object) -> Iterator[Kiosk]:
    """A visitor at a panel of this size; nothing may go wrong unseen."""
    context = browser.new_context(
        viewport=size,
        screen=size,
        has_touch=True,
        locale="vi-VN",
        **more,  # type: ignore[arg-type]
    )
    kiosk = Kiosk(context.new_page(), base)
    try:
        yield kiosk
    finally:
        context.close()
    assert not kiosk.complaints, kiosk.complaints
