"""The dark parts of a QR image as rectangles, as few as a row allows. Pure."""

from collections.abc import Iterator

from assistant.posters.layout import Image


def runs(image: Image) -> Iterator[tuple[int, int, int]]:
    """Column, row and length of each, in modules."""
    for y, row in enumerate(image.rows):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield start, y, x - start
                start = None
