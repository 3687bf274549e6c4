"""The command `assistant`: start everything, ask, search, train, check the knowledge base."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.errors import AssistantError
from assistant.settings import load_settings

app = typer.Typer(
    no_args_is_help=True, help="Trợ lý Một cửa Bắc Ninh.", pretty_exceptions_enable=False
)
kb = typer.Typer(no_args_is_help=True, help="The knowledge base.")
db = typer.Typer(no_args_is_help=True, help="The database.")
app.add_typer(kb, name="kb")
app.add_typer(db, name="db")
_console = Console(stderr=True, highlight=False)


def _tell(line: str) -> None:
    _console.print(line, markup=False)


@app.command()
def up() -> None:
    """Start database, action server, Rasa and gateway; Ctrl-C stops all."""
    from assistant.launcher import up as launch

    launch(load_settings(), _tell)


@app.command()
def train() -> None:
    """Train what is missing or stale."""
    from assistant.training import train as train_models

    train_models(load_settings(), _tell)


@app.command()
def ask(question: str) -> None:
    """One question, answered by search and records alone, without the servers."""
    from assistant import wiring
    from assistant.knowledge.state import State

    _, consultation = wiring.consultation(load_settings())
    advice = consultation.ask(question, (), State())
    for reply in advice.replies:
        typer.echo(reply.text)
        for button in reply.buttons:
            typer.echo(f"  [{button.title}]")
    typer.echo(f"({advice.outcome})")


@app.command()
def search(
    questions: Annotated[Path, typer.Option(help="One JSON object a line: id, text.")],
    records: Annotated[Path | None, typer.Option(help="Portal records to search alone.")] = None,
    top: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Which procedures each question finds."""
    from assistant.batch import search_questions

    for row in search_questions(load_settings(), questions, records, top, _tell):
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            typer.echo(f"{row['id']}\t{row['outcome']}\t{' '.join(row['codes'])}")


@kb.command("check")
def kb_check() -> None:
    """Read everything and name every problem: file, field, reason."""
    from assistant.knowledge.base import load_knowledge_base
    from assistant.knowledge.loading import missing_links

    base = load_knowledge_base(load_settings().knowledge_base)
    for line in missing_links(base.records):
        _tell(f"note: {line}")
    _tell(f"{len(base.records)} records, no problem")


@db.command("migrate")
def db_migrate() -> None:
    """Bring the tables of DATABASE_URL, or of the embedded server, to the newest version."""
    from assistant.storage.database import migrate
    from assistant.storage.embedded import EmbeddedServer

    settings = load_settings()
    if settings.database_url is not None:
        migrate(settings.database_url)
        return
    server = EmbeddedServer(settings.data / "postgres", owner=False)
    try:
        migrate(server.start())
    finally:
        server.stop()


@db.command("unanswered")
def db_unanswered(limit: Annotated[int, typer.Option(min=1)] = 50) -> None:
    """The latest questions that no record answered, masked, newest first."""
    from assistant.storage.embedded import EmbeddedServer
    from assistant.storage.turns import unanswered

    settings = load_settings()
    server = EmbeddedServer(settings.data / "postgres", owner=False)
    try:
        for question in unanswered(settings.database_url or server.start(), limit):
            typer.echo(question)
    finally:
        server.stop()


def main() -> None:
    """The entry point: our errors become one clear message and exit code 1."""
    try:
        app()
    except AssistantError as error:
        _tell(f"error: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
