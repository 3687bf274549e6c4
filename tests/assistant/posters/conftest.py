"""Posters of what ships, and an eye that reads QR images and PDFs as people's tools do."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.posters.poster import Poster, poster_of

ADDRESS = "https://motcua.example.vn"
Make = Callable[[str], Poster]
Scan = Callable[[bytes], str]


@pytest.fixture(scope="session")
def ward(real_base: KnowledgeBase) -> Office:
    """A ward's centre."""
    found = real_base.offices.office("07210")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def poster(real_base: KnowledgeBase, ward: Office) -> Make:
    """The poster of a procedure, for the ward's hall."""
    return lambda code: poster_of(real_base.record(code), real_base, ward, ADDRESS)


@pytest.fixture(scope="session")
def all_posters(real_base: KnowledgeBase, ward: Office) -> list[Poster]:
    """One of every record that ships, taken there or not."""
    records = real_base.records.values()
    return [poster_of(record, real_base, ward, ADDRESS) for record in records]


@pytest.fixture(scope="session")
def scan() -> Scan:
    """What the one QR image in a picture says."""

    def read(picture: bytes) -> str:
        (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
        return str(found.text)

    return read


@pytest.fixture(scope="session")
def tool() -> Callable[..., bytes]:
    """Runs a command of poppler; the test is skipped where it is not installed."""

    def run(name: str, *words: str | Path) -> bytes:
        try:
            return subprocess.run([name, *words], capture_output=True, check=True).stdout
        except FileNotFoundError:
            pytest.skip(f"no {name} on this machine: package poppler-utils")

    return run
