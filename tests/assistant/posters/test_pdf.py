"""The PDF as a reader of PDFs sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.posters.pdf import pdf
from assistant.posters.poster import Poster
from tests.assistant.posters.conftest import Make, Scan

Tool = Callable[..., bytes]


@pytest.fixture
def sheet(poster: Make, tmp_path: Path) -> Path:
    """Two posters."""
    file = tmp_path / "p.pdf"
    file.write_bytes(pdf([poster("1.001193"), poster("1.004222")]))
    return file


def test_the_text_is_vietnamese_and_can_be_copied(sheet: Path, tool: Tool) -> None:
    said = tool("pdftotext", "-l", "1", sheet, "-").decode()
    assert "Đăng ký khai sinh" in said
    assert "Mã thủ tục: 1.001193" in said
    assert "Tờ khai đăng ký khai sinh" in " ".join(said.split())
    assert "Trung tâm Phục vụ hành chính công phường Bắc Giang" in said


def test_a_page_each_of_a4_with_its_fonts_inside(sheet: Path, tool: Tool) -> None:
    about = tool("pdfinfo", sheet).decode()
    assert "Pages:           2" in about
    assert "(A4)" in about
    fonts = tool("pdffonts", sheet).decode().splitlines()[2:]
    assert all(
        "BeVietnamPro" in line and " yes " in line for line in fonts if "Helvetica" not in line
    )
    assert any("BeVietnamPro-Bold" in line for line in fonts)


def test_the_same_posters_are_the_same_bytes(poster: Make) -> None:
    assert pdf([poster("1.001193")]) == pdf([poster("1.001193")])


def test_every_image_of_a_run_is_read_back(
    all_posters: list[Poster], tool: Tool, scan: Scan, tmp_path: Path
) -> None:
    file = tmp_path / "all.pdf"
    file.write_bytes(pdf(all_posters))
    tool("pdftoppm", "-r", "60", "-gray", file, tmp_path / "page")
    pages = sorted(tmp_path.glob("page-*.pgm"))
    assert len(pages) == len(all_posters)
    assert [scan(page.read_bytes()) for page in pages] == [each.link for each in all_posters]
