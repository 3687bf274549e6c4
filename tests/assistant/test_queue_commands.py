"""The commands of the hall, on a real database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from assistant import wiring
from assistant.cli import app
from assistant.clock import now
from assistant.settings import Settings
from assistant.storage.database import with_driver

OFFICE = "07246"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published."""
    made = tmp_path_factory.mktemp("data")
    settings = Settings(data=made)
    wiring.editions(settings).publish(settings.knowledge_base)
    return made


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Run:
    """Runs a command; three people wait at the office."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATA", str(folder))
    engine = create_engine(with_driver(database_url))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM queue_tickets WHERE office = :o"), {"o": OFFICE})
        for number in (1, 2, 3):
            connection.execute(
                text("INSERT INTO queue_tickets (office, day, counter, letter, number, taken_at)"
                     " VALUES (:o, :d, 'ho-tich', 'A', :n, now())"),
                {"o": OFFICE, "d": now().date(), "n": number},
            )  # fmt: skip
    engine.dispose()
    return lambda *words: CliRunner().invoke(app, ["queue", *words])


def test_numbers_are_listed_called_and_ended(run: Run) -> None:
    at = ("--window", "2", "--officer", "Lan")
    assert run("next", OFFICE, "ho-tich", *at).output == "A001\tho-tich\tcalled\t2\n"
    assert run("again", OFFICE, *at).output == "A001\tho-tich\tcalled\t2\n"
    assert run("list", OFFICE).output.splitlines() == [
        "A001\tho-tich\tcalled\t2", "A002\tho-tich\twaiting\t-", "A003\tho-tich\twaiting\t-",
    ]  # fmt: skip
    assert run("absent", OFFICE, *at).output == "A001\tho-tich\tabsent\t2\n"
    assert run("next", OFFICE, "ho-tich", *at, "--number", "A003").output.startswith("A003")
    assert run("done", OFFICE, *at).output == "A003\tho-tich\tdone\t2\n"
    assert run("next", OFFICE, "ho-tich", *at).output.startswith("A002")
    assert run("next", OFFICE, "ho-tich", *at).output == "nobody waits\n"


def test_what_is_not_there_is_one_clear_line(run: Run) -> None:
    at = ("--window", "9", "--officer", "Lan")
    for words, reason in (
        (("list", "99999"), "unknown_office"),
        (("next", OFFICE, "khong-co", *at), "unknown_counter"),
        (("done", OFFICE, *at), "nobody_called"),
    ):
        told = run(*words)
        assert (told.exit_code, reason in told.output) == (2, True)
