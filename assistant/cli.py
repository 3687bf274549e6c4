"""The command `assistant`: start everything, ask, search, train, check the knowledge base."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.appointment_commands import appointments
from assistant.content_commands import (
    export_content,
    import_folder,
    import_spreadsheet,
    publish_folder,
)
from assistant.desk_commands import handover, outbox, switch
from assistant.errors import AssistantError
from assistant.qr_commands import qr
from assistant.queue_commands import queue
from assistant.settings import load_settings
from assistant.staff_commands import staff

app = typer.Typer(
    no_args_is_help=True, help="Trợ lý Một cửa Bắc Ninh.", pretty_exceptions_enable=False
)
kb = typer.Typer(no_args_is_help=True, help="The knowledge base.")
db = typer.Typer(no_args_is_help=True, help="The database.")
app.add_typer(kb, name="kb")
app.add_typer(db, name="db")
app.add_typer(handover, name="handover")
app.add_typer(outbox, name="outbox")
app.add_typer(switch, name="switch")
app.add_typer(appointments, name="appointments")
app.add_typer(queue, name="queue")
app.add_typer(qr, name="qr")
app.add_typer(staff, name="staff")
_console = Console(stderr=True, highlight=False)


def _tell(line: str) -> None:
    _console.print(line, markup=False, soft_wrap=True)


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
    from assistant.knowledge.base import load_content, unknown_fields
    from assistant.knowledge.loading import missing_links

    content = load_content(load_settings().knowledge_base)
    for line in [*missing_links(content.versions, content.faqs), *unknown_fields(content)]:
        _tell(f"note: {line}")
    _tell(f"{len(content.versions)} records, {len(content.faqs)} questions, no problem")


@kb.command("import")
def kb_import(
    file: Annotated[
        Path, typer.Argument(help="Portal rows, .jsonl[.gz], a clerk's .xlsx, or a folder.")
    ],
    publish: Annotated[bool, typer.Option(help="Answer from them at once.")] = True,
) -> None:
    """Take over records of the national portal, or what a clerk changed in a spreadsheet.

    Of the portal, nothing changes what staff wrote. Of a spreadsheet, all is taken over or nothing.
    A folder goes to the database where staff edit: the first is published, later ones are drafts.
    """
    if file.is_dir():
        import_folder(file, _tell)
        return
    spreadsheet = file.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
    changes = import_spreadsheet(file, _tell) if spreadsheet else _import_portal_rows(file)
    if publish:
        kb_publish()
    elif changes:
        _tell("residents are answered from it after `assistant kb publish`")


def _import_portal_rows(file: Path) -> int:
    """Read, tell what became of the rows; how many changed something."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from assistant import wiring
    from assistant.clock import now
    from assistant.knowledge.base import load_content

    settings = load_settings()
    phrases = load_content(settings.knowledge_base).phrases
    store = wiring.editions(settings)
    with Progress(
        TextColumn("Reading"), BarColumn(), TextColumn("{task.completed} rows"),
        TimeElapsedColumn(), console=_console,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        report = store.official.take_over(file, phrases, now().date(), lambda: bar.advance(task))
    for row in report.refused:
        _tell(f"refused: line {row.line}: {row.reason}")
    _tell(
        f"{len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.unchanged)} unchanged, {len(report.refused)} refused; "
        f"{report.kept} of earlier imports kept"
    )
    return len(report.added) + len(report.changed)


@kb.command("export")
def kb_export(
    file: Annotated[Path, typer.Argument(help="The spreadsheet, .xlsx, or a folder to write.")],
    overwrite: Annotated[bool, typer.Option(help="Also in the place of a file.")] = False,
) -> None:
    """Write questions and residents' words to a spreadsheet, or all that is published to a folder.

    The folder comes from the database, where staff edit; the spreadsheet from the files.
    """
    export_content(file, _tell, overwrite=overwrite)


@kb.command("publish")
def kb_publish() -> None:
    """Check everything and answer from it, in every running process, without a restart.

    What staff changed on the page since stays: such a file is kept aside, to be merged there.
    """
    publish_folder(_tell)


@kb.command("diff")
def kb_diff(
    code: Annotated[str | None, typer.Argument(help="One procedure; without: all.")] = None,
) -> None:
    """Where the portal's record differs from the one staff wrote."""
    from assistant import wiring
    from assistant.knowledge.comparison import differences

    base = wiring.draft(load_settings())
    for each in [code] if code else sorted(base.official):
        if each not in base.official:
            _tell(f"{each}: no record of the portal beside one that staff wrote")
            continue
        for line in differences(base.record(each), base.official[each]):
            typer.echo(f"{each}\t{line}")


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
