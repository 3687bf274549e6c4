"""What is answered before any model runs: nothing readable, danger, fraud, no text at all."""

from assistant.conversation.alarms import Alarms
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Kind
from assistant.conversation.message import Typed
from assistant.knowledge.answers import payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Button, Outcome, Reply

_PHRASES = {
    Kind.WELCOME: "kind_welcome",
    Kind.IMAGE: "kind_image",
    Kind.STICKER: "kind_sticker",
    Kind.LOCATION: "kind_location",
    Kind.AUDIO: "kind_audio",
    Kind.FILE: "kind_file",
    Kind.CONTACT: "kind_contact",
}


class Doorstep:
    """Made for one edition of the knowledge."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._alarms = Alarms(base.safety)

    def typed(self, typed: Typed) -> Spoken | None:
        """The answer to a text nobody needs to be asked about; None for all others."""
        if typed.flaw is not None:
            limit = self._base.policy.conversation.longest_question
            text = self._base.phrases.fill(typed.flaw, limit=limit)
            return self._say(text, Outcome.OUT_OF_SCOPE, typed.flaw)
        raised = self._alarms.raised_by(typed.text)
        return self._say(raised.reply, Outcome.ANSWERED, raised.id) if raised else None

    def stale_button(self) -> Spoken:
        """A button that is not ours, or no more."""
        reply = Reply(text=self._base.phrases["stale_button"])
        return Spoken(replies=[reply], outcome=Outcome.FAILED, reason="stale_button")

    def no_text(self, kind: Kind) -> Spoken:
        """A picture, a sticker, a place: what the resident can do instead."""
        outcome = Outcome.ANSWERED if kind is Kind.WELCOME else Outcome.OUT_OF_SCOPE
        return self._say(self._base.phrases[_PHRASES[kind]], outcome, _PHRASES[kind])

    def _say(self, text: str, outcome: Outcome, reason: str) -> Spoken:
        officer = Button(
            title=self._base.phrases["button_officer"], payload=payload("talk_to_officer")
        )
        return Spoken(replies=[Reply(text=text, buttons=[officer])], outcome=outcome, reason=reason)
