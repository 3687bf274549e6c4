"""Questions asked in vain behind the served pages, and documents to write into."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

import pytest

from assistant.clock import now
from assistant.staff.role import Role
from assistant.stores import open_stores
from assistant.unanswered.gathering import Gathering
from assistant.unanswered.proving import Proving
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit, Visitor
from tests.connectors.console.content.conftest import Shelf, shelf, shipped

__all__ = ["shelf", "shipped"]  # fixtures of content, used here too
_NUMBERS = count(1)
BIRTH = "giấy tờ cho em bé mới đẻ nhà tôi"
LOST = "xe máy bị bắt gửi ở bãi nào"


@dataclass
class Vain:
    """What residents ask, and what a process with the encoder does about it."""

    served: Served

    def asks(self, question: str, channel: str = "web", outcome: str = "unknown") -> str:
        """One more; the id of the conversation."""
        own = f"{channel}:vain-{next(_NUMBERS)}"
        self.served.ask(
            "INSERT INTO conversations (id, channel) VALUES (:id, :channel)",
            id=own, channel=channel,
        )  # fmt: skip
        self.served.ask(
            "INSERT INTO turns (id, conversation_id, question, outcome, reason, degraded, scores,"
            " ms) VALUES (:turn, :id, :question, :outcome, '', false,"
            " '{\"1.001193\": 0.4, \"1.004194\": 0.3}', '{}')",
            turn=own[-32:], id=own, question=question, outcome=outcome,
        )  # fmt: skip
        return own

    def gathered(self) -> None:
        """By words, as in a process without an encoder."""

        async def gather() -> None:
            stores = open_stores(self.served.app.state.settings)
            knowledge = self.served.app.state.parts.knowledge
            await Gathering(stores.unanswered, knowledge, None, "", now).gather()
            await stores.engine.dispose()

        self._in_a_thread(gather)

    def proved(self, edition: str | None = None) -> None:
        """Every case under the edition that stands, or as if it were another one."""

        async def prove() -> None:
            stores = open_stores(self.served.app.state.settings)
            knowledge = self.served.app.state.parts.knowledge
            name = edition or knowledge.edition
            await Proving(stores.question_cases, knowledge, lambda: name, now).prove()
            await stores.engine.dispose()

        self._in_a_thread(prove)

    def group(self, words: str) -> int:
        """The group with these words."""
        ((id_,),) = self.served.ask(
            "SELECT DISTINCT group_id FROM unanswered_questions q JOIN turns t ON t.id = q.turn_id"
            " WHERE t.question = :words", words=words,
        )  # fmt: skip
        return int(id_)

    @staticmethod
    def _in_a_thread(work: Callable[[], object]) -> None:
        with ThreadPoolExecutor(1) as thread:  # a browser of the tests has a loop in this one
            thread.submit(asyncio.run, work()).result()  # type: ignore[arg-type]


@pytest.fixture
def vain(console: Served, shelf: Shelf) -> Iterator[Vain]:
    """Three times the one, once the other."""
    everything = (
        "TRUNCATE conversations, unanswered_groups, unanswered_progress, question_cases, "
        "case_rounds CASCADE"
    )
    console.ask(everything)
    vain = Vain(console)
    for channel in ("web", "zalo", "zalo"):
        vain.asks(BIRTH, channel)
    vain.asks(LOST)
    vain.gathered()
    yield vain
    console.ask(everything)


As = Callable[..., Visitor]


@pytest.fixture
def signed_in(vain: Vain, member: Member, visit: Visit) -> As:
    """Browsers of new members with these roles."""

    def new(*roles: Role, office: str | None = None) -> Visitor:
        visitor = visit()
        visitor.http.timeout = 120  # to be sent to review, all documents are checked together
        visitor.name = member(*roles, office=office)  # type: ignore[attr-defined]
        assert visitor.sign_in(visitor.name).status_code == 303  # type: ignore[attr-defined]
        return visitor

    return new


@pytest.fixture
def editor(signed_in: As) -> Visitor:
    """Who writes."""
    return signed_in(Role.EDITOR)


@pytest.fixture
def reviewer(signed_in: As) -> Visitor:
    """Who reviews, and writes nothing."""
    return signed_in(Role.REVIEWER)
