"""The drawing of a poster."""

from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import Browser

from assistant.posters.poster import Poster
from assistant.posters.svg import svg
from tests.assistant.posters.conftest import Make, Scan

_SVG = "{http://www.w3.org/2000/svg}"


def test_it_needs_nothing_from_elsewhere(poster: Make) -> None:
    said = svg(poster("1.001193"))
    root = ET.fromstring(said)
    assert root.get("width") == "210mm"
    assert not list(root.iter(f"{_SVG}text"))  # outlines: no font is asked for
    links = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href")]
    assert links
    assert all(link.startswith("#") for link in links)


def test_it_says_in_words_what_is_drawn(poster: Make) -> None:
    root = ET.fromstring(svg(poster("1.001193")))
    assert root.findtext(f"{_SVG}title") == "Đăng ký khai sinh"
    assert "Quét mã để hỏi" in (root.findtext(f"{_SVG}desc") or "")


def test_every_poster_is_drawn_and_well_formed(all_posters: list[Poster]) -> None:
    for made in all_posters:
        ET.fromstring(svg(made))


def test_a_browser_draws_an_image_that_can_be_read(
    browser: Browser, poster: Make, scan: Scan, tmp_path: Path
) -> None:
    file = tmp_path / "p.svg"
    file.write_bytes(svg(poster("1.001193")))
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(file.as_uri())
    assert scan(page.screenshot()) == poster("1.001193").link
    page.close()
