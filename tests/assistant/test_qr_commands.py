"""`assistant qr` as an operator calls it."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import ContentError, SettingError
from assistant.settings import Settings
from assistant.stores import Stores, open_stores

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of an installation that is on the internet."""
    monkeypatch.setenv("DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PUBLIC_URL", "https://motcua.example.vn/")
    return lambda *words: CliRunner().invoke(app, ["qr", *words])


def _codes(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.rglob("*.svg"))


def test_one_procedure_in_three_forms(run: Run, tmp_path: Path) -> None:
    done = run("1.001193", "--office", "07210", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    names = {p.name for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert names == {"1.001193.pdf", "1.001193.svg", "1.001193.png"}
    (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "out/png/1.001193.png"))
    assert found.text == "https://motcua.example.vn/p/1.001193?o=07210"


def test_a_field_and_a_whole_office(run: Run, tmp_path: Path) -> None:
    run("--field", "Hộ tịch", "-o", "07210", "--form", "svg", "--out", str(tmp_path / "a"))
    run("posters", "-o", "07210", "--form", "svg", "--out", str(tmp_path / "b"))
    of_field, of_office = _codes(tmp_path / "a"), _codes(tmp_path / "b")
    assert "1.001193" in of_field
    assert set(of_field) < set(of_office)
    assert len(of_office) > 100


def test_the_offices_own_list(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("# của phường\n1.001193 Khai sinh\n\n2.000635; Trích lục\n", encoding="utf8")
    done = run("--list", str(listed), "--form", "svg", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert _codes(tmp_path / "out") == ["1.001193", "2.000635"]


def test_what_is_not_known_is_told_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    words = (
        "1.001193",
        "8.888888",
        "--field",
        "nope",
        "--form",
        "svg",
        "--out",
        str(tmp_path / "o"),
    )
    done = run(*words)
    assert isinstance(done.exception, ContentError)
    assert "8.888888" in str(done.exception)
    assert "nope" in str(done.exception)
    assert not (tmp_path / "o").exists()
    assert run(*words, "--skip-unknown").exit_code == 0
    assert _codes(tmp_path / "o") == ["1.001193"]


def test_without_our_address_nothing_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("", "motcua.example.vn"):
        monkeypatch.setenv("PUBLIC_URL", wrong)
        done = run("1.001193")
        assert isinstance(done.exception, SettingError)
        assert "PUBLIC_URL" in str(done.exception)


def test_an_office_that_is_none_and_a_wish_for_nothing(run: Run) -> None:
    assert run("1.001193", "--office", "nowhere").exit_code == 2
    assert run("posters").exit_code == 2


def test_a_folder_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("1.001193", "--form", "svg", "--out", str(tmp_path / "file"))
    assert isinstance(done.exception, SettingError)
    assert "cannot write" in str(done.exception)


def test_scans_by_poster_and_day(
    run: Run, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scanned(stores: Stores) -> None:
        try:
            for day in (1, 2, 2):
                await stores.scans.add("9.111111", "07210", date(2031, 5, day))
        finally:
            await stores.engine.dispose()

    monkeypatch.setenv("DATABASE_URL", database_url)
    asyncio.run(scanned(open_stores(Settings(database_url=database_url))))
    said = run("scans", "--office", "07210").output
    assert "9.111111\t07210\t2031-05-01\t1\n" in said
    assert "9.111111\t07210\t2031-05-02\t2\n" in said
    assert "2031-05-01" not in run("scans", "--since", "2031-05-02").output
    assert "9.111111" not in run("scans", "--office", "07213").output
