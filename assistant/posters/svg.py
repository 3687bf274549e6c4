"""A poster as SVG for a print shop: letters as outlines, so it looks the same without the font."""

from functools import cache
from html import escape

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from assistant.posters.fonts import MM_PER_POINT, Weight, font_file
from assistant.posters.layout import HIGH, WIDE, Bar, Image, Item, Text, layout
from assistant.posters.poster import Poster
from assistant.posters.runs import runs

_ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="{wide:g}mm" height="{high:g}mm" viewBox="0 0 {wide:g} {high:g}" role="img" lang="vi">'
)


def svg(poster: Poster) -> bytes:
    """The file; its title and description say in words what is drawn."""
    items = layout(poster)
    lines = [item for item in items if isinstance(item, Text)]
    letters = sorted({(line.style.weight, letter) for line in lines for letter in line.text})
    parts = [
        _ROOT.format(wide=WIDE, high=HIGH),
        f"<title>{escape(poster.name)}</title>",
        f"<desc>{escape(chr(10).join(line.text for line in lines))}</desc>",
        "<defs>",
        *(f'<path id="{_id(*each)}" d="{_glyph(*each)[0]}"/>' for each in letters),
        "</defs>",
        f'<path fill="#fff" d="M0 0h{WIDE:g}v{HIGH:g}h-{WIDE:g}z"/>',
        *(_drawn(item) for item in items),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def _drawn(item: Item) -> str:
    if isinstance(item, Text):
        return _line(item)
    if isinstance(item, Bar):
        box = f'x="{item.x:.2f}" y="{item.y:.2f}" width="{item.wide:.2f}" height="{item.high:.2f}"'
        return f'<rect fill="{item.colour}" {box}/>'
    return _image(item)


def _image(image: Image) -> str:
    """In modules, moved to its place: whole numbers leave no gaps."""
    scale = image.side / len(image.rows)
    place = f"translate({image.x:.2f} {image.y:.2f}) scale({scale:.5f})"
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs(image))
    return f'<path transform="{place}" d="{path}"/>'


def _line(line: Text) -> str:
    """The letters of a line, one behind the other, in units of the font."""
    scale = line.style.points * MM_PER_POINT / _units(line.style.weight)
    place = f"translate({line.x:.2f} {line.y:.2f}) scale({scale:.5f} -{scale:.5f})"
    x, drawn = 0, []
    for letter in line.text:
        if letter != " ":
            drawn.append(f'<use xlink:href="#{_id(line.style.weight, letter)}" x="{x}"/>')
        x += _glyph(line.style.weight, letter)[1]
    return f'<g fill="{line.colour}" transform="{place}">{"".join(drawn)}</g>'


def _id(weight: Weight, letter: str) -> str:
    return f"{weight[0].lower()}{ord(letter):x}"


@cache
def _glyph(weight: Weight, letter: str) -> tuple[str, int]:
    """The outline of a letter and how far the next one is, in units of the font."""
    glyphs = _font(weight).getGlyphSet()
    glyph = glyphs[_font(weight).getBestCmap()[ord(letter)]]
    pen = SVGPathPen(glyphs)
    glyph.draw(pen)
    return str(pen.getCommands()), int(glyph.width)


@cache
def _units(weight: Weight) -> int:
    """Of the font, to the height of a letter."""
    return int(_font(weight)["head"].unitsPerEm)


@cache
def _font(weight: Weight) -> TTFont:
    return TTFont(font_file(weight), lazy=True)
