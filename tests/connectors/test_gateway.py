"""Every door in one application."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from connectors.web import page


def test_the_page_and_its_parts_are_served(bare: TestClient) -> None:
    assert bare.get("/").status_code == 200
    for path in sorted((page.HERE / "static").rglob("*.*")):
        answer = bare.get(f"/static/{path.relative_to(page.HERE / 'static')}")
        assert answer.status_code == 200, path
        assert answer.headers["cache-control"] == "no-cache", path


@pytest.mark.parametrize("path", ["/static/../page.py", "/static/%2e%2e/texts.yml", "/static/"])
def test_nothing_beside_the_static_folder_is_served(bare: TestClient, path: str) -> None:
    answer = bare.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_every_script_the_page_imports_exists() -> None:
    folder = page.HERE / "static"
    for script in folder.glob("*.js"):
        for name in re.findall(r'from "\./([\w.]+)"', script.read_text(encoding="utf8")):
            assert Path(folder / name).exists(), f"{script.name} imports {name}"
