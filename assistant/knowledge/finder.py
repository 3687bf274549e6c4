"""Which procedure or question a sentence means: read → search → decide. Remembers nothing."""

import re
from dataclasses import dataclass

from assistant.knowledge.aspects import AspectCues
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.decision import Decision, Question, decide
from assistant.knowledge.record import Aspect
from assistant.knowledge.search import Found, Hit, SearchIndex
from assistant.language.content import content_words
from assistant.language.place_words import without_circumstances
from assistant.language.spelling import Spelling

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_CLEARLY = 0.1  # how much surer a corrected reading must be than what was typed

Hits = tuple[Hit, ...]


@dataclass(frozen=True)
class Meant:
    """What a sentence was taken for: the decision, the hits behind it, the aspects asked."""

    decision: Decision
    hits: Hits
    asked: tuple[Aspect, ...]
    confidence: float

    @property
    def answers(self) -> str | None:
        """The code that is answered, if one is."""
        return self.decision.codes[0] if self.decision.kind == "answer" else None


class Finder:
    """Finds in one edition of the knowledge base."""

    def __init__(self, base: KnowledgeBase, index: SearchIndex) -> None:
        self._base = base
        self._index = index
        self._cues = AspectCues(base.aspects)
        titles = [title for entry in index.everyday for title in entry.titles]
        titles += [cue for words in base.aspects.root.values() for cue in words.cues]
        passages = [text for entry in index.everyday for text in entry.passages]
        self._families = {
            " ".join(content_words(word)): tuple(filter(base.knows, codes))
            for word, codes in base.families.root.items()
        }
        self._spelling = Spelling(titles, passages)

    def composed(self, text: str) -> str:
        """The text without raw Telex or VNI."""
        return self._spelling.composed(text)

    def asked_in(self, text: str) -> tuple[Aspect, ...]:
        """The aspects that the words of a text ask for."""
        return self._cues.asked_in(text)

    def subject_of(self, text: str) -> str:
        """The text without what asks for an aspect."""
        return self._cues.subject_of(text)

    def search(self, text: str) -> Found:
        """The hits for a text, read as typed or, where that is clearly better, one letter off."""
        found = self._index.search(text)
        if found.confidence >= self._base.policy.decision.answer_from:
            return found
        best = found
        bound = found.confidence + _CLEARLY
        for reading in self._spelling.readings(text):
            other = self._index.search(reading)
            if other.confidence > max(bound, best.confidence):
                best = other
        return best

    def find(self, text: str, subject: str | None) -> Meant:
        """What a cleaned text means while `subject` is spoken of."""
        asked = self._cues.asked_in(text)
        named = self._named(text)
        if named is not None:
            return Meant(named, (), asked, 1.0)
        subject_text = without_circumstances(self._cues.subject_of(text))
        found = self.search(subject_text)
        words = set(content_words(subject_text)) if subject_text != text or not asked else set()
        if words and subject_text != text:
            found = self._question_instead(text, found)
        subject = subject if subject in self._base.records else None
        question = Question(
            own_words=len(words),
            names_aspect=bool(asked),
            subject=subject,
            subject_evidence=self._index.explains(subject, words) if subject else 0.0,
        )
        decision = decide(question, found, self._base.policy.decision)
        return Meant(decision, found.hits, asked, found.confidence)

    def _named(self, text: str) -> Decision | None:
        code = _CODE.search(text)
        if code and code.group() in self._base.records:
            return Decision("answer", (code.group(),), "names the code")
        titled = self._index.named_by(text)
        if titled:
            return Decision("answer", (titled,), "names the title")
        family = self._families.get(" ".join(content_words(text)))
        return Decision("clarify", family, "names a family") if family else None

    def _question_instead(self, text: str, found: Found) -> Found:
        """Where the asking words are the matter itself: "nộp lệ phí bằng thẻ được không"."""
        whole = self._index.search(text)
        sure = max(self._base.policy.decision.answer_from, found.confidence)
        is_faq = bool(whole.hits) and whole.hits[0].code in self._base.faqs
        return whole if is_faq and whole.confidence >= sure else found
