"""A report: tables in Markdown with the settings, versions and machine beside the numbers."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.clock import now
from assistant.knowledge.policy import Policy

_PACKAGES = ("bm25s", "faiss-cpu", "fastapi", "rasa-sdk", "sentence-transformers", "spacy", "torch")


@dataclass
class Report:
    """Collects tables, prints them as they come, and writes them once."""

    title: str
    sections: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def table(self, name: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Add a table and print it."""
        lines = [f"## {name}", "", _row(head), _row(["---"] * len(head)), *map(_row, rows)]
        self.sections.append("\n".join(lines))
        self.data[name] = [dict(zip(head, row, strict=True)) for row in rows]
        print("\n".join(lines), end="\n\n", flush=True)

    def note(self, text: str) -> None:
        """Add a paragraph and print it."""
        self.sections.append(text)
        print(text, end="\n\n", flush=True)

    def write(self, folder: Path, settings: Mapping[str, Any]) -> Path:
        """NAME.md and NAME.json; the path of the first."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.title.lower().replace(' ', '-')}.md"
        beside = {"when": now().isoformat(timespec="seconds"), **environment(), **settings}
        body = json.dumps(beside, indent=2, ensure_ascii=False, default=str)
        text = "\n\n".join(
            [f"# {self.title}", *self.sections, "## Settings", f"```json\n{body}\n```"]
        )
        path.write_text(text + "\n", encoding="utf8")
        data = {"settings": beside, "tables": self.data}
        path.with_suffix(".json").write_text(json.dumps(data, ensure_ascii=False, default=str))
        return path


def environment() -> dict[str, Any]:
    """What the numbers were measured on and with."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {
        "commit": commit.stdout.strip() or "unknown",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def policy_settings(policy: Policy) -> dict[str, Any]:
    """The thresholds and weights behind the numbers."""
    return {"policy": policy.model_dump()}


def percent(part: float, whole: float) -> str:
    """ "62.3 %", or a dash for nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
