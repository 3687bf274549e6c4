"""The ticket: the code of an appointment as a QR image, and read back at the counter.

The image holds the code alone. Its letters are those of QR's small alphabet, so that it stays
coarse enough for an old telephone or a poor print.
"""

import io

import segno

from assistant.appointments.code import read_code

_MARK = "MOTCUA:"
_ROBUST = "m"  # 15 % of the image may be dirty or torn
_QUIET = 4  # modules of white around it, by the standard


def payload(code: str) -> str:
    """What the image says: "MOTCUA:K7DH-3MXA"."""
    return f"{_MARK}{code}"


def read_ticket(scanned: str) -> str | None:
    """The code in what was scanned, or typed by hand; None when it is none."""
    return read_code(scanned.strip().upper().removeprefix(_MARK))


def ticket_svg(code: str) -> bytes:
    """The image for screens and print, of any size."""
    out = io.BytesIO()
    _image(code).save(out, kind="svg", scale=8, border=_QUIET, light="#fff", xmldecl=False)
    return out.getvalue()


def ticket_png(code: str) -> bytes:
    """The image for channels that send pictures."""
    out = io.BytesIO()
    _image(code).save(out, kind="png", scale=12, border=_QUIET)
    return out.getvalue()


def _image(code: str) -> segno.QRCode:
    return segno.make_qr(payload(code), error=_ROBUST)
