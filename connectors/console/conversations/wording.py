"""What a resident sent, in words an officer reads: buttons come as payloads, pictures as kinds."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from assistant.conversation.caseload import Listed
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.record import Aspect

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]{1,40})(?P<entities>\{.*\})?", re.DOTALL)
_MARK = re.compile(r"\[([a-z_]{1,20})\]")
_ASPECTS: frozenset[str] = frozenset(get_args(Aspect))
_WISH = "talk_to_officer"


@dataclass(frozen=True)
class Wording:
    """`texts`: those of the pages, under `conversations`."""

    base: KnowledgeBase
    texts: Mapping[str, Any]

    def line(self, question: str) -> str:
        """A line of a resident. What was masked stays so, and is named."""
        payload = _PAYLOAD.fullmatch(question)
        if payload is None:
            marks: Mapping[str, str] = self.texts["marks"]
            return _MARK.sub(lambda mark: f"[{marks.get(mark[1], mark[1])}]", question)
        return f"[{self._pressed(payload['intent'], _entities(payload['entities']))}]"

    def channel(self, listed: Listed) -> str:
        """Where the resident writes. A kiosk is told from the web by the button pressed there."""
        option = self._wish(listed).get("option")
        name = "kiosk" if option in {"kiosk", "english"} else listed.case.channel
        return str(self.texts["channels"].get(name, name))

    def is_foreign(self, listed: Listed) -> bool:
        """Whether it was asked for on the kiosk's English screen."""
        return self._wish(listed).get("option") == "english"

    def _wish(self, listed: Listed) -> Mapping[str, str]:
        payload = _PAYLOAD.fullmatch(listed.wished)
        return _entities(payload["entities"]) if payload else {}

    def _pressed(self, intent: str, entities: Mapping[str, str]) -> str:
        buttons: Mapping[str, str] = self.texts["buttons"]
        known = intent.removeprefix("ask_")
        about = self._about(entities)
        if known != intent and known in _ASPECTS:
            said = self.base.aspects.button(known)  # type: ignore[arg-type] # one of them
        elif intent == _WISH:
            option = f"{intent}_{entities.get('option')}"
            said = buttons.get(option, buttons[intent])
            about = self._office(entities)
        else:
            said = buttons.get(intent, buttons["other"])
        return f"{said}: {about}" if about else said

    def _about(self, entities: Mapping[str, str]) -> str:
        """What the button was about, as far as it is a name of ours."""
        code = entities.get("procedure", "")
        if "case" in entities:
            return self._option(code, entities)
        if self.base.knows(code):
            return self.base.name(code)
        return self._office(entities)

    def _option(self, code: str, entities: Mapping[str, str]) -> str:
        record = self.base.records.get(code)
        cases = record.cases if record else []
        labels = {(case.id, o.id): o.label for case in cases for o in case.options}
        unsure = str(self.texts["buttons"]["unsure"])
        return labels.get((entities["case"], entities.get("option", "")), unsure)

    def _office(self, entities: Mapping[str, str]) -> str:
        office = self.base.offices.office(entities.get("place", ""))
        return office.name if office else ""


def _entities(text: str | None) -> Mapping[str, str]:
    """Of a payload that was kept; anything else is none."""
    try:
        read = json.loads(text or "{}")
    except json.JSONDecodeError:
        return {}
    return {name: str(value) for name, value in read.items()} if isinstance(read, dict) else {}
