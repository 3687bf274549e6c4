"""The domain, the rules, the training sentences and the actions name one another."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.server import ACTIONS, BOOKING_ACTIONS
from assistant.conversation.message import read_payload
from assistant.knowledge.base import KnowledgeBase
from assistant.settings import ROOT
from assistant.wiring import domain

NLU = ROOT / "nlu_data"
FEWEST = 30
BUTTONS_ONLY = {
    "choose_procedure", "choose_place", "choose_nothing", "answer_case", "change_answers",
    "choose_slot", "answer_booking", "give_contact",
}  # fmt: skip
BUILT_IN = {"nlu_fallback"}
FORM = "booking_form"
CONTENT: dict[str, Any] = yaml.safe_load((NLU / "domain/domain.yml").read_text(encoding="utf8"))
RESPONSES: dict[str, Any] = yaml.safe_load(
    (NLU / "domain/responses.yml").read_text(encoding="utf8")
)["responses"]


def _rules() -> Iterator[dict[str, Any]]:
    for path in sorted((NLU / "rules").glob("*.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf8"))["rules"]


def _steps() -> Iterator[tuple[str, str]]:
    """Every rule as its intent and its action; the form's two ends of one intent count once."""
    for rule in _rules():
        intents = [step["intent"] for step in rule["steps"] if "intent" in step]
        actions = [step["action"] for step in rule["steps"] if "action" in step]
        if "condition" in rule or {"active_loop": None} in rule["steps"]:
            assert actions == [FORM], rule["rule"]
            continue
        assert (len(intents), len(actions)) == (1, 1), rule["rule"]
        yield intents[0], actions[0]


def _examples(intent: str) -> list[str]:
    path = NLU / "intents" / f"{intent}.yml"
    nlu = yaml.safe_load(path.read_text(encoding="utf8"))["nlu"]
    assert [block["intent"] for block in nlu] == [intent], path
    return [line[2:].strip() for line in nlu[0]["examples"].splitlines() if line.startswith("- ")]


def test_every_intent_has_one_rule() -> None:
    ruled = [intent for intent, _ in _steps()]
    assert sorted(ruled) == sorted({*CONTENT["intents"], *BUILT_IN})


def test_intents_without_sentences_are_sent_by_buttons_alone() -> None:
    written = {path.stem for path in (NLU / "intents").glob("*.yml")}
    assert set(CONTENT["intents"]) - written == BUTTONS_ONLY
    assert written <= set(CONTENT["intents"])


@pytest.mark.parametrize("intent", sorted(set(CONTENT["intents"]) - BUTTONS_ONLY))
def test_an_intent_is_taught_by_enough_sentences_each_its_own(intent: str) -> None:
    examples = _examples(intent)
    assert len(examples) >= FEWEST
    assert len(examples) == len(set(examples))


def test_no_sentence_teaches_two_intents() -> None:
    taught: dict[str, str] = {}
    for intent in sorted(set(CONTENT["intents"]) - BUTTONS_ONLY):
        for example in _examples(intent):
            bare = re.sub(r"[^\w\s]", "", example.lower()).strip()
            assert taught.setdefault(bare, intent) == intent, f"{example}: also {taught[bare]}"


def test_every_action_has_its_class_its_file_and_its_rule() -> None:
    files = {path.stem for path in (ROOT / "actions").glob("action_*.py")}
    files |= {path.stem for path in (ROOT / "actions").glob("validate_*.py")}
    # Rasa itself calls the two of a form, by their names.
    (slot,) = CONTENT["forms"][FORM]["required_slots"]
    of_the_form = {f"validate_{FORM}", f"action_ask_{FORM}_{slot}"}
    assert files == set(CONTENT["actions"])
    assert files == {action for _, action in _steps() if action != FORM} | of_the_form
    every = (*ACTIONS, *BOOKING_ACTIONS)
    assert files == {action.__module__.removeprefix("actions.") for action in every}


def test_an_intent_that_begins_the_form_may_end_it_in_the_same_turn() -> None:
    begin = {intent for intent, action in _steps() if action == FORM}
    ends = {
        rule["steps"][0]["intent"]
        for rule in _rules()
        if "condition" not in rule and {"active_loop": None} in rule["steps"]
    }
    assert begin == ends


@pytest.mark.parametrize("kind", [*ACTIONS, *BOOKING_ACTIONS], ids=lambda kind: kind.__name__)
def test_an_action_is_named_after_its_file(kind: type) -> None:
    name = kind.name(None)  # type: ignore[attr-defined]
    assert kind.__module__ == f"actions.{name}"
    words = "".join(word.capitalize() for word in name.split("_"))
    assert kind.__name__ == words
    importlib.import_module(kind.__module__)


def test_small_talk_has_a_response_for_each_of_its_intents() -> None:
    intents = {intent for intent, action in _steps() if action == "action_small_talk"}
    assert set(RESPONSES) == {f"utter_{intent}" for intent in intents}


def _response_payloads() -> list[str]:
    found: list[str] = []
    for variants in RESPONSES.values():
        for variant in variants:
            found += [button["payload"] for button in variant.get("buttons", [])]
    return found


@pytest.mark.parametrize("payload", sorted(set(_response_payloads())))
def test_a_button_of_a_response_leads_somewhere(real_base: KnowledgeBase, payload: str) -> None:
    known = domain()
    button = read_payload(payload, known.intents, known.entities)
    assert button is not None
    if "procedure" in button.entities:
        assert button.entities["procedure"] in real_base.records


def test_every_payload_the_code_writes_is_known_to_the_domain() -> None:
    known = domain()
    sources = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]
    written = {
        name
        for path in sources
        for name in re.findall(r"payload\(\s*\"([a-z_]+)\"", path.read_text(encoding="utf8"))
    }
    assert written
    assert written <= known.intents


def test_every_phrase_the_code_asks_for_exists(real_base: KnowledgeBase) -> None:
    asked: set[str] = set()
    for folder in ("assistant", "actions"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".j2"}:
                text = path.read_text(encoding="utf8")
                asked |= set(re.findall(r"phrases\[\"([a-z_]+)\"\]", text))
                asked |= set(re.findall(r"phrases\.fill\(\s*\"([a-z_]+)\"", text))
                asked |= set(re.findall(r"[._]phrase\(\"([a-z_]+)\"", text))
    assert asked - set(real_base.phrases.root) == set()


def test_the_rasa_files_are_plain_yaml() -> None:
    for name in ("config.yml", "endpoints.yml", "credentials.yml"):
        content = yaml.safe_load(Path(ROOT / name).read_text(encoding="utf8"))
        assert json.dumps(content)
