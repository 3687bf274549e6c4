"""Greeting, thanks, goodbye, help, chit-chat, insult: Rasa's own response of that name."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome

_OUTBURST = 4  # words; a longer sentence may be a question after all


class ActionSmallTalk(ConsultingAction):
    """A procedure named in passing wins: "chào bạn, mình cần làm khai sinh"."""

    def name(self) -> str:
        return "action_small_talk"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        events = super().run(dispatcher, tracker, domain)
        if not dispatcher.messages[-1]["custom"]["replies"]:
            intent = (tracker.latest_message or {})["intent"]["name"]
            dispatcher.utter_message(response=f"utter_{intent}")
        return events

    def advise(self, asked: Asked) -> Advice:
        # Few words, much anger: "đồ ngu" without accents is also "ngủ", to sleep at a host's.
        insulted = asked.intent == "insult" and len(asked.text.split()) <= _OUTBURST
        rescued = None if insulted else self.consultation.rescue(asked.text, asked.state)
        return rescued or Advice((), asked.state, Outcome.ANSWERED, asked.intent)
