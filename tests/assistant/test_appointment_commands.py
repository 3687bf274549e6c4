"""The commands of appointments, on a real database."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import load_workbook
from typer.testing import CliRunner

from assistant import wiring
from assistant.appointments.appointment import Appointment, BookingError, Contact, Kind, Refusal
from assistant.appointments.booking import Booking
from assistant.cli import app
from assistant.clock import now
from assistant.settings import Settings
from assistant.stores import open_stores

OFFICE, BIRTH = "07420", "1.001193"
_PHONES = itertools.count(1)
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of these tests: the key that seals their contacts, and what is published."""
    made = tmp_path_factory.mktemp("data")
    settings = Settings(data=made)
    wiring.editions(settings).publish(settings.knowledge_base)
    return made


@pytest.fixture
def data(folder: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Path:
    """The same, for the commands too."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATA", str(folder))
    return folder


@pytest.fixture
def run(data: Path) -> Run:
    """Runs a command."""

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(app, ["appointments", *words])

    return invoke


@pytest.fixture
def visit(data: Path) -> Appointment:
    """A visit in the coming days."""

    async def book(booking: Booking) -> Appointment:
        today = now().date()
        free = await booking.free(OFFICE, Kind.SUBMIT, BIRTH, today, today + timedelta(days=20))
        who = Contact("Trần Văn Lệnh", f"0386{next(_PHONES):06d}")
        return await booking.book(OFFICE, Kind.SUBMIT, BIRTH, free[-1].start, who)

    made: Appointment = with_booking(data, book)
    return made


def with_booking(data: Path, work: Callable[[Booking], Awaitable[Any]]) -> Any:
    """What comes of it, on the database of the tests."""

    async def working() -> Any:
        settings = Settings(data=data)
        stores, base = open_stores(settings), wiring.published(settings)
        try:
            return await work(Booking(stores.appointments, lambda: base, stores.seal.digest, now))
        finally:
            await stores.engine.dispose()

    return asyncio.run(working())


def test_the_day_lists_what_a_counter_needs(run: Run, visit: Appointment) -> None:
    day = f"{visit.start:%Y-%m-%d}"
    listed = run("day", OFFICE, day)
    assert listed.exit_code == 0, listed.output
    (line,) = [line for line in listed.output.splitlines() if visit.code in line]
    assert visit.contact is not None
    assert line.split("\t") == [
        "ho-tich", f"{visit.start:%H:%M}", f"{visit.end:%H:%M}", visit.code, "submit", "booked",
        "Trần Văn Lệnh", visit.contact.phone, "Đăng ký khai sinh",
    ]  # fmt: skip
    assert visit.code in run("day", OFFICE, day, "--counter", "ho-tich").output
    assert visit.code not in run("day", OFFICE, day, "--counter", "dat-dai").output
    assert visit.code not in run("day", OFFICE).output
    assert run("day", "99999").exit_code == 2


def test_the_day_is_exported(run: Run, visit: Appointment, tmp_path: Path) -> None:
    file = tmp_path / "ngày.xlsx"
    told = run("export", OFFICE, str(file), f"{visit.start:%Y-%m-%d}")
    assert told.exit_code == 0, told.output
    sheet = load_workbook(file).active
    assert sheet is not None
    assert visit.code in {cell.value for row in sheet.iter_rows() for cell in row}


def test_nobody_comes_before_the_day(run: Run, visit: Appointment) -> None:
    for command in ("arrived", "missed"):
        refused = run(command, visit.code, "--officer", "Lan").exception
        assert isinstance(refused, BookingError)
        assert refused.refusal is Refusal.NOT_YET
    assert run("arrived", "no code", "--officer", "Lan").exit_code == 2
    assert run("arrived", visit.code).exit_code == 2


def test_who_came_is_told(run: Run, visit: Appointment, database_url: str) -> None:
    from sqlalchemy import create_engine, text

    from assistant.storage.database import with_driver

    engine = create_engine(with_driver(database_url))
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE appointments SET starts_at = now() - interval '1 minute',"
                " ends_at = now() + interval '9 minutes' WHERE code = :code"
            ),
            {"code": visit.code},
        )
    engine.dispose()
    told = run("arrived", f"MOTCUA:{visit.code}", "--officer", "Lan")
    assert told.exit_code == 0, told.output
    assert "\tarrived\t" in told.output
    assert run("forget", visit.code, "--officer", "Lan").exit_code == 0
    assert "Trần Văn Lệnh" not in run("day", OFFICE).output
    assert run("forget", "K7DH-3MXA", "--officer", "Lan").exit_code == 2


def test_a_closed_day_lists_whom_it_concerns(run: Run, data: Path, visit: Appointment) -> None:
    day = f"{visit.start:%Y-%m-%d}"
    closing = ("close", OFFICE, day, "--officer", "Lan", "--reason", "Mất điện")
    morning = run(*closing, "--from", "05:00", "--to", "06:00")
    assert morning.output.splitlines() == ["closed; 0 appointments"]
    assert run(*closing, "--from", "11:00", "--to", "10:00").exit_code == 2
    assert run(*closing, "--counter", "khac").exit_code == 2
    whole = run(*closing, "--counter", "ho-tich")
    assert visit.code in whole.output

    async def free(booking: Booking) -> Any:
        on = visit.start.date()
        return await booking.free(OFFICE, Kind.SUBMIT, BIRTH, on, on)

    assert with_booking(data, free) == []
