"""The checks of `assistant kb check` on what is not in files yet, in a clerk's words."""

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.folder import write_folder
from assistant.documents.kind import kind_of
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.knowledge.base import load_content, unknown_fields
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.loading import missing_links
from assistant.knowledge.overrides import missing_records
from assistant.knowledge.remembered import Remembered

_PLACE = re.compile(r"([\w.@-]+: )*")  # names of fields and numbers of items, not a sentence
_YAML_MISTAKE = re.compile(r"line \d+, column \d+")


@dataclass(frozen=True)
class Finding:
    """One mistake: the document, the place in it, and what is wrong. Any may be empty."""

    path: str
    where: str
    text: str


@dataclass(frozen=True)
class Findings:
    """`problems` keep content from being published; `notes` a clerk should know."""

    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


class Checking:
    """Checks whole sets of texts. `editions`: remembers what did not change since publishing."""

    def __init__(self, editions: EditionStore) -> None:
        self._memory = editions.folder / "read.json"

    def findings(self, texts: Mapping[str, str]) -> Findings:
        """Everything wrong with a whole knowledge base: path → text. Takes half a second."""
        with tempfile.TemporaryDirectory(prefix="knowledge-base-") as temporary:
            folder = Path(temporary)
            write_folder(folder, texts)
            try:
                content = load_content(folder, Remembered(self._memory))
            except ContentError as error:
                return Findings(problems=tuple(found(error.problems, folder)))
        codes = {record.code for record in content.versions}
        notes = [
            *missing_links(content.versions, content.faqs),
            *missing_records(content.overrides, codes),
            *unknown_fields(content),
        ]
        return Findings(notes=tuple(found(notes, folder)))


def found(problems: Iterable[str], folder: Path) -> Iterable[Finding]:
    """What the checks said: `<file>: <place>: <what>`, the place and what is in it by our names."""
    for line in problems:
        path, _, rest = line.removeprefix(f"{folder}/").partition(": ")
        where = "" if _YAML_MISTAKE.search(rest) else _PLACE.match(rest)[0]  # type: ignore[index]
        yield Finding(_whole(path), _place(where), words().said(rest.removeprefix(where)))


def _whole(path: str) -> str:
    """Notes name a record by its field and code alone."""
    longer = f"procedures/{path}"
    return longer if kind_of(path) is None and kind_of(longer) else path


def _place(where: str) -> str:
    """`papers.0.name` as a clerk counts: Giấy tờ › mục 1 › Tên."""
    spoken = words()
    steps = where.replace(": ", ".").strip(".").split(".") if where else []
    named = [
        spoken.plain["item"].format(number=int(step) + 1)
        if step.isdecimal() and len(step) < 4 else spoken.field(step)
        for step in steps if step != "record"
    ]  # fmt: skip
    return spoken.plain["deep"].join(named)
