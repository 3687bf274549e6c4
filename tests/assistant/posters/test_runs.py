"""Rectangles of a QR image."""

from assistant.posters.layout import Image
from assistant.posters.runs import runs


def test_what_is_dark_side_by_side_is_one() -> None:
    image = Image(0, 0, 30, (b"\1\1\0", b"\0\0\0", b"\1\0\1"))
    assert list(runs(image)) == [(0, 0, 2), (0, 2, 1), (2, 2, 1)]
