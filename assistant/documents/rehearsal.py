"""A draft as residents would meet it: the knowledge of today with this one text in its place."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assistant.documents.body import model_of
from assistant.documents.effect import Effect, consulted, effects
from assistant.documents.kind import Kind, kind_of
from assistant.documents.version import DocumentError
from assistant.errors import ContentError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entry_of, entry_of_faq
from assistant.knowledge.faq import Faq, FaqTopic
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.overrides import OfficeWords
from assistant.knowledge.record import Record
from assistant.knowledge.search import SearchIndex


def rehearsed(base: KnowledgeBase, path: str, text: str, public: str | None) -> KnowledgeBase:
    """The base with a document saying `text`, whatever its days. `public`: what it says today.

    ContentError when the text says no whole document.
    """
    kind = kind_of(path)
    if kind is None:
        raise DocumentError("no_such_place", path=path[:100])
    model = model_of(kind, path, text)
    if isinstance(model, Record):
        return replace(base, records={**base.records, model.code: model})
    if isinstance(model, FaqTopic):
        gone = {faq.code for faq in _faqs(path, public)}
        kept = {code: faq for code, faq in base.faqs.items() if code not in gone}
        return replace(base, faqs={**kept, **{faq.code: faq for faq in model.entries}})
    if isinstance(model, OfficeWords):
        return replace(base, overrides={**base.overrides, model.office: model})
    part: dict[str, Any] = {kind.value: model}
    return replace(base, **part)


def own_questions(path: str, text: str | None) -> list[str]:
    """What a procedure or a topic says that residents ask; nothing of a text that is not whole."""
    kind = kind_of(path)
    if kind is Kind.PROCEDURE:
        record = _read(kind, path, text)
        if not isinstance(record, Record):
            return []
        return [record.name, *record.aliases, *record.questions]
    return [way for faq in _faqs(path, text) for way in (faq.question, *faq.aliases)]


def conversation_about(base: KnowledgeBase, code: str) -> Consultation:
    """Ready at once, for whoever asks of one procedure or question by its code alone."""
    faq, record = base.faqs.get(code), base.records.get(code)
    entries = [entry_of_faq(faq)] if faq else [entry_of(record)] if record else []
    policy = base.policy
    index = SearchIndex(entries, FeatureCache(), policy.search, policy.confidence)
    return Consultation(base, index)


class Rehearsal:
    """Asks a changed base what residents ask. It keeps what it read: the second time is quick."""

    def __init__(self) -> None:
        self._features = FeatureCache()
        self._alone = threading.Lock()

    def effects(
        self, today: Consultation, changed: KnowledgeBase, questions: Iterable[str]
    ) -> list[Effect]:
        """Which of the questions are answered otherwise. Takes seconds: for a thread."""
        with self._alone:
            after = consulted(changed, self._features)
        return effects(today, after, dict.fromkeys(questions))


def _faqs(path: str, text: str | None) -> list[Faq]:
    topic = _read(Kind.FAQ, path, text) if kind_of(path) is Kind.FAQ else None
    return list(topic.entries) if isinstance(topic, FaqTopic) else []


def _read(kind: Kind, path: str, text: str | None) -> object:
    if text is None:
        return None
    try:
        return model_of(kind, path, text)
    except ContentError:
        return None
