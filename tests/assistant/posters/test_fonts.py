"""The letters of posters."""

import hashlib

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.posters.fonts import FOLDER, font, printable, width


def test_the_font_has_every_letter_of_every_name(real_base: KnowledgeBase) -> None:
    known = font("Regular").face.charToGlyph
    assert {ord(c) for c in printable("ĂÂĐÊÔƠƯăâđêôơưẰẮẲẴẶỀẾỂỄỆỲÝỶỸỴựữ…·“”–")} <= known.keys() | {
        32
    }
    for record in real_base.records.values():
        assert printable(record.name) == record.name


def test_what_the_font_lacks_never_breaks_a_poster() -> None:
    assert printable("một\n hai\u200b\x00 漢 ① ﬁ") == "một hai 1 fi"
    assert printable("e\u0302\u0301") == "ế"


def test_twice_the_size_is_twice_the_width() -> None:
    assert width("Khai sinh", "Bold", 20) == pytest.approx(2 * width("Khai sinh", "Bold", 10))


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_file_is_the_one_that_the_readme_names(weight: str) -> None:
    digest = hashlib.sha256((FOLDER / f"BeVietnamPro-{weight}.ttf").read_bytes()).hexdigest()
    assert digest in (FOLDER / "README.md").read_text(encoding="utf8")
    assert "SIL Open Font License" in (FOLDER / "OFL.txt").read_text(encoding="utf8")
