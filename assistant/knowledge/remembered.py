"""Files read before: a change of one record does not mean reading two hundred again.

Reading YAML is slow: of 223 files it takes seconds where the check of their content takes a tenth.
What a file held is kept as JSON under the digest of its bytes, and checked again when it is used.
"""

import hashlib
import json
from pathlib import Path

from pydantic import ValidationError

from assistant.knowledge.loading import ModelT, load_model


class Remembered:
    """Reads models like `load_model`, from `file` what has not changed since."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = _kept(file)
        self._now: dict[str, str] = {}

    def __call__(self, path: Path, model: type[ModelT]) -> ModelT:
        """One YAML file as one object; ContentError names every wrong field."""
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return load_model(path, model)  # which says what is wrong
        key = f"{model.__name__}:{digest}"
        read = self._again(key, model) or load_model(path, model)
        self._now[key] = self._before.get(key) or read.model_dump_json(exclude_defaults=True)
        return read

    def keep(self) -> None:
        """Write down what was read now, for the next time."""
        if self._now != self._before:
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(self._now, ensure_ascii=False), encoding="utf8")
            beside.replace(self._file)

    def _again(self, key: str, model: type[ModelT]) -> ModelT | None:
        kept = self._before.get(key)
        if kept is None:
            return None
        try:
            return model.model_validate_json(kept)
        except ValidationError:  # the shape of the model has changed since
            del self._before[key]
            return None


def _kept(file: Path) -> dict[str, str]:
    try:
        kept = json.loads(file.read_text(encoding="utf8"))
    except (OSError, ValueError):  # never written, or damaged: everything is read anew
        return {}
    return kept if isinstance(kept, dict) else {}
