"""What the staff's pages find in the application."""

from dataclasses import dataclass

from fastapi import FastAPI

from assistant import wiring
from assistant.appointments.closing import Closing, Reach
from assistant.appointments.lookup import Lookup
from assistant.clock import now
from assistant.conversation.outbox import FETCHED
from assistant.documents.rehearsal import Rehearsal
from assistant.documents.workshop import Workshop, open_workshop
from assistant.settings import Settings
from assistant.staff.directory import Directory
from assistant.staff.hashing import Hashing
from assistant.staff.own_account import OwnAccount
from assistant.staff.sign_in import SignIn
from assistant.unanswered.mending import Mending
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
    shop: Workshop
    closing: Closing
    lookup: Lookup
    rehearsal: Rehearsal
    mending: Mending


def furnish_console(app: FastAPI, settings: Settings, parts: Conversing) -> None:
    """Put it there, once the parts are wired."""
    kept, hashing = parts.stores, Hashing()

    def is_office(id_: str) -> bool:
        return parts.knowledge.current.base.offices.office(id_) is not None

    sign_in = SignIn(kept.accounts, kept.sessions, kept.tries, hashing, now)
    shop = open_workshop(kept.documents, wiring.editions(settings), now)
    app.state.console = Console(
        sign_in,
        OwnAccount(kept.accounts, sign_in, hashing, now),
        Directory(kept.accounts, hashing, is_office),
        open_provider(settings),
        Visitors(on=settings.assistant_limits == "on"),
        shop,
        closing=_closing(settings, parts),
        lookup=Lookup(kept.lookup, kept.seal.digest, now),
        rehearsal=Rehearsal(),
        mending=Mending(kept.unanswered, kept.question_cases, shop, now),
    )


def _closing(settings: Settings, parts: Conversing) -> Closing:
    rules = lambda: parts.knowledge.current.base.policy.appointments.reminders  # noqa: E731
    reach = Reach(FETCHED, by_phone="closing" in settings.zalo_templates)
    return Closing(parts.stores.closures, parts.booking, rules, now, reach)
