"""A run of posters."""

from pathlib import Path

import pytest

from assistant.posters.form import Form
from assistant.posters.making import make
from tests.assistant.posters.conftest import Make, Scan

CODES = ["1.001193", "1.004222", "2.000635"]


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_one_pdf_and_two_files_of_each(poster: Make, scan: Scan, tmp_path: Path) -> None:
    drawn: list[int] = []
    made = [poster(code) for code in CODES]
    files = make(made, tmp_path, list(Form), lambda: drawn.append(1))
    assert len(drawn) == 9
    assert set(files) == {tmp_path / name for name in _files(tmp_path)}
    assert set(_files(tmp_path)) == {
        "posters.pdf", *(f"{form}/{code}.{form}" for form in ("svg", "png") for code in CODES),
    }  # fmt: skip
    for each in made:
        assert scan((tmp_path / f"png/{each.code}.png").read_bytes()) == each.link


def test_again_is_the_same(poster: Make, tmp_path: Path) -> None:
    made = [poster(code) for code in CODES]
    for name in ("one", "two"):
        make(made, tmp_path / name, [Form.PDF, Form.SVG])
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_a_run_broken_off_leaves_whole_files_only(poster: Make, tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make([poster(code) for code in CODES], tmp_path, [Form.SVG, Form.PDF], stop)
    assert set(_files(tmp_path)) <= {f"svg/{code}.svg" for code in CODES}
    assert all(content.endswith(b"</svg>\n") for content in _files(tmp_path).values())
