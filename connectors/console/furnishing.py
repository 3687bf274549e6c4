"""What the staff's pages find in the application."""

from dataclasses import dataclass

from fastapi import FastAPI

from assistant.clock import now
from assistant.settings import Settings
from assistant.staff.directory import Directory
from assistant.staff.hashing import Hashing
from assistant.staff.own_account import OwnAccount
from assistant.staff.sign_in import SignIn
from assistant.wiring import Conversing
from connectors.console.provider import Provider, open_provider
from connectors.console.visitors import Visitors


@dataclass(frozen=True)
class Console:
    """The services behind the pages. `provider`: None when the settings name none."""

    sign_in: SignIn
    own: OwnAccount
    directory: Directory
    provider: Provider | None
    visitors: Visitors


def furnish_console(app: FastAPI, settings: Settings, parts: Conversing) -> None:
    """Put it there, once the parts are wired."""
    kept, hashing = parts.stores, Hashing()

    def is_office(id_: str) -> bool:
        return parts.knowledge.current.base.offices.office(id_) is not None

    sign_in = SignIn(kept.accounts, kept.sessions, kept.tries, hashing, now)
    app.state.console = Console(
        sign_in,
        OwnAccount(kept.accounts, sign_in, hashing, now),
        Directory(kept.accounts, hashing, is_office),
        open_provider(settings),
        Visitors(on=settings.assistant_limits == "on"),
    )
