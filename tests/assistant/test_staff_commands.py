"""The staff's commands, on a real database."""

import secrets
from collections.abc import Callable

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app
from assistant.staff.refusal import StaffError

Run = Callable[..., Result]
PASSWORD = "bốn con trâu gặm cỏ"


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SECRET_KEY", "a key of tests")

    def invoke(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, ["staff", *words], input=typed)

    return invoke


@pytest.fixture
def name() -> str:
    """A sign-in name of nobody yet."""
    return f"lenh.{secrets.token_hex(4)}"


def _line(run: Run, name: str) -> list[str]:
    (line,) = [row for row in run("list").output.splitlines() if row.startswith(f"{name}\t")]
    return line.split("\t")


def test_the_first_administrator_types_a_password(run: Run, name: str) -> None:
    words = ("add", name, "--person", "Hoàng Thị Nhất", "--role", "administrator")
    answer = run(*words, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert answer.exit_code == 0
    assert PASSWORD not in answer.output
    assert _line(run, name) == [name, "Hoàng Thị Nhất", "administrator", "-", "open", "-"]


def test_a_bad_password_adds_nobody(run: Run, name: str) -> None:
    words = ("add", name, "--person", "Hoàng Thị Nhất", "--role", "administrator")
    assert isinstance(run(*words, typed="ngắn\nngắn\n").exception, StaffError)
    assert name not in run("list").output


def test_a_made_password_is_printed_once(run: Run, name: str) -> None:
    words = (
        "add",
        name,
        "--person",
        "Vũ Văn Hai",
        "-r",
        "officer",
        "-r",
        "editor",
        "--office",
        "tinh",
    )
    made = run(*words, "--made").output.strip()
    assert len(made) == 19
    assert _line(run, name)[2:4] == ["editor,officer", "tinh"]
    assert isinstance(run(*words, "--made").exception, StaffError)


def test_an_office_must_be_one(run: Run, name: str) -> None:
    words = ("add", name, "--person", "Vũ Văn Hai", "-r", "officer", "--office", "khong-co")
    assert isinstance(run(*words, "--made").exception, StaffError)


def test_disabled_enabled_and_reset(run: Run, name: str) -> None:
    run("add", name, "--person", "Vũ Văn Hai", "-r", "editor", "--made")
    assert run("disable", name).exit_code == 0
    assert _line(run, name)[4] == "disabled"
    assert run("enable", name).exit_code == 0
    assert _line(run, name)[4] == "open"
    assert len(run("reset", name, "--second-step").output.strip()) == 19
    assert isinstance(run("reset", "khong.co").exception, StaffError)


def test_the_log_is_checked(run: Run, name: str) -> None:
    run("add", name, "--person", "Vũ Văn Hai", "-r", "editor", "--made")
    count, seal = run("check-log").output.split()[:2]
    assert int(count) >= 0
    assert len(seal) == 64
