"""What the trained Rasa model understands of given texts. Runs in the Rasa environment:

.venv-rasa/bin/python -m evaluation.understanding MODEL.tar.gz TEXTS.json OUTPUT.json
"""

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent

_KEPT = ("intent", "entities")


def main() -> None:
    """Parse every text of a JSON list; write text → intent and entities."""
    quiet()
    model, texts, output = map(Path, sys.argv[1:4])
    understood = asyncio.run(_parse(model, json.loads(texts.read_text(encoding="utf8"))))
    output.write_text(json.dumps(understood, ensure_ascii=False), encoding="utf8")


def quiet() -> None:
    """Rasa prints every message it parses, whatever the level of its log; not here."""
    warnings_only = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=warnings_only)


async def _parse(model: Path, texts: list[str]) -> dict[str, dict[str, Any]]:
    agent = Agent.load(str(model))
    parsed = {text: await agent.parse_message(text) for text in texts}
    return {text: {key: found[key] for key in _KEPT} for text, found in parsed.items()}


if __name__ == "__main__":
    main()
