"""The picture of a poster."""

import io

from PIL import Image

from assistant.posters.layout import MARGIN
from assistant.posters.png import DOTS_PER_INCH, png
from assistant.posters.poster import Poster
from tests.assistant.posters.conftest import Make, Scan


def test_every_tenth_is_read_back(all_posters: list[Poster], scan: Scan) -> None:
    for made in all_posters[::10]:
        assert scan(png(made)) == made.link


def test_it_is_a4_and_white_at_the_edges(poster: Make) -> None:
    page = Image.open(io.BytesIO(png(poster("1.001193")))).convert("L")
    assert page.size == (1240, 1754)
    edge = round((MARGIN - 0.5) * DOTS_PER_INCH / 25.4)
    wide, high = page.size
    for strip in ((0, 0, wide, edge), (0, high - edge, wide, high), (0, 0, edge, high),
                  (wide - edge, 0, wide, high)):  # fmt: skip
        assert page.crop(strip).getextrema()[0] >= 250
    assert page.getextrema()[0] < 10


def test_the_same_poster_is_the_same_file(poster: Make) -> None:
    assert png(poster("1.001193")) == png(poster("1.001193"))
