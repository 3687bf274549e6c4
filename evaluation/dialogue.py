"""A first message on its whole way, without servers: alarms → Rasa's understanding → the rule's
action. Only the understanding comes from elsewhere (evaluation/understanding.py), as Rasa lives in
an environment of its own.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SLOT, ConsultingAction
from actions.server import ACTIONS
from assistant.conversation.alarms import Alarms
from assistant.conversation.dialogue import Spoken
from assistant.conversation.message import read_text
from assistant.errors import StartError
from assistant.knowledge.live import Edition
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from assistant.settings import ROOT, Settings
from assistant.training import RASA_MODEL, rasa_environment
from evaluation.conversations import Answer, Ask

Understood = Mapping[str, Mapping[str, Any]]
"""Text → what Rasa understood of it: intent (name, confidence) and entities."""
_LAST_LINES = 8


class WholePath:
    """Asks as a resident does who writes a first message."""

    def __init__(self, edition: Edition, understood: Understood) -> None:
        self._alarms = Alarms(edition.base.safety)
        self._longest = edition.base.policy.conversation.longest_question
        self._understood = understood
        self._actions = {action.name(): action for action in _actions(edition)}
        self._rules = rules(ROOT / "nlu_data" / "rules")

    def __call__(self, text: str) -> Answer:
        """The answer to a first message; KeyError when the text was not understood before."""
        typed = read_text(text, self._longest)
        if typed.flaw is not None:
            return Answer(Outcome.OUT_OF_SCOPE, (), (), typed.flaw)
        raised = self._alarms.raised_by(typed.text)
        if raised is not None:
            return Answer(Outcome.ANSWERED, (), (), f"alarm: {raised.id}")
        understood = self._understood[text]
        action = self._actions.get(self._rules[understood["intent"]["name"]])
        if action is None:  # the booking's: it asks for office and time, and states no record
            return Answer(Outcome.CLARIFIED, (), (), f"{understood['intent']['name']}: booking")
        dispatcher = CollectingDispatcher()
        action.run(dispatcher, _tracker({**understood, "text": typed.text}), {})
        customs = [m["custom"] for m in dispatcher.messages if m.get("custom")]
        spoken = Spoken.model_validate(customs[-1])
        reason = f"{understood['intent']['name']}: {spoken.reason}"
        return Answer.of(spoken.outcome, spoken.replies, reason)


def search_alone(edition: Edition) -> Ask:
    """As residents are answered while Rasa is down: the consultation without understanding."""

    def ask(text: str) -> Answer:
        advice = edition.consultation.ask(text, (), State())
        return Answer.of(advice.outcome, advice.replies, advice.reason)

    return ask


def understand(settings: Settings, texts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What the trained model understands, asked in Rasa's own environment; some seconds."""
    folder = settings.data / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    asked, answered = folder / "texts.json", folder / "understood.json"
    asked.write_text(json.dumps(sorted(set(texts)), ensure_ascii=False), encoding="utf8")
    model = settings.models / RASA_MODEL
    try:
        in_rasa(settings, "evaluation.understanding", str(model), str(asked), str(answered))
        read: dict[str, dict[str, Any]] = json.loads(answered.read_text(encoding="utf8"))
    finally:  # other people's questions do not stay behind
        asked.unlink(missing_ok=True)
        answered.unlink(missing_ok=True)
    return read


def in_rasa(settings: Settings, module: str, *arguments: str) -> None:
    """Run one of our modules in Rasa's environment; StartError with its last words if it fails."""
    command = [str(settings.rasa_python), "-W", "ignore", "-m", module, *arguments]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=rasa_environment(), check=False, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise StartError(f"{settings.rasa_python}: {error}; run `make setup`") from error
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").splitlines()[-_LAST_LINES:]
        raise StartError("\n".join([f"{module} failed:", *last]))


def rules(folder: Path) -> dict[str, str]:
    """Intent → the action its rule names; the rule by which a form goes on names no intent."""
    found = {}
    for path in sorted(folder.glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf8"))["rules"]:
            steps = {key: value for step in rule["steps"] for key, value in step.items()}
            if "intent" in steps:
                found[steps["intent"]] = steps["action"]
    return found


class _Standing:
    def __init__(self, current: Edition) -> None:
        self.current = current


def _actions(edition: Edition) -> list[ConsultingAction]:
    return [action(_Standing(edition)) for action in ACTIONS]


def _tracker(message: dict[str, Any]) -> Tracker:
    return Tracker("evaluation", {SLOT: None}, message, [], False, None, {}, "action_listen")
