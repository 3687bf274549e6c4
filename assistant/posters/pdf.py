"""Posters as one PDF, an A4 page each: real text in an embedded font, a bookmark for each page."""

import io
from collections.abc import Iterable

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from assistant.posters.fonts import font
from assistant.posters.layout import HIGH, WIDE, Bar, Image, Text, layout
from assistant.posters.poster import Poster
from assistant.posters.runs import runs
from assistant.posters.words import words


def pdf(posters: Iterable[Poster]) -> bytes:
    """The file. The same posters give the same bytes: no day, no random mark."""
    written = io.BytesIO()
    canvas = Canvas(
        written, pagesize=(WIDE * mm, HIGH * mm), pageCompression=1, invariant=1, lang="vi-VN"
    )
    canvas.setTitle(words().title)
    canvas.setAuthor(words().author)
    for poster in posters:
        canvas.bookmarkPage(poster.code)
        canvas.addOutlineEntry(f"{poster.code} {poster.name}", poster.code)
        _draw(canvas, poster)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _draw(canvas: Canvas, poster: Poster) -> None:
    for item in layout(poster):
        if isinstance(item, Text):
            canvas.setFillColor(HexColor(item.colour))
            canvas.setFont(font(item.style.weight).fontName, item.style.points)
            canvas.drawString(item.x * mm, (HIGH - item.y) * mm, item.text)
        elif isinstance(item, Bar):
            canvas.setFillColor(HexColor(item.colour))
            canvas.rect(
                item.x * mm, (HIGH - item.y - item.high) * mm, item.wide * mm, item.high * mm,
                stroke=0, fill=1,
            )  # fmt: skip
        else:
            _draw_image(canvas, item)


def _draw_image(canvas: Canvas, image: Image) -> None:
    """One path for all: between separate ones, screens show hair lines."""
    module = image.side / len(image.rows) * mm
    left, top = image.x * mm, (HIGH - image.y) * mm
    path = canvas.beginPath()
    for x, y, length in runs(image):
        path.rect(left + x * module, top - (y + 1) * module, length * module, module)
    canvas.setFillColor(HexColor("#000000"))
    canvas.drawPath(path, stroke=0, fill=1)
