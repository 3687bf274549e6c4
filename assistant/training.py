"""Training what is missing or stale: the sentence encoder here, Rasa's model in its own place."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant import wiring
from assistant.errors import StartError
from assistant.knowledge.encoder import train_encoder
from assistant.knowledge.entry import Entry, entries_of
from assistant.language.places import place_names
from assistant.settings import ROOT, Settings

RASA_MODEL = "rasa/assistant.tar.gz"
_FINGERPRINT = "fingerprint"
_LANGUAGE = re.compile(r"^from assistant\.language\.(\w+) import", re.MULTILINE)
_COMPONENT = re.compile(r"name: assistant\.nlu\.(\w+)\.")
Tell = Callable[[str], None]


def train(settings: Settings, tell: Tell) -> None:
    """Bring both models up to date; what is fresh is left alone."""
    entries = entries_of(wiring.draft(settings))
    if settings.encoder_model is None:
        encoder = settings.models / "encoder"
        _once(encoder, entries_fingerprint(entries), "sentence encoder", tell,
              lambda folder: train_encoder(entries, folder))  # fmt: skip
    rasa = settings.models / "rasa"
    _once(rasa, _rasa_fingerprint(), "Rasa model", tell,
          lambda folder: _train_rasa(settings, folder))  # fmt: skip


def train_for(entries: Sequence[Entry], folder: Path, tell: Tell) -> Path:
    """An encoder for given entries, kept in `folder` under their fingerprint."""
    mark = entries_fingerprint(entries)
    target = folder / f"encoder-{mark[:16]}"
    _once(target, mark, "sentence encoder", tell, lambda made: train_encoder(entries, made))
    return target


def entries_fingerprint(entries: Iterable[Entry]) -> str:
    """A hash of what an encoder learns from, and of how."""
    digest = hashlib.sha256((ROOT / "assistant/knowledge/encoder.py").read_bytes())
    for entry in entries:
        digest.update(repr((entry.code, entry.titles, entry.passages)).encode())
    return digest.hexdigest()


def _once(
    folder: Path, fingerprint: str, name: str, tell: Tell, work: Callable[[Path], None]
) -> None:
    """Do the work into a folder beside, then swap: a broken training leaves the old model."""
    mark = folder / _FINGERPRINT
    if mark.exists() and mark.read_text() == fingerprint:
        tell(f"{name}: up to date")
        return
    tell(f"{name}: training…")
    beside = folder.with_name(folder.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    work(beside)
    (beside / _FINGERPRINT).write_text(fingerprint)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    tell(f"{name}: trained")


def _rasa_fingerprint() -> str:
    """A hash of what the model is made from: sentences, pipeline, and names for the ruler.

    Not of the rest of assistant/nlu and of offices.yml: a new address must not cost a training.
    """
    digest = hashlib.sha256()
    for path in _rasa_inputs():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    digest.update(repr(place_names(ROOT / "knowledge_base/offices.yml")).encode())
    return digest.hexdigest()


def _rasa_inputs() -> list[Path]:
    config = ROOT / "config.yml"
    names = _COMPONENT.findall(config.read_text(encoding="utf8"))
    components = [ROOT / f"assistant/nlu/{name}.py" for name in names]
    learned = (ROOT / "nlu_data").rglob("*.yml")
    used = _language_of(components)
    return sorted([*learned, *components, *used, config, ROOT / "requirements/rasa.txt"])


def _language_of(paths: Iterable[Path]) -> set[Path]:
    """The modules of `language` that these import, each other's too, with their word lists."""
    found: set[Path] = set()
    open_ = list(paths)
    while open_:
        for name in _LANGUAGE.findall(open_.pop().read_text(encoding="utf8")):
            module = ROOT / f"assistant/language/{name}.py"
            if module not in found:
                found.add(module)
                open_.append(module)
    return found | {path.with_suffix(".yml") for path in found if path.with_suffix(".yml").exists()}


def _train_rasa(settings: Settings, folder: Path) -> None:
    if not settings.rasa_python.exists():
        raise StartError(f"{settings.rasa_python} is missing: run `make setup`")
    done = subprocess.run(
        [
            str(settings.rasa_python), "-W", "ignore", "-m", "rasa", "train",
            "--domain", "nlu_data/domain",
            "--data", "nlu_data/intents", "nlu_data/rules",
            "--config", "config.yml",
            "--out", str(folder.resolve()),
            "--fixed-model-name", "assistant",
        ],
        cwd=ROOT,
        env=rasa_environment(),
        check=False,
    )  # fmt: skip
    if done.returncode != 0 or not (folder / "assistant.tar.gz").exists():
        raise StartError("training the Rasa model failed; the lines above say why")


def rasa_environment() -> dict[str, str]:
    """Environment variables of every Rasa process: quiet, no telemetry, our components in reach."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "RASA_MAX_CACHE_SIZE": "0",  # its cache does not see a change of our tokens
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "LOG_LEVEL": "WARNING",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "MPLCONFIGDIR": "/tmp",  # noqa: S108 - a cache nobody reads
    }
