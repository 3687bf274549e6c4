"""What a proposal makes of the library, and of the text of its files. Pure."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.knowledge.faq import Faq, FaqTopic
from assistant.knowledge.record import Record
from assistant.knowledge.spreadsheet.library import Library
from assistant.knowledge.spreadsheet.proposal import Proposal
from assistant.knowledge.spreadsheet.sheet_layout import refusal
from assistant.knowledge.spreadsheet.sheet_rows import FAQ_FIELDS, RECORD_FIELDS
from assistant.knowledge.spreadsheet.yaml_style import entry_text
from assistant.knowledge.spreadsheet.yaml_text import NotEditable, YamlText


def revised(library: Library, proposal: Proposal) -> Library:
    """The library as it will be. A topic without a question left is gone."""
    topics: dict[Path, FaqTopic] = {}
    for path, topic in library.topics.items():
        entries = [new for faq in topic.entries if (new := _stays(faq, path, proposal))]
        entries += _comers(path, topic, proposal)
        if entries:
            topics[path] = topic.model_copy(update={"entries": entries})
    return Library(topics, {**library.records, **proposal.records})


def texts_after(
    library: Library, proposal: Proposal, old: Mapping[Path, str]
) -> dict[Path, str | None]:
    """The new text of each file that changes; None for a topic without a question left."""
    after = revised(library, proposal)
    texts: dict[Path, str | None] = {}
    for path, topic in library.topics.items():
        if path not in after.topics:
            texts[path] = None
        elif after.topics[path] != topic:
            texts[path] = _guarded(path, _topic_text, library, path, proposal, old)
    for path, record in proposal.records.items():
        was = library.records[path]
        texts[path] = _guarded(path, _record_text, old[path], was, record)
    return texts


def _guarded(path: Path, write: Any, *details: Any) -> str:
    try:
        return str(write(*details))
    except (NotEditable, LookupError) as error:
        raise refusal("by_hand", file=path.name) from error


def _stays(faq: Faq, path: Path, proposal: Proposal) -> Faq | None:
    home, new = proposal.placed.get(faq.id, (path, faq))
    return new if home == path and faq.id not in proposal.removed else None


def _comers(path: Path, topic: FaqTopic, proposal: Proposal) -> list[Faq]:
    """Questions that are new in this file."""
    here = {faq.id for faq in topic.entries}
    return [
        faq for code, (home, faq) in proposal.placed.items() if home == path and code not in here
    ]


def _topic_text(library: Library, path: Path, proposal: Proposal, old: Mapping[Path, str]) -> str:
    file, topic = YamlText(old[path]), library.topics[path]
    for number, faq in enumerate(topic.entries):
        stays = _stays(faq, path, proposal)
        if stays is None:
            file.drop_item(("entries", number))
        elif stays != faq:
            file.change_fields(("entries", number), _fields(faq), _fields(stays))
    for faq in _comers(path, topic, proposal):
        moved = _moved(library, old, faq)
        file.append_item(("entries",), moved or entry_text({"id": faq.id, **_fields(faq)}))
    return file.result()


def _moved(library: Library, old: Mapping[Path, str], faq: Faq) -> str | None:
    """The entry's own lines, from the file it leaves, with its changes; None for a new one."""
    for path, topic in library.topics.items():
        for number, was in enumerate(topic.entries):
            if was.id == faq.id:
                alone = YamlText(YamlText(old[path]).item(("entries", number)))
                alone.change_fields((0,), _fields(was), _fields(faq))
                return alone.result()
    return None


def _record_text(text: str, was: Record, record: Record) -> str:
    file = YamlText(text)
    old, new = ({name: getattr(item, name) for name in RECORD_FIELDS} for item in (was, record))
    file.change_fields((), old, new)
    return file.result()


def _fields(faq: Faq) -> dict[str, Any]:
    """In the order they are written in."""
    return faq.model_dump(include=set(FAQ_FIELDS))
