"""The command `assistant qr`: posters for the halls, and how often each was scanned."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from assistant.posters.form import Form
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.knowledge.base import KnowledgeBase
    from assistant.knowledge.offices import Office
    from assistant.posters.choosing import Choice

_MAKE = "posters"


class _PostersIfNotNamed(TyperGroup):
    """`assistant qr 1.001193` is short for `assistant qr posters 1.001193`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = [_MAKE, *args]
        return super().parse_args(ctx, args)


qr = typer.Typer(no_args_is_help=True, cls=_PostersIfNotNamed, help="Posters with QR codes.")
_console = Console(stderr=True, highlight=False)

OfficeId = Annotated[
    str | None, typer.Option("--office", "-o", help="Where they hang: an id of offices.yml.")
]


@qr.command(_MAKE)
def posters(  # noqa: PLR0913, PLR0917 - one for each thing an operator says
    codes: Annotated[list[str] | None, typer.Argument(help="Procedures, by code.")] = None,
    office: OfficeId = None,
    field: Annotated[
        list[str] | None, typer.Option("--field", "-f", help="All of a field that are taken there.")
    ] = None,
    listed: Annotated[
        Path | None, typer.Option("--list", help="A file of codes, one a line: the office's own.")
    ] = None,
    form: Annotated[list[Form] | None, typer.Option(help="All three when none is said.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder; in the data folder if not.")] = None,
    skip_unknown: Annotated[bool, typer.Option(help="Make the others all the same.")] = False,
) -> None:
    """Make posters: of procedures, of fields, or of all that an office takes.

    One PDF of all (A4, a page each), an SVG and a PNG of each. The same input gives the same files.
    """
    from assistant import wiring
    from assistant.posters.choosing import choose

    settings = load_settings()
    public_url = _public_url(settings)
    base = wiring.published(settings)
    place = _office(base, office)
    wanted = [*(codes or []), *(_codes_of(listed) if listed else [])]
    if not (wanted or field or place or listed):
        raise typer.BadParameter("say a code, --field, --list or --office")
    chosen = choose(base, place, wanted, field or [], whole=not (codes or field or listed))
    _tell_of(chosen, skip_unknown=skip_unknown)
    folder = out or settings.data / "posters" / (office or "anywhere")
    _make(chosen, base, place, public_url, folder, form or list(Form))


@qr.command("scans")
def scans(
    office: OfficeId = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day; all if not.")
    ] = None,
) -> None:
    """How often posters were scanned: code, office, day, count."""
    from assistant.storage.embedded import reached

    settings = load_settings()
    with reached(settings.database_url, settings.data / "postgres") as url:
        asyncio.run(_scans(settings.model_copy(update={"database_url": url}), office, since))


async def _scans(settings: Settings, office: str | None, since: datetime | None) -> None:
    from assistant.stores import open_stores

    stores = open_stores(settings)
    try:
        for row in await stores.scans.counts(since.date() if since else date.min, office):
            typer.echo(f"{row.code}\t{row.office or '-'}\t{row.day}\t{row.count}")
    finally:
        await stores.engine.dispose()


def _public_url(settings: Settings) -> str:
    """Posters hang for years: an address that nobody has checked is not printed."""
    from assistant.errors import SettingError

    url = (settings.public_url or "").strip()
    if not url:
        raise SettingError("PUBLIC_URL is not set: the QR codes would lead nowhere")
    if not url.startswith(("https://", "http://")) or any(map(str.isspace, url)):
        raise SettingError(f"PUBLIC_URL: no address: {url}")
    return url


def _office(base: "KnowledgeBase", id_: str | None) -> "Office | None":
    if id_ is None:
        return None
    found = base.offices.office(id_)
    if found is None:
        raise typer.BadParameter(f"no office {id_}")
    return found


def _codes_of(file: Path) -> list[str]:
    """The first word of each line; what stands behind it, and behind #, is for people."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file}: {type(error).__name__}") from error
    words = (line.partition("#")[0].replace(",", " ").replace(";", " ").split() for line in lines)
    return [first for first, *_ in filter(None, words)]


def _tell_of(chosen: "Choice", *, skip_unknown: bool) -> None:
    """What was asked for in vain; the command ends there unless the others are wanted."""
    from assistant.errors import ContentError

    problems = [f"no procedure {code}" for code in chosen.unknown_codes]
    problems += [f"no procedure of the field {name} there" for name in chosen.unknown_fields]
    if problems and not skip_unknown:
        raise ContentError([*problems, "nothing was made; --skip-unknown makes the others"])
    for line in problems:
        _tell(line)
    for code in chosen.elsewhere:
        _tell(f"note: {code}: by its record not handed in at this office")
    if not chosen.records:
        raise ContentError(["no procedure to make a poster of"])


def _make(  # noqa: PLR0913, PLR0917 - what a run needs
    chosen: "Choice", base: "KnowledgeBase", office: "Office | None", public_url: str,
    folder: Path, forms: list[Form],
) -> None:  # fmt: skip
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from assistant.errors import SettingError
    from assistant.posters.making import make
    from assistant.posters.poster import poster_of

    drawn = [poster_of(record, base, office, public_url) for record in chosen.records]
    with Progress(
        TextColumn("Posters"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=_console,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=len(drawn) * len(forms))
        try:
            files = make(drawn, folder, forms, lambda: bar.advance(task))
        except OSError as error:
            raise SettingError(f"{folder}: cannot write: {error.strerror}") from error
    _tell(f"{len(drawn)} procedures, {len(files)} files in {folder}")


def _tell(line: str) -> None:
    _console.print(line, markup=False, soft_wrap=True)
