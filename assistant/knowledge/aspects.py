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
        """The aspects asked for, in the order of aspects.yml."""
        return tuple(aspect for aspect, cues in self._cues.items() if cues.found_in(text))

    def subject_of(self, text: str) -> str:
        """The text without the words that ask for an aspect; all of it if nothing else is left.

        "đăng ký tạm trú mất bao nhiêu tiền" and an alias with "mất bao nhiêu tiền" have only the
        asking in common: it must not decide which procedure is meant.
        """
        subject = text
        for cues in self._cues.values():
            subject = cues.removed_from(subject)
        return subject if content_words(subject) else text
