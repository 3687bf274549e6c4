"""An officer at the office, and a resident who wants a person."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Visitor, new_member

ELSEWHERE = "07210"
_NUMBERS = itertools.count(1)
Wish = Callable[..., str]
Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Officers:
    """Browsers of officers: two of one office, one of another. `names`: of their accounts."""

    first: Visitor
    second: Visitor
    elsewhere: Visitor
    names: tuple[str, str, str]


@pytest.fixture(scope="session")
def officers(console: Served) -> Iterator[Officers]:
    """Signed in once for all: a password takes a while."""
    visitors, names = [], []
    for office in (OFFICE, OFFICE, ELSEWHERE):
        visitors.append(Visitor(console))
        names.append(new_member(console, Role.OFFICER, office=office))
        assert visitors[-1].sign_in(names[-1]).status_code == 303
    yield Officers(visitors[0], visitors[1], visitors[2], (names[0], names[1], names[2]))
    for visitor in visitors:
        visitor.http.close()


@pytest.fixture
def officer(officers: Officers) -> Visitor:
    """A browser in which an officer of the office is signed in."""
    return officers.first


@pytest.fixture
def second(officers: Officers) -> Visitor:
    """That of a colleague."""
    return officers.second


@pytest.fixture
def elsewhere(officers: Officers) -> Visitor:
    """That of an officer of another office."""
    return officers.elsewhere


@pytest.fixture
def wish(console: Served) -> Wish:
    """Residents who want a person, each once; the code of the case."""

    def one(office: str | None = OFFICE, option: str | None = "kiosk") -> str:
        conversation = f"desk-officer-{next(_NUMBERS):04}"
        about = [f'"{name}": "{value}"' for name, value in (("place", office), ("option", option))
                 if value]  # fmt: skip
        payload = "/talk_to_officer" + (f"{{{', '.join(about)}}}" if about else "")
        path = f"/api/v1/conversations/{conversation}/messages"
        answer = console.http.post(path, json={"payload": payload})
        assert answer.json()["outcome"] == "handed_over"
        query = "SELECT code FROM handovers WHERE conversation_id = :id AND closed_at IS NULL"
        ((code,),) = console.ask(query, id=f"web:{conversation}")
        return str(code)

    return one


@pytest.fixture
def say(console: Served) -> Say:
    """The resident of a case writes."""

    def one(code: str, text: str) -> None:
        query = "SELECT conversation_id FROM handovers WHERE code = :code"
        ((conversation,),) = console.ask(query, code=code)
        path = f"/api/v1/conversations/{conversation.removeprefix('web:')}/messages"
        answer = console.http.post(
            path, json={"text": text}, headers={"Idempotency-Key": quote(text)}
        )
        assert answer.status_code == 200

    return one
