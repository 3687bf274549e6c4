"""The kiosk's page: whose it is, what it may do, what it leaves behind."""

import json
import re
from typing import Any

import pytest

from assistant.knowledge.base import KnowledgeBase
from connectors.web.kiosk.page import load_texts, tiles
from connectors.web.page import HERE
from tests.connectors.conftest import Served

STATIC = HERE / "static/kiosk"
URL = "/kiosk?office=07210"
# Looked up by the name of a problem, a state or a key.
NAMED_AS_THEY_COME = ("keyboard", "problems", "checkin", "ticket")


def _data(page: str, id_: str) -> Any:
    found = re.search(
        rf'<script type="application/json" id="{id_}">(.*?)</script>', page, re.DOTALL
    )
    assert found is not None
    return json.loads(found[1])


def test_it_is_the_kiosk_of_its_office(gateway: Served) -> None:
    page = gateway.http.get(URL).text
    assert "Trung tâm Phục vụ hành chính công phường Bắc Giang" in page
    data = _data(page, "kiosk-data")
    assert data["office"]["id"] == "07210"
    assert (data["settings"]["warn_seconds"], data["settings"]["wipe_seconds"]) == (45, 60)
    assert data["settings"]["target_mm"] >= 20


def test_the_tiles_stand_in_the_page_itself(gateway: Served, real_base: KnowledgeBase) -> None:
    """Something to see at once, before any script has run."""
    page = gateway.http.get(URL).text
    for event in real_base.life_events.root:
        assert f"{event.title}</span>" in page


@pytest.mark.parametrize(("size", "inches"), [("", 21.5), ("&size=31.5", 31.5)])
def test_the_installation_says_how_large_its_panel_is(
    gateway: Served, size: str, inches: float
) -> None:
    page = gateway.http.get(URL + size).text
    assert _data(page, "kiosk-data")["settings"]["panel_inches"] == inches


@pytest.mark.parametrize("size", ["0", "1000", "to", "nan"])
def test_a_panel_of_no_size_is_refused(gateway: Served, size: str) -> None:
    assert gateway.http.get(f"{URL}&size={size}").status_code == 422


@pytest.mark.parametrize(
    ("query", "status"), [("", 200), ("?office=99999", 404), ("?office=", 200)]
)
def test_without_an_office_one_is_chosen(gateway: Served, query: str, status: int) -> None:
    answer = gateway.http.get(f"/kiosk{query}")
    assert answer.status_code == status
    assert len(re.findall(r'href="/kiosk\?office=', answer.text)) == 101


def test_nothing_of_it_is_kept_and_nothing_comes_from_elsewhere(gateway: Served) -> None:
    for url in (URL, "/kiosk"):
        headers = gateway.http.get(url).headers
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "set-cookie" not in headers
    page = gateway.http.get(URL).text
    assert re.findall(r'(?:src|href)="(?!/static/|#)[^"]*"', page) == []
    assert "style=" not in page


def test_no_script_of_the_kiosk_uses_storage_or_an_address_elsewhere() -> None:
    scripts = list(STATIC.rglob("*.js"))
    assert len(scripts) > 15
    for path in scripts:
        text = path.read_text("utf8")
        for word in ("localStorage", "sessionStorage", "document.cookie", "indexedDB", "innerHTML"):
            assert word not in text, path.name
        assert re.findall(r"https?://", text) == [], path.name


def test_every_tile_has_its_drawing(real_base: KnowledgeBase) -> None:
    for event in real_base.life_events.root:
        assert (STATIC / "icons" / f"{event.icon}.svg").exists()


def test_a_procedure_that_is_over_leaves_its_tile(real_base: KnowledgeBase) -> None:
    records = {c: r for c, r in real_base.records.items() if c != "1.001193"}
    base = KnowledgeBase(**{**vars(real_base), "records": records})
    first = tiles(base)[0]
    assert "1.001193" not in [procedure["code"] for procedure in first["procedures"]]
    left = {code for event in real_base.life_events.root[1:] for code in event.procedures}
    without_birth = KnowledgeBase(
        **{**vars(real_base), "records": {c: r for c, r in records.items() if c in left}}
    )
    shared = {code for code in real_base.life_events.root[0].procedures if code in left}
    shown = {p["code"] for p in tiles(without_birth)[0]["procedures"]}
    assert shown == shared


def test_every_sentence_is_used_by_a_script() -> None:
    """Words of texts.yml that nothing shows would be looked after for nothing."""
    scripts = "\n".join(path.read_text("utf8") for path in STATIC.rglob("*.js"))
    unused = [
        f"{name}.{key}"
        for name, words in load_texts()["screens"].items()
        if isinstance(words, dict) and name not in NAMED_AS_THEY_COME
        for key in words
        if not re.search(rf"(\bwords|\bbook|\btexts\.\w+)\.{key}\b", scripts)
    ]
    assert unused == []
