"""Where everything of a poster stands on its A4 page, in millimetres from the upper left. Pure.

Nothing stands within MARGIN of the edge: office printers cannot print there, and cutters slip.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import segno

from assistant.posters.fonts import printable
from assistant.posters.poster import Poster
from assistant.posters.words import words
from assistant.posters.wrapping import Style, wrap

WIDE, HIGH, MARGIN = 210.0, 297.0, 15.0
INK, ACCENT, MUTED = "#20242a", "#8a1f22", "#565c66"
_QUIET = 4  # modules of white around a QR image, by its standard
_INNER = WIDE - 2 * MARGIN
_COLUMN, _GAP = 84.0, 12.0
_LARGEST_ALONE = 110.0
_NAME_SIZES, _NAME_LINES, _NAME_HIGH = (40, 36, 32, 28, 24, 20, 17), 5, 62.0
_OFFICE, _ABOUT, _HEADING = Style(16, "Bold"), Style(15), Style(25, "Bold")
_TOLD, _HOW, _SMALL, _HELP = Style(15), Style(13), Style(11), Style(14, "Bold")
_PAPER_SIZES, _PAPER_LINES, _INDENT, _AFTER = (18, 16, 14, 12.5), 4, 5.5, 2.0
_ADDRESS_SIZES = (11, 10, 9, 8)
_FOOT = HIGH - MARGIN - _HELP.leading - _SMALL.leading


@dataclass(frozen=True)
class Text:
    """One line; x and y are the left end of its base line."""

    x: float
    y: float
    text: str
    style: Style
    colour: str = INK


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    x: float
    y: float
    wide: float
    high: float
    colour: str = ACCENT


@dataclass(frozen=True)
class Image:
    """The QR image without the white around it, a square; rows of dark (1) and light (0)."""

    x: float
    y: float
    side: float
    rows: tuple[bytes, ...]

    @property
    def quiet(self) -> float:
        """The white that must surround it."""
        return _QUIET * self.side / len(self.rows)


Item = Text | Bar | Image


@dataclass
class _Pen:
    """Goes down the page, line by line, and keeps what it wrote."""

    x: float
    y: float
    wide: float
    items: list[Item] = field(default_factory=list)

    def write(
        self, text: str, style: Style, colour: str = INK, *, most: int | None = None,
        centred: bool = False,
    ) -> None:  # fmt: skip
        """A paragraph below what stands there, of at most so many lines."""
        self.lines(wrap(printable(text), style, self.wide, most), style, colour, centred=centred)

    def lines(
        self, lines: Sequence[str], style: Style, colour: str = INK, *, centred: bool = False
    ) -> None:
        """Lines that are known to fit."""
        for line in lines:
            self.y += style.leading
            x = self.x + (self.wide - style.width(line)) / 2 if centred else self.x
            self.items.append(Text(x, self.y - style.leading * 0.25, line, style, colour))

    def image(self, link: str, largest: float, below: float) -> None:
        """The QR image in the middle, with the white it needs above and below.

        It is made smaller, if it must, so that `below` millimetres are left down to the foot.
        """
        rows = tuple(bytes(row) for row in segno.make_qr(link, error="m").matrix)
        room = (_FOOT - 2 - self.y - below) * len(rows) / (len(rows) + 2 * _QUIET)
        side = min(largest, room)
        quiet = Image(0, 0, side, rows).quiet
        self.items.append(Image(self.x + (self.wide - side) / 2, self.y + quiet, side, rows))
        self.y += side + 2 * quiet


def layout(poster: Poster) -> tuple[Item, ...]:
    """Everything on the page; with a list of papers beside the image, else the image is larger."""
    pen = _Pen(MARGIN, MARGIN, _INNER)
    pen.write(poster.office, _OFFICE, ACCENT, most=2)
    pen.items.append(Bar(MARGIN, pen.y + 1.5, _INNER, 1.2))
    pen.y += 7
    style, lines = _fitted(printable(poster.name))
    pen.lines(lines, style)
    pen.y += 2
    pen.write(poster.about, _ABOUT, MUTED, most=2)
    pen.y += 8
    body = _beside(poster, pen.y) if poster.papers else _alone(poster, pen.y)
    foot = _Pen(MARGIN, _FOOT, _INNER, [Bar(MARGIN, _FOOT - 1, _INNER, 0.4)])
    foot.write(words().help, _HELP)
    foot.write(poster.checked or words().author, _SMALL, MUTED)
    return (*pen.items, *body, *foot.items)


def _fitted(name: str) -> tuple[Style, list[str]]:
    """The name as large as fits; the longest ones end in an ellipsis."""
    for points in _NAME_SIZES:
        style = Style(points, "Bold")
        lines = wrap(name, style, _INNER)
        if len(lines) <= _NAME_LINES and len(lines) * style.leading <= _NAME_HIGH:
            return style, lines
    return style, wrap(name, style, _INNER, int(_NAME_HIGH / style.leading))


def _beside(poster: Poster, y: float) -> list[Item]:
    """The image on the left, the papers on the right."""
    left, below = _Pen(MARGIN, y, _COLUMN), _Pen(MARGIN, 0, _COLUMN)
    left.write(words().scan, _HEADING, ACCENT)
    _invite(below, poster)
    left.image(poster.link, _COLUMN, below.y)
    _invite(left, poster)
    right = _Pen(MARGIN + _COLUMN + _GAP, y, _INNER - _COLUMN - _GAP)
    right.write(words().papers, _HEADING, ACCENT)
    right.y += 3
    return [*left.items, *_listed(right, poster)]


def _alone(poster: Poster, y: float) -> list[Item]:
    """The image in the middle."""
    pen, below = _Pen(MARGIN, y, _INNER), _Pen(MARGIN, 0, _INNER)
    pen.write(words().scan, Style(32, "Bold"), ACCENT, centred=True)
    _note_and_invite(below, poster)
    pen.image(poster.link, _LARGEST_ALONE, below.y)
    _note_and_invite(pen, poster)
    return pen.items


def _note_and_invite(pen: _Pen, poster: Poster) -> None:
    for note in poster.notes:
        pen.write(note, Style(16, "Bold"), centred=True)
        pen.y += _AFTER
    _invite(pen, poster, centred=True)


def _invite(pen: _Pen, poster: Poster, *, centred: bool = False) -> None:
    pen.write(words().offers, _TOLD, centred=centred)
    pen.y += _AFTER
    pen.write(words().how, _HOW, MUTED, centred=centred)
    pen.y += _AFTER
    # Typed by hand: without the office, and never broken where the line would fit if smaller.
    address = poster.link.partition("?")[0]
    sizes = map(Style, _ADDRESS_SIZES)
    fitting = (style for style in sizes if style.width(address) <= pen.wide)
    style = next(fitting, Style(_ADDRESS_SIZES[-1]))
    pen.write(f"{words().address} {address}", style, MUTED, centred=centred)


def _listed(pen: _Pen, poster: Poster) -> list[Item]:
    """All papers as large as they fit; if they never do, as many as there is room for."""
    for points in _PAPER_SIZES:
        tried = _Pen(pen.x, pen.y, pen.wide)
        if _all_stand(tried, poster, Style(points)):
            break
    return [*pen.items, *tried.items]


def _all_stand(pen: _Pen, poster: Poster, style: Style) -> bool:
    """Write papers and notes, the notes always; whether no paper was left out."""
    notes = [wrap(printable(note), _HOW, pen.wide) for note in poster.notes]
    end = _FOOT - 3 - sum(len(lines) * _HOW.leading + _AFTER for lines in notes)
    shown = 0
    for paper in poster.papers:
        lines = wrap(printable(paper), style, pen.wide - _INDENT, _PAPER_LINES)
        last = shown + 1 == len(poster.papers)
        needed = (len(lines) + (not last)) * style.leading + _AFTER  # "and so many more" fits too
        if pen.y + needed > end:
            break
        side = style.points * 0.13
        pen.items.append(Bar(pen.x, pen.y + style.leading * 0.6 - side / 2, side, side))
        inner = _Pen(pen.x + _INDENT, pen.y, pen.wide - _INDENT, pen.items)
        inner.lines(lines, style)
        pen.y, shown = inner.y + _AFTER, shown + 1
    if shown < len(poster.papers):
        pen.write(words().more.format(count=len(poster.papers) - shown), style)
    for lines in notes:
        pen.y += _AFTER
        pen.lines(lines, _HOW)
    return shown == len(poster.papers)
