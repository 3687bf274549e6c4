"""Unpacking a workbook that somebody sent: what is too big or damaged never reaches its reader."""

import shutil
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from assistant.knowledge.spreadsheet.sheet_layout import refusal

_MOST_BYTES = 20 * 2**20  # of the file, and of what it unpacks to; ours has 0.2 and 0.7 MB
_MOST_PARTS = 500
_CHUNK = 2**16
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what workbooks use; others cannot be bounded
_DAMAGED = (EOFError, NotImplementedError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)


def unpacked(path: Path) -> BytesIO:
    """The same archive without compression, in memory; ContentError in a clerk's words."""
    if path.suffix.lower() != ".xlsx":
        raise refusal("wrong_suffix", file=path.name)
    try:
        with zipfile.ZipFile(path) as packed:
            _look_at(path, packed.infolist())
            return _copied(packed)
    except _DAMAGED as error:
        raise refusal("unreadable", file=path.name) from error
    except OSError as error:
        raise refusal("closed", file=path) from error


def _look_at(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    size = max(path.stat().st_size, sum(part.file_size for part in parts))
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise refusal("too_big", file=path.name, megabytes=_MOST_BYTES // 2**20)
    if any(part.compress_type not in _KNOWN for part in parts):
        raise refusal("unreadable", file=path.name)


def _copied(packed: zipfile.ZipFile) -> BytesIO:
    """Copied by chunks: a part ends at the size it states, however much is packed into it."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as plain:
        for name in dict.fromkeys(packed.namelist()):
            with packed.open(name) as source, plain.open(name, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)
    return whole
