"""What clerks may edit in a spreadsheet, with the files it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ContentError
from assistant.knowledge.faq import Faq, FaqTopic
from assistant.knowledge.loading import load_model
from assistant.knowledge.record import Record


@dataclass(frozen=True)
class Library:
    """Topics of questions and versions of records, by the path of their file, in its order."""

    topics: dict[Path, FaqTopic]
    records: dict[Path, Record]

    def shelved(self) -> Iterator[tuple[Path, Faq]]:
        """Every question with its file."""
        for path, topic in self.topics.items():
            for faq in topic.entries:
                yield path, faq

    def faqs(self) -> dict[str, Faq]:
        """Every question by its id."""
        return {faq.id: faq for _, faq in self.shelved()}

    def file_of_topic(self) -> dict[str, Path]:
        """Where the questions of a topic stand; of two files of one topic the first."""
        return {topic.topic: path for path, topic in reversed(self.topics.items())}

    def codes(self) -> set[str]:
        """All that can be pointed to."""
        return {r.code for r in self.records.values()} | {f.code for _, f in self.shelved()}


def read_library(folder: Path) -> Library:
    """Read both parts; ContentError lists every problem of every file."""
    topics: dict[Path, FaqTopic] = {}
    records: dict[Path, Record] = {}
    problems: list[str] = []
    for path in sorted((folder / "faq").glob("*.yml")):
        try:
            topics[path] = load_model(path, FaqTopic)
        except ContentError as error:
            problems += error.problems
    for path in sorted((folder / "procedures").rglob("*.yml")):
        try:
            records[path] = load_model(path, Record)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return Library(topics, records)
