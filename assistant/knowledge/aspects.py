"""Which aspects a text asks for by its cue words, and what it is about without them."""

from assistant.knowledge.content import Aspects
from assistant.knowledge.record import Aspect
from assistant.language.content import content_words
from assistant.language.cues import Cues


class AspectCues:
    """The cues of aspects.yml, compiled."""

    def __init__(self, aspects: Aspects) -> None:
        self._cues = {aspect: Cues(words.cues) for aspect, words in aspects.root.items()}

    def asked_in(self, text: str) -> tuple[Aspect, ...]:
        """The aspects asked for, in the order of aspects.yml.

        "mất bao nhiêu" asks for the fee, but not inside "mất bao nhiêu ngày".
        """
        spans = {aspect: cues.spans_in(text) for aspect, cues in self._cues.items()}
        every = [span for found in spans.values() for span in found]
        return tuple(
            aspect
            for aspect, found in spans.items()
            if any(not any(_inside(span, other) for other in every) for span in found)
        )

    def subject_of(self, text: str) -> str:
        """The text without the words that ask for an aspect; all of it if nothing else is left.

        "đăng ký tạm trú mất bao nhiêu tiền" and an alias with "mất bao nhiêu tiền" have only the
        asking in common: it must not decide which procedure is meant.
        """
        subject = text
        for cues in self._cues.values():
            subject = cues.removed_from(subject)
        return subject if content_words(subject) else text


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]
