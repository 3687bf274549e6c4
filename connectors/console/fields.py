"""What is typed into the forms: without signs that nobody sees and no database keeps."""

import unicodedata
from typing import Annotated

from fastapi import Form, Path, Query
from pydantic import AfterValidator, Field


def readable(text: str) -> str:
    """Without control signs, in the one form that is compared."""
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()


Clean = Annotated[str, Field(max_length=300), AfterValidator(readable)]
Line = Annotated[str, AfterValidator(readable), Form(max_length=300)]
Secret = Annotated[str, Form(max_length=1000)]  # as it is typed: never kept, never shown again
AskedLine = Annotated[str, AfterValidator(readable), Query(max_length=300)]
AccountId = Annotated[str, Path(pattern=r"^[a-z0-9._-]{1,40}$")]


def inside(path: str) -> str:
    """A page of ours to go on to; the first page when it lies elsewhere."""
    ours = path == "/console" or path.startswith(("/console/", "/console?"))
    return path if ours and path.isprintable() and "\\" not in path else "/console"
