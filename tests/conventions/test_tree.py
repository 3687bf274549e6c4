"""The shape of the house: small modules, short functions, no blind `except`, a test beside each."""

import ast
from pathlib import Path

import pytest

from assistant.settings import ROOT

LONGEST_MODULE, LONGEST_FUNCTION = 250, 40
PACKAGES = ("assistant", "actions", "connectors")
# Sources whose test stands elsewhere, with the reason.
WITHOUT_A_TEST_BESIDE = {
    "assistant/nlu/gateway_channel.py": "needs Rasa; tests/system/test_once.py",
    "assistant/nlu/action_results.py": "needs Rasa; tests/system/test_once.py",
    "assistant/nlu/entity_ruler.py": "needs Rasa, which lives in an environment of its own",
    "assistant/nlu/tracker_store.py": "needs Rasa; tests/system/test_long_conversation.py",
    "assistant/nlu/unaccented_importer.py": "needs Rasa, which lives in an environment of its own",
    "assistant/nlu/vietnamese_tokenizer.py": "needs Rasa, which lives in an environment of its own",
    "connectors/worker.py": "needs the whole system; tests/system/test_once.py",
    "assistant/conversation/credentials.py": "a dataclass and a protocol without behaviour",
    "assistant/appointments/appointment.py": "dataclasses and words without behaviour",
    "assistant/appointments/store.py": "a protocol without behaviour",
    "assistant/knowledge/advice.py": "a dataclass without behaviour",
    "assistant/conversation/inbox.py": "dataclasses and a protocol without behaviour",
    "assistant/conversation/outbox.py": "a dataclass and a protocol without behaviour",
    "assistant/conversation/keyboard.py": "a protocol without behaviour",
    "assistant/conversation/figure.py": "a dataclass without behaviour",
    "assistant/conversation/pushed.py": "a dataclass and a protocol without behaviour",
    "assistant/conversation/transcript.py": "a dataclass and a protocol without behaviour",
    "assistant/conversation/turn.py": "a dataclass and a protocol without behaviour",
    "assistant/documents/store.py": "dataclasses and a protocol without behaviour",
    "assistant/documents/version.py": "dataclasses and words without behaviour",
    "assistant/notices/store.py": "a protocol without behaviour",
    "assistant/queue/store.py": "dataclasses and a protocol without behaviour",
    "assistant/staff/refusal.py": "words and an error without behaviour",
    "assistant/staff/store.py": "a dataclass and protocols without behaviour",
    "assistant/unanswered/question.py": "dataclasses and words without behaviour",
    "assistant/unanswered/rating.py": "a protocol without behaviour",
    "assistant/unanswered/store.py": "dataclasses and protocols without behaviour",
    "connectors/console/unanswered/routes.py": "tests/conventions/test_console.py",
    "connectors/console/unanswered/view.py": "every test of the workshop's pages runs on it",
    "connectors/console/furnishing.py": "every test of the staff's pages runs on it",
    "connectors/console/routes.py": "tests/conventions/test_console.py",
    "connectors/web/routes.py": "every test of the gateway runs on it",
    "connectors/console/figures/routes.py": "tests/conventions/test_console.py",
    "assistant/figures/store.py": "protocols without behaviour",
    "connectors/console/content/routes.py": "tests/conventions/test_console.py",
    "connectors/console/content/forms/routes.py": "tests/conventions/test_console.py",
}  # fmt: skip


def _sources() -> list[Path]:
    return sorted(
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if path.stat().st_size
    )


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lists_columns(path: Path) -> bool:
    """Tables and migrations: tests/assistant/storage/test_tables.py compares the two."""
    return "storage/migrations/" in _name(path) or path.name.endswith("tables.py")


def _is_migration(path: Path) -> bool:
    """A migration lists columns: cutting the list in two would help nobody."""
    return "migrations/versions" in _name(path)


@pytest.mark.parametrize("path", _sources(), ids=_name)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", _sources(), ids=_name)
def test_a_function_is_short_and_an_except_names_its_errors(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION or _is_migration(path), f"{node.name}: {length} lines"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: a blind `except:`"


@pytest.mark.parametrize("path", _sources(), ids=_name)
def test_a_module_says_what_it_is(path: Path) -> None:
    if "migrations/env.py" not in _name(path):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf8")))


@pytest.mark.parametrize("path", _sources(), ids=_name)
def test_a_source_has_its_test_at_the_same_path(path: Path) -> None:
    if path.name == "__init__.py" or _lists_columns(path) or _name(path) in WITHOUT_A_TEST_BESIDE:
        return
    beside = ROOT / "tests" / path.relative_to(ROOT).with_name(f"test_{path.name}")
    assert beside.exists(), f"{beside.relative_to(ROOT)} is missing"


def test_the_exceptions_still_exist() -> None:
    gone = [name for name in WITHOUT_A_TEST_BESIDE if not (ROOT / name).exists()]
    assert gone == []


@pytest.mark.parametrize("folder", ["knowledge_base", "nlu_data"])
def test_content_is_yaml_only(folder: str) -> None:
    others = [
        _name(path)
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".yml", ".yaml"}
    ]
    assert others == []
