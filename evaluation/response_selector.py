"""Rasa's own way to answer from a list of questions. Runs in the Rasa environment:

    .venv-rasa/bin/python -m evaluation.response_selector INPUT.json OUTPUT.json

INPUT: {"examples": {code: [sentences]}, "texts": [sentences], "epochs": n}. OUTPUT: the seconds of
the training, its configuration, and for each text the codes, best first. One retrieval intent holds
all, so no classifier stands before the selector: the peer is spared that classifier's errors.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from evaluation.understanding import quiet

_INTENT = "faq"


def main() -> None:
    """Train, ask, write."""
    quiet()
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    config = configuration(int(given["epochs"]))
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        model = _train(config, given["examples"], Path(folder))
        seconds = round(time.monotonic() - start, 1)
        ranking = asyncio.run(_ask(model, given["texts"]))
    result = {
        "training_seconds": seconds,
        "records": len(given["examples"]),
        "sentences": sum(map(len, given["examples"].values())),
        "config": config["pipeline"],
        "ranking": ranking,
    }
    Path(sys.argv[2]).write_text(json.dumps(result, ensure_ascii=False), encoding="utf8")


def configuration(epochs: int) -> dict[str, Any]:
    """What Rasa's documentation sets up, with the tokenizer it has for Vietnamese: spaces."""
    letters = {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
    return {
        "recipe": "default.v1",
        "language": "vi",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", **letters},
            {
                "name": "ResponseSelector",
                "retrieval_intent": _INTENT,
                "epochs": epochs,
                "random_seed": 20261121,
            },
        ],
    }


def _train(config: dict[str, Any], examples: dict[str, list[str]], folder: Path) -> str:
    blocks = [
        {"intent": f"{_INTENT}/{code}", "examples": "".join(f"- {text}\n" for text in texts)}
        for code, texts in examples.items()
    ]
    responses = {f"utter_{_INTENT}/{code}": [{"text": code}] for code in examples}
    data, settings = folder / "nlu.yml", folder / "config.yml"
    body = {"version": "3.1", "nlu": blocks, "responses": responses}
    data.write_text(yaml.safe_dump(body, allow_unicode=True), encoding="utf8")
    settings.write_text(yaml.safe_dump(config), encoding="utf8")
    model = train_nlu(str(settings), str(data), str(folder), fixed_model_name="selector")
    assert model is not None
    return str(model)


async def _ask(model: str, texts: list[str]) -> dict[str, list[str]]:
    agent = Agent.load(model)
    found = {}
    for text in texts:
        selected = (await agent.parse_message(text))["response_selector"][_INTENT]
        keys = [answer["intent_response_key"] for answer in selected["ranking"]]
        found[text] = [key.removeprefix(f"{_INTENT}/") for key in keys]
    return found


if __name__ == "__main__":
    main()
