"""Conversations as residents have them, written for a clerk to read: the .yml files beside this."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from tests.conversations.days import Days
from tests.system.running import Running, Talk

HERE = Path(__file__).parent
LONGEST = 25


class Turn(BaseModel):
    """One message, typed or pressed, and what must and must not come back.

    `procedure`: stands among the sources; `offers`: stand among the candidates; `bot`, `never`:
    fragments of the texts, checklists and buttons, whatever their case. Days that are still to
    come are written as tests/conversations/days.py reads them.
    """

    model_config = ConfigDict(extra="forbid")

    user: str | None = None
    press: str | None = None
    outcome: str | None = None
    procedure: str | None = None
    offers: list[str] = []
    bot: list[str] = []
    never: list[str] = []

    @model_validator(mode="after")
    def is_one_message(self) -> "Turn":
        assert (self.user is None) != (self.press is None), "exactly one of `user` and `press`"
        return self

    def on(self, days: Days) -> "Turn":
        """With its days filled in."""
        filled = {name: days.filled(text) for name, text in self if isinstance(text, str)}
        lists = {name: [days.filled(text) for text in getattr(self, name)]
                 for name in ("bot", "never")}  # fmt: skip
        return self.model_copy(update={**filled, **lists})


class Scenario(BaseModel):
    """One conversation from its beginning."""

    model_config = ConfigDict(extra="forbid")

    scenario: str
    turns: list[Turn]


def _files() -> list[Path]:
    return sorted(HERE.glob("*.yml"))


def _scenarios() -> list[Any]:
    return [
        pytest.param(raw, id=f"{file.stem}-{raw['scenario']}")
        for file in _files()
        for raw in yaml.safe_load(file.read_text(encoding="utf8"))
    ]


@pytest.mark.system
@pytest.mark.parametrize("raw", _scenarios())
def test_scenario(running: Running, raw: dict[str, Any]) -> None:
    scenario, days = Scenario.model_validate(raw), Days()
    talk = running.new_talk()
    for number, turn in enumerate((turn.on(days) for turn in scenario.turns), 1):
        where = f"turn {number}: {turn.user or turn.press}"
        _send(talk, turn, where)
        problems = list(_problems(talk, turn))
        assert not problems, f"{where}\n" + "\n".join(problems) + f"\n---\n{talk.heard()}"


def _send(talk: Talk, turn: Turn, where: str) -> None:
    if turn.press is None:
        talk.say(turn.user or "")
        return
    # The beginning is enough: a button may end in a date.
    title = next((title for title in talk.buttons() if title.startswith(turn.press)), None)
    assert title is not None, f"{where}: no such button\n---\n{talk.heard()}"
    talk.press(title)


def _problems(talk: Talk, turn: Turn) -> list[str]:
    heard, outcome = talk.heard().casefold(), talk.last["outcome"]
    problems = [f"missing: {part}" for part in turn.bot if part.casefold() not in heard]
    problems += [f"must not be said: {part}" for part in turn.never if part.casefold() in heard]
    if turn.outcome not in {None, outcome}:
        problems.append(f"outcome {outcome} instead of {turn.outcome}")
    if turn.procedure not in {None, *talk.sources()}:
        problems.append(f"{turn.procedure} is not among {talk.sources()}")
    problems += [f"{code} is not offered" for code in turn.offers if code not in talk.candidates()]
    return problems


def test_scenarios_are_short_and_named_once() -> None:
    titles: list[str] = []
    for file in _files():
        blocks = file.read_text(encoding="utf8").split("- scenario: ")[1:]
        for block in blocks:
            lines = block.strip().splitlines()
            titles.append(lines[0])
            assert len(lines) <= LONGEST, f"{file.name}: {lines[0]}"
    assert len(titles) == len(set(titles))
    assert len(titles) >= 60
