"""Files that are there as a whole or not at all."""

import os
import tempfile
from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Write under another name beside it, then rename: nobody ever finds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    finally:
        Path(beside).unlink(missing_ok=True)
