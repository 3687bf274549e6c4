"""A report: tables and pictures in Markdown with the settings, versions and machine beside them."""

import hashlib
import json
import math
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

_PACKAGES = (
    "bm25s", "faiss-cpu", "fastapi", "matplotlib", "rasa-sdk", "scikit-learn",
    "sentence-transformers", "spacy", "torch",
)  # fmt: skip
_Z = 1.96  # 95 %


@dataclass
class Report:
    """Collects tables, prints them as they come, and writes them once."""

    title: str
    sections: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def table(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Sequence[object]],
        note: str | None = None,
    ) -> None:
        """Add a table and print it; `note` says what was counted."""
        said = [note, ""] if note else []
        lines = [f"## {name}", "", *said, _row(head), _row(["---"] * len(head)), *map(_row, rows)]
        self.sections.append("\n".join(lines))
        self.data[name] = [dict(zip(head, row, strict=True)) for row in rows]
        print("\n".join(lines), end="\n\n", flush=True)

    def note(self, text: str) -> None:
        """Add a paragraph and print it."""
        self.sections.append(text)
        print(text, end="\n\n", flush=True)

    def picture(self, file: str, caption: str) -> None:
        """Add a picture that lies beside the report."""
        self.sections.append(f"![{caption}]({file})\n\n*{caption}*")

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
    return {
        "commit": _git("rev-parse", "--short", "HEAD") or "unknown",
        "changed_since": len(_git("status", "--porcelain").splitlines()),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def policy_settings(policy: Policy) -> dict[str, Any]:
    """The thresholds and weights behind the numbers."""
    return {"policy": policy.model_dump()}


def file_mark(path: Path) -> dict[str, object]:
    """Tells a later reader whether it was the same file."""
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()[:16]}


def percent(part: float, whole: float) -> str:
    """ "62.3 %", or a dash for nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def interval(part: int, whole: int) -> str:
    """The 95 % interval of a share (Wilson): small sets say little, and this says how little."""
    if not whole:
        return "–"
    share, z2 = part / whole, _Z**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    return f"{100 * max(middle - half, 0):.0f}–{100 * min(middle + half, 1):.0f}"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"
