"""A poster as a picture, for a screen in the hall or a page on the web."""

import io
from functools import cache

from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from assistant.posters.fonts import MM_PER_POINT, Weight, font_file
from assistant.posters.layout import HIGH, WIDE, Bar, Image, Text, layout
from assistant.posters.poster import Poster
from assistant.posters.runs import runs

DOTS_PER_INCH = 150
_COLOURS = 48
_DOTS = DOTS_PER_INCH / 25.4  # to the millimetre


def png(poster: Poster) -> bytes:
    """The file, A4 at DOTS_PER_INCH."""
    page = Picture.new("RGB", (round(WIDE * _DOTS), round(HIGH * _DOTS)), "white")
    draw = ImageDraw.Draw(page)
    for item in layout(poster):
        if isinstance(item, Text):
            place = (item.x * _DOTS, item.y * _DOTS)
            letters = _font(item.style.weight, item.style.points)
            draw.text(place, item.text, item.colour, letters, anchor="ls")
        elif isinstance(item, Bar):
            x, y = item.x * _DOTS, item.y * _DOTS
            corner = (x + max(1, item.wide * _DOTS) - 1, y + max(1, item.high * _DOTS) - 1)
            draw.rectangle((x, y, *corner), item.colour)
        else:
            _draw_image(draw, item)
    written = io.BytesIO()
    # Few colours: a third of the size, and sooner written.
    few = page.quantize(_COLOURS, Picture.Quantize.FASTOCTREE, dither=Picture.Dither.NONE)
    few.save(written, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return written.getvalue()


def _draw_image(draw: ImageDraw.ImageDraw, image: Image) -> None:
    """In whole dots, in the middle of its place: half dots would blur the modules."""
    module = int(image.side * _DOTS / len(image.rows))
    spare = (image.side * _DOTS - module * len(image.rows)) / 2
    left, top = (round(place * _DOTS + spare) for place in (image.x, image.y))
    for x, y, length in runs(image):
        corner = (left + (x + length) * module - 1, top + (y + 1) * module - 1)
        draw.rectangle((left + x * module, top + y * module, *corner), "black")


@cache
def _font(weight: Weight, points: float) -> ImageFont.FreeTypeFont:
    size = points * MM_PER_POINT * _DOTS
    return ImageFont.truetype(font_file(weight), size, layout_engine=ImageFont.Layout.BASIC)
