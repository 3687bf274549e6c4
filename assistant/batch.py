"""Many questions at once over the knowledge base, or over given portal records alone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant import wiring
from assistant.clock import now
from assistant.errors import ContentError
from assistant.knowledge.aspects import AspectCues
from assistant.knowledge.content import Phrases
from assistant.knowledge.decision import Question, decide
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry, entries_of, entry_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.official import read_official
from assistant.knowledge.search import SearchIndex
from assistant.language.content import content_words
from assistant.language.short_forms import clean
from assistant.settings import Settings
from assistant.training import train_for

Tell = Callable[[str], None]
_OUTCOMES = {"answer": "answered", "clarify": "clarified", "ask_subject": "clarified"}


def search_questions(
    settings: Settings, questions: Path, records: Path | None, top: int, tell: Tell
) -> Iterator[dict[str, Any]]:
    """One row a question: id, outcome, codes and scores best first, milliseconds."""
    base = wiring.draft(settings)
    asked = list(_read(questions))
    entries = entries_of(base) if records is None else portal_entries(records, base.phrases)
    tell(f"{len(entries)} records, {len(asked)} questions")
    model = settings.encoder_model or str(train_for(entries, settings.data / "cache", tell))
    cache = FeatureCache(Encoder(model, folded=settings.encoder_model is None))
    index = SearchIndex(
        entries, cache, base.policy.search, base.policy.confidence, base.distinctions
    )
    cues = AspectCues(base.aspects)
    for number, row in asked:
        text = cues.subject_of(clean(str(row["text"])))
        found = index.search(text, top)
        question = Question(own_words=len(content_words(text)))
        decision = decide(question, found, base.policy.decision)
        yield {
            "id": row.get("id", number),
            "outcome": _OUTCOMES.get(decision.kind, decision.kind),
            "codes": [hit.code for hit in found.hits],
            "scores": [hit.score for hit in found.hits],
            "ms": found.ms,
        }


def portal_entries(path: Path, phrases: Phrases) -> list[Entry]:
    """The searchable side of a file of portal rows; ContentError names a line that is wrong."""
    records, refused = read_official(path, phrases, now().date())
    if refused:
        raise ContentError([f"{path}: line {row.line}: {row.reason}" for row in refused])
    return [entry_of(record) for record in records.values()]


def _read(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{path}: {error}"]) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ContentError([f"{path}: line {number}: {error}"]) from error
        if not isinstance(row, dict) or "text" not in row:
            raise ContentError([f"{path}: line {number}: no `text`"])
        yield number, row
