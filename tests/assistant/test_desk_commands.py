"""The officers' commands, on a real database."""

import asyncio
from collections.abc import Callable

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app
from assistant.clock import now
from assistant.conversation.incoming import Incoming, Kind
from assistant.errors import CaseError
from assistant.knowledge.reply import Reply
from assistant.settings import Settings
from assistant.stores import Stores, open_stores

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command."""
    monkeypatch.setenv("DATABASE_URL", database_url)

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return invoke


@pytest.fixture
def code(database_url: str) -> str:
    """A case that waits."""

    async def wish(stores: Stores) -> str:
        asked = Incoming("web", f"cli-{now()}", f"cli-{now()}", Kind.TEXT, "gặp cán bộ", now())
        await stores.inbox.keep(asked)
        try:
            return await stores.cases.open(asked.conversation, "web")
        finally:
            await stores.engine.dispose()

    return asyncio.run(wish(open_stores(Settings(database_url=database_url))))


def test_a_case_from_the_list_to_the_release(run: Run, code: str) -> None:
    assert f"{code}\tweb\t0\t-\n" in run("handover", "list").output
    assert run("handover", "claim", code.lower(), "--officer", "Lan").exit_code == 0
    assert f"{code}\tweb\t0\tLan\n" in run("handover", "list").output
    assert run("handover", "reply", code, "--officer", "Lan", "Chào bạn.").exit_code == 0
    read = run("handover", "claim", code, "--officer", "Lan").output
    assert "officer\tChào bạn." in read
    assert read.index("assistant\t") < read.index("officer\t")
    assert isinstance(run("handover", "release", code, "--officer", "Hùng").exception, CaseError)
    assert run("handover", "release", code, "--officer", "Lan").exit_code == 0
    assert code not in run("handover", "list").output
    assert isinstance(run("handover", "claim", code, "--officer", "Lan").exception, CaseError)


def test_the_switch_and_its_history(run: Run) -> None:
    assert run("switch", "off", "--reason", "Bảo trì.", "--by", "Lan").exit_code == 0
    assert "off\tLan\tBảo trì.\n" in run("switch", "history").output
    assert run("switch", "on", "--by", "Hùng").exit_code == 0
    assert "on\tHùng\t\n" in run("switch", "history", "--limit", "1").output


def test_turning_off_needs_a_reason_and_a_name(run: Run) -> None:
    assert run("switch", "off", "--by", "Lan").exit_code == 2
    assert run("switch", "off", "--reason", "Bảo trì.").exit_code == 2


def test_parked_replies_are_listed_and_tried_again(run: Run, database_url: str) -> None:
    async def park(stores: Stores) -> None:
        asked = Incoming("zalo", f"cli-{now()}", "cli-parked", Kind.TEXT, "a", now())
        await stores.inbox.keep(asked)
        await stores.outbox.post(asked.conversation, Reply(text="một câu riêng tư"))
        (posted,) = await stores.pushed.after(asked.conversation, 0, 9)
        await stores.outbox.park(posted.id, "blocked: -213")
        await stores.engine.dispose()

    asyncio.run(park(open_stores(Settings(database_url=database_url))))
    listed = run("outbox", "list").output
    (line,) = [line for line in listed.splitlines() if line.endswith("\tblocked: -213")]
    assert "riêng tư" not in listed
    number = line.split("\t")[0]
    assert run("outbox", "retry", number).exit_code == 0
    assert line not in run("outbox", "list").output
    assert run("outbox", "retry", number).exit_code == 2
