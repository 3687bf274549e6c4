"""The command `assistant staff`: the first administrator, and help for who is locked out."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.clock import VIETNAM
from assistant.errors import AssistantError
from assistant.settings import Settings, load_settings
from assistant.staff.role import Role

if TYPE_CHECKING:
    from assistant.staff.directory import Directory
    from assistant.stores import Stores

staff = typer.Typer(no_args_is_help=True, help="Accounts of the staff.")

Name = Annotated[str, typer.Argument(help="The sign-in name.")]
Roles = Annotated[list[Role], typer.Option("--role", "-r", help="Several: give it several times.")]
Made = Annotated[
    bool, typer.Option("--made", help="Make a password and print it once; it must be changed.")
]


@dataclass(frozen=True)
class _Desk:
    """What a command needs; open while it runs. `by`: who the log says did it."""

    stores: "Stores"
    directory: "Directory"
    by: str


@staff.command("add")
def staff_add(  # noqa: PLR0913, PLR0917 - one for each thing an operator says
    name: Name,
    person: Annotated[str, typer.Option(help="First and last name, as colleagues read it.")],
    role: Roles,
    office: Annotated[
        str | None, typer.Option(help="An id of offices.yml; officers need it.")
    ] = None,
    email: Annotated[str | None, typer.Option(help="By it a provider's person is found.")] = None,
    made: Made = False,
) -> None:
    """A new account. The password is asked for, unless it is to be made."""
    from assistant.staff.account import Account

    password = None if made else _asked_password()
    account = Account(name, person, frozenset(role), office, email)

    async def work(desk: _Desk) -> None:
        first = await desk.directory.add(account, desk.by, password)
        if made:
            typer.echo(first)

    _run(work)


@staff.command("list")
def staff_list() -> None:
    """Every account: name, person, roles, office, state, last sign-in."""

    async def work(desk: _Desk) -> None:
        for account in await desk.directory.all():
            at = account.signed_in_at
            typer.echo("\t".join([
                account.id, account.person, ",".join(sorted(account.roles)), account.office or "-",
                "disabled" if account.disabled else "open",
                f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M}" if at else "-",
            ]))  # fmt: skip

    _run(work)


@staff.command("disable")
def staff_disable(name: Name) -> None:
    """Nobody signs in with it any more; who is signed in is so no longer."""
    _run(lambda desk: desk.directory.disable(name, desk.by))


@staff.command("enable")
def staff_enable(name: Name) -> None:
    """It may be used again."""
    _run(lambda desk: desk.directory.disable(name, desk.by, disabled=False))


@staff.command("reset")
def staff_reset(
    name: Name,
    second_step: Annotated[bool, typer.Option(help="Turn the second step off as well.")] = False,
) -> None:
    """Print a new password, once; it is changed at the next sign-in. Wrong tries are forgotten."""

    async def work(desk: _Desk) -> None:
        password = await desk.directory.reset_password(name, desk.by)
        if second_step:
            await desk.directory.turn_second_step_off(name, desk.by)
        await desk.stores.tries.forget((await desk.directory.get(name)).id)
        typer.echo(password)

    _run(work)


@staff.command("check-log")
def staff_check_log() -> None:
    """Go through the log of what staff did: is it as it was written? Its length and last seal are
    printed: noted elsewhere, they also tell whether its end was cut off.
    """

    async def work(desk: _Desk) -> None:
        checked = await desk.stores.audit.check()
        typer.echo(f"{checked.entries}\t{checked.seal}")
        if checked.broken is not None:
            raise AssistantError(f"entry {checked.broken} is not as it was written")

    _run(work)


def _asked_password() -> str:
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return password


def _run(work: Callable[[_Desk], Awaitable[None]]) -> None:
    from assistant.storage.embedded import reached

    settings = load_settings()
    with reached(settings.database_url, settings.data / "postgres") as url:
        asyncio.run(_work(settings.model_copy(update={"database_url": url}), work))


async def _work(settings: Settings, work: Callable[[_Desk], Awaitable[None]]) -> None:
    from assistant import wiring
    from assistant.staff.directory import Directory
    from assistant.staff.hashing import Hashing
    from assistant.stores import open_stores

    stores, hashing = open_stores(settings), Hashing()
    offices = {office.id for office in wiring.words(settings).offices.offices}
    directory = Directory(stores.accounts, hashing, offices.__contains__)
    try:
        await work(_Desk(stores, directory, f"cli:{_user()}"))
    finally:
        hashing.close()
        await stores.engine.dispose()


def _user() -> str:
    """Who is at the machine; a container may have no name for it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
