"""Cross-validates the intents. Runs in the Rasa environment:

    .venv-rasa/bin/python -m evaluation.intents OUTPUT.json

Each fold is trained with the project's own config.yml; the split is made before the importer adds
unaccented copies, so no twin of a test sentence is ever learned from. One JSON object comes out:
for every test sentence its intent, and what was predicted for it in each spelling.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from evaluation.misspelling import SPELLINGS
from evaluation.understanding import quiet

FOLDS = 5
_SEED = 20261121


def main() -> None:
    """Train and test every fold; write the predictions."""
    quiet()
    examples = _examples(Path("nlu_data/intents"))
    rows: list[dict[str, Any]] = []
    seconds: list[float] = []
    for number in range(FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            model = _train(examples, number, Path(folder))
            seconds.append(round(time.monotonic() - start, 1))
            rows += asyncio.run(_predict(model, examples, number))
        print(f"fold {number + 1} of {FOLDS}: trained in {seconds[-1]} s", flush=True)
    Path(sys.argv[1]).write_text(
        json.dumps(
            {"folds": FOLDS, "seed": _SEED, "seconds": seconds, "rows": rows}, ensure_ascii=False
        )
    )


def _examples(folder: Path) -> list[tuple[str, str, int]]:
    """(intent, text, fold), each intent spread evenly over the folds."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf8"))["nlu"]:
            lines = [line.strip().removeprefix("- ") for line in block["examples"].splitlines()]
            by_intent[block["intent"]] += [line for line in lines if line]
    chance = random.Random(_SEED)
    return [
        (intent, text, number % FOLDS)
        for intent, texts in by_intent.items()
        for number, text in enumerate(chance.sample(texts, len(texts)))
    ]


def _train(examples: list[tuple[str, str, int]], fold_number: int, folder: Path) -> str:
    kept: dict[str, list[str]] = defaultdict(list)
    for intent, text, number in examples:
        if number != fold_number:
            kept[intent].append(text)
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in kept.items()
    ]
    data = folder / "nlu.yml"
    data.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True))
    model = train_nlu("config.yml", str(data), str(folder), fixed_model_name="fold")
    assert model is not None
    return str(model)


async def _predict(
    model: str, examples: list[tuple[str, str, int]], fold_number: int
) -> list[dict[str, Any]]:
    agent = Agent.load(model)
    rows = []
    for intent, text, number in examples:
        if number == fold_number:
            copies = [spell(text) for spell in SPELLINGS.values()]
            spellings = [await agent.parse_message(copy) for copy in copies]
            rows.append({"intent": intent, "text": text, "predicted": list(_answers(spellings))})
    return rows


def _answers(parsed: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """[first intent, its confidence, whether the fallback took over]."""
    for answer in parsed:
        ranking = [r for r in answer["intent_ranking"] if r["name"] != "nlu_fallback"]
        fell = answer["intent"]["name"] == "nlu_fallback"
        yield [ranking[0]["name"], round(float(ranking[0]["confidence"]), 4), fell]


if __name__ == "__main__":
    main()
