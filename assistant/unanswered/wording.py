"""A resident's words into a document: as a name of a record, or as a question of it. Pure."""

import copy
from dataclasses import dataclass
from typing import Any, Literal

from assistant.documents.body import edited, read
from assistant.documents.kind import Kind
from assistant.knowledge.faq import PREFIX
from assistant.language.text import syllables

As = Literal["alias", "example"]
LONGEST = 200  # characters; longer ones are stories, and a name is short
_SHORTEST = 2


@dataclass(frozen=True)
class Words:
    """Words for the record or question `code`; `note`: to whoever reviews them."""

    text: str
    code: str
    as_: As = "alias"
    note: str = ""


class WordingError(Exception):
    """The words cannot be written in; `problem` names the reason."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def with_words(path: str, text: str, kind: Kind, words: Words) -> str:
    """The document's text with these words in it; WordingError tells why not."""
    if not _SHORTEST <= len(words.text) <= LONGEST or not syllables(words.text):
        raise WordingError("length")
    data = copy.deepcopy(read(path, text))
    owner = _owner(data, kind, words.code)
    name = "questions" if words.as_ == "example" and kind is Kind.PROCEDURE else "aliases"
    listed = owner.get(name) or []
    if not isinstance(listed, list):
        raise WordingError("shape")
    titles = [*_list(owner.get("aliases")), *_list(owner.get("questions")),
              owner.get("name"), owner.get("question")]  # fmt: skip
    if any(syllables(str(title)) == syllables(words.text) for title in titles if title):
        raise WordingError("known")
    owner[name] = [*listed, words.text]
    return edited(path, text, data)


def _owner(data: Any, kind: Kind, code: str) -> dict[str, Any]:
    """The record, or the entry of the topic."""
    if not isinstance(data, dict):
        raise WordingError("shape")
    if kind is Kind.PROCEDURE:
        return data
    for entry in _list(data.get("entries")):
        if isinstance(entry, dict) and PREFIX + str(entry.get("id")) == code:
            return entry
    raise WordingError("no_document")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
