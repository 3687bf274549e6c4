"""The ticket: its image says the code and nothing else, and is read back however it comes."""

import io
import xml.etree.ElementTree as ET

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from assistant.appointments.code import new_code
from assistant.appointments.ticket import payload, read_ticket, ticket_png, ticket_svg

CODE = "K7DH-3MXA"


def modules(png: bytes) -> list[list[int]]:
    """The dark and light fields of an image, without the white around them."""
    image = Image.open(io.BytesIO(png)).convert("L")
    size = image.width // 29  # 21 fields and four of white on each side
    return [
        [int(image.getpixel(((x + 4) * size + size // 2, (y + 4) * size + size // 2)) == 0)
         for x in range(21)]
        for y in range(21)
    ]  # fmt: skip


def test_the_image_says_the_code_and_nothing_else() -> None:
    expected = segno.make_qr(f"MOTCUA:{CODE}", error="m")
    assert modules(ticket_png(CODE)) == [list(row) for row in expected.matrix]


def test_the_image_for_screens_is_the_same_and_runs_nothing() -> None:
    root = ET.fromstring(ticket_svg(CODE))
    assert {element.tag.split("}")[1] for element in root.iter()} == {"svg", "g", "path"}
    same = io.BytesIO()
    segno.make_qr(payload(CODE), error="m").save(
        same, kind="svg", scale=8, border=4, light="#fff", xmldecl=False
    )
    assert ticket_svg(CODE) == same.getvalue()


def test_any_code_fits_the_smallest_image() -> None:
    for _ in range(50):
        assert segno.make_qr(payload(new_code()), error="m").version == 1


@pytest.mark.parametrize("scanned", [
    "MOTCUA:K7DH-3MXA", "motcua:k7dh-3mxa\r\n", "K7DH-3MXA", " k7dh 3mxa ", "K7DH3MXA",
])  # fmt: skip
def test_it_is_read_back_however_it_comes(scanned: str) -> None:
    assert read_ticket(scanned) == CODE


@given(st.text(max_size=60))
def test_what_is_no_ticket_is_refused_quietly(scanned: str) -> None:
    code = read_ticket(scanned)
    assert code is None or len(code) == 9
