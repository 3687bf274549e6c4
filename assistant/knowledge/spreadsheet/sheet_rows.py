"""What is exported: a row of the spreadsheet for each question and each procedure. Pure."""

import hashlib
from collections.abc import Iterable

from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.knowledge.spreadsheet.cells import shown, tidy
from assistant.knowledge.spreadsheet.library import Library
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, MARK, PROCEDURES

FAQ_FIELDS = (
    "question", "aliases", "answer", "to_confirm", "related", "effective_from", "effective_to",
    "checked_on", "sources", "law",
)  # fmt: skip
RECORD_FIELDS = ("aliases", "questions")


def rows_of(library: Library) -> dict[str, list[dict[str, str]]]:
    """The rows of both sheets; a version of a record is named by its file."""
    return {
        FAQ: [
            faq_row(faq, topic.topic) for topic in library.topics.values() for faq in topic.entries
        ],
        PROCEDURES: [record_row(path.stem, record) for path, record in library.records.items()],
    }


def faq_row(faq: Faq, topic: str) -> dict[str, str]:
    """One question."""
    cells = {"code": faq.id, "topic": topic}
    cells |= {field: shown(getattr(faq, field)) for field in FAQ_FIELDS}
    return _marked({**cells, "remove": ""})


def record_row(code: str, record: Record) -> dict[str, str]:
    """The words residents use for one procedure."""
    cells = {"code": code, "name": record.name}
    return _marked({**cells, **{field: shown(getattr(record, field)) for field in RECORD_FIELDS}})


def _marked(cells: dict[str, str]) -> dict[str, str]:
    """With a mark of all that stands in the row, to notice that somebody else changed it since."""
    return {**cells, MARK: _mark(cells.values())}


def _mark(texts: Iterable[str]) -> str:
    whole = "\x1f".join(map(tidy, texts))
    return "v" + hashlib.sha256(whole.encode()).hexdigest()[:12]
