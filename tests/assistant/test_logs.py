"""Logs: one JSON object a line, and never a resident's words."""

import json
import subprocess
import sys

from assistant.settings import ROOT

_CODE = """
import structlog
from assistant.logs import configure_logs
configure_logs()
log = structlog.get_logger()
log.info("turn", outcome="answered", place="Bắc Ninh")
try:
    raise ValueError("số căn cước 027099001234")
except ValueError:
    log.exception("failed")
"""


def _lines() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _CODE], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_each_line_is_json_and_an_exception_shows_only_its_kind_and_place() -> None:
    turn, failed = (json.loads(line) for line in _lines())
    assert (turn["event"], turn["level"], turn["place"]) == ("turn", "info", "Bắc Ninh")
    assert failed["exception"].startswith("ValueError at <string>:")
    assert "027099001234" not in json.dumps(failed)
