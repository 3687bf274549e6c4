"""A run that makes files of posters: one PDF of all, a picture and a drawing of each."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.posters.files import put
from assistant.posters.form import Form
from assistant.posters.pdf import pdf
from assistant.posters.png import png
from assistant.posters.poster import Poster
from assistant.posters.svg import svg

ALL_IN_ONE = "posters.pdf"


def make(
    posters: Sequence[Poster],
    folder: Path,
    forms: Sequence[Form],
    each: Callable[[], object] = lambda: None,
) -> list[Path]:
    """The files, put there. `each` is called for every poster drawn, in every form."""
    put_there: list[Path] = []
    for form in dict.fromkeys(forms):
        for path, content in _drawn(posters, folder, form, each):
            put(path, content)
            put_there.append(path)
    return put_there


def _drawn(
    posters: Sequence[Poster], folder: Path, form: Form, each: Callable[[], object]
) -> Iterator[tuple[Path, bytes]]:
    if form is Form.PDF:
        name = ALL_IN_ONE if len(posters) > 1 else f"{posters[0].code}.pdf"
        yield folder / name, pdf(_counted(posters, each))
        return
    draw = svg if form is Form.SVG else png
    for poster in _counted(posters, each):
        yield folder / form / f"{poster.code}.{form}", draw(poster)


def _counted(posters: Sequence[Poster], each: Callable[[], object]) -> Iterator[Poster]:
    for poster in posters:
        yield poster
        each()
