"""Asking back: the one question that separates the candidates, or the short list of them."""

from collections.abc import Sequence

from assistant.knowledge.answers import Speaker, payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.content import Distinction, Side
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Button, Candidate, Reply
from assistant.language.content import content_words
from assistant.language.cues import Cues
from assistant.language.text import fold

_RELATED = 0.5  # share of common words from which two names are of one family


class Clarification:
    """Puts candidates before the resident."""

    def __init__(self, base: KnowledgeBase, speaker: Speaker) -> None:
        self._base = base
        self._speaker = speaker
        self._cues = {
            (number, place): Cues([fold(word) for word in side.words])
            for number, distinction in enumerate(base.distinctions.root)
            for place, side in enumerate(distinction.sides)
        }

    def offer(self, codes: Sequence[str], aspect: Aspect | None) -> Reply:
        """One reply with a button for each candidate."""
        names = {code: self._base.name(code) for code in codes}
        question, labels = self._separating(names) or (self._base.phrases["which_procedure"], {})
        buttons = [self._speaker.choice(code, aspect, labels.get(code)) for code in codes]
        none = Button(title=self._base.phrases["none_of_these"], payload=payload("choose_nothing"))
        return Reply(
            text=question,
            buttons=[*buttons, none],
            candidates=[Candidate(code=code, name=name) for code, name in names.items()],
        )

    def _separating(self, names: dict[str, str]) -> tuple[str, dict[str, str]] | None:
        """The first distinction that gives every candidate a side of its own."""
        for number, distinction in enumerate(self._base.distinctions.root):
            sides = {code: self._side(number, distinction, name) for code, name in names.items()}
            labels = {code: side.label for code, side in sides.items() if side is not None}
            apart = len(names) > 1 and len(set(labels.values())) == len(names)
            by_default = any(side is not None and not side.words for side in sides.values())
            if apart and (not by_default or self._related(names, number)):
                return distinction.question, labels
        return None

    def _side(self, number: int, distinction: Distinction, name: str) -> Side | None:
        rest = None
        for place, side in enumerate(distinction.sides):
            if not side.words:
                rest = side
            elif self._cues[number, place].found_in(fold(name)):
                return side
        return rest

    def _related(self, names: dict[str, str], number: int) -> bool:
        """Whether the names say the same once the separating words are away."""
        sides = [cues for (of, _), cues in self._cues.items() if of == number]
        bare = []
        for name in names.values():
            text = fold(name)
            for cues in sides:
                text = cues.removed_from(text)
            bare.append(set(content_words(text)))
        common, every = set.intersection(*bare), set.union(*bare)
        return len(common) >= _RELATED * len(every)
