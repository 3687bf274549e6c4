"""Documents as files of a folder, and back: the text of each, to the letter."""

import os
from collections.abc import Mapping
from pathlib import Path

from assistant.documents.kind import kind_of
from assistant.errors import ContentError


def read_folder(folder: Path) -> dict[str, str]:
    """path → text of every document; ContentError when there is none, or one cannot be read."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(folder.rglob("*.yml")):
        name = path.relative_to(folder).as_posix()
        if kind_of(name) is None:
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                problems.append(f"{path}: no document has such a name")
            continue
        try:
            with path.open(encoding="utf8", newline="") as file:
                texts[name] = file.read()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: {type(error).__name__}")
    if not texts:
        problems.append(f"{folder}: holds no knowledge base")
    if problems:
        raise ContentError(problems)
    return texts


def write_folder(folder: Path, texts: Mapping[str, str]) -> int:
    """Make the folder hold these documents and no others; how many files changed.

    Each file is replaced as a whole; what is no document stays.
    """
    changed = 0
    for name, text in texts.items():
        assert kind_of(name), name  # no path leads out of the folder
        path, new = folder / name, text.encode()
        if path.exists() and path.read_bytes() == new:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(new)
        beside.replace(path)
        changed += 1
    for path in [*folder.rglob("*.yml")]:
        name = path.relative_to(folder).as_posix()
        if kind_of(name) and name not in texts:
            path.unlink()
            changed += 1
    return changed
