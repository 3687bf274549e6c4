"""The pages behind QR codes, over a real gateway: what they show, and what is counted."""

import io
import re
from datetime import date, datetime
from html import unescape
from typing import Any

import httpx
import pytest
import segno
import zxingcpp
from PIL import Image

from assistant.appointments.ticket import read_ticket
from assistant.clock import now
from connectors.web.onward.landing import load_texts
from tests.connectors.booking import URL, booked
from tests.connectors.conftest import Serve, Served

OFFICE, BIRTH = "07420", "1.001193"
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/141.0 Mobile Safari/537.36"}
TEXTS = load_texts()


def scan(served: Served, path: str, **more: Any) -> httpx.Response:
    """Open a page with a telephone."""
    return served.http.get(path, headers={**PHONE, **more.pop("headers", {})}, **more)


def words(page: httpx.Response) -> str:
    """All that the page says."""
    bare = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", page.text)
    return " ".join(unescape(bare).split())


def counts(served: Served) -> dict[tuple[str, str], int]:
    """What was counted today."""
    rows = served.ask("SELECT code, office, day, count FROM scans")
    today: date = now().date()
    return {(code, office): count for code, office, day, count in rows if day == today}


@pytest.fixture
def taken(gateway: Served) -> dict[str, Any]:
    """The code of a list."""
    answer = gateway.http.post(
        "/api/v1/conversations/landing-page/carry", json={"procedure": BIRTH, "office": OFFICE}
    )
    made: dict[str, Any] = answer.json()
    return made


def test_a_poster_shows_the_procedure_its_papers_and_the_office(
    gateway: Served, real_base: Any
) -> None:
    page = scan(gateway, f"/p/{BIRTH}?o={OFFICE}")
    assert page.status_code == 200
    record, office = real_base.record(BIRTH), real_base.offices.office(OFFICE)
    assert record.name in words(page)
    assert office.name in words(page)
    assert BIRTH in words(page)
    assert f'href="/?start=1-001193_{OFFICE}"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_every_procedure_has_its_page(gateway: Served, real_base: Any) -> None:
    for record in real_base.records.values():
        page = gateway.http.get(f"/p/{record.code}")
        assert page.status_code == 200, record.code
        assert " ".join(record.name.split()) in words(page)
        assert not re.search(r"\bNone\b|built-in|[{}]", words(page)), record.code


def test_what_is_not_confirmed_is_marked(gateway: Served, real_base: Any) -> None:
    doubtful = next(r for r in real_base.records.values() if r.to_confirm.get("papers"))
    page = scan(gateway, f"/p/{doubtful.code}")
    assert real_base.phrases["confirm_mark"] in words(page)


def test_scans_are_counted_by_poster_and_nothing_else_of_them(gateway: Served) -> None:
    gateway.ask("DELETE FROM scans")
    for _ in range(3):
        scan(gateway, f"/p/{BIRTH}?o={OFFICE}")
    scan(gateway, f"/p/{BIRTH}")
    scan(gateway, f"/p/{BIRTH}?o=99999")
    assert counts(gateway) == {(BIRTH, OFFICE): 3, (BIRTH, ""): 2}
    assert "Mozilla" not in str(gateway.ask("SELECT * FROM scans"))


def test_a_look_without_a_scan_is_not_counted(gateway: Served) -> None:
    gateway.ask("DELETE FROM scans")
    gateway.http.head(f"/p/{BIRTH}", headers=PHONE)
    scan(gateway, f"/p/{BIRTH}", headers={"User-Agent": "facebookexternalhit/1.1"})
    scan(gateway, f"/p/{BIRTH}", headers={"Sec-Purpose": "prefetch"})
    scan(gateway, "/p/9.999999?o=07420")
    assert counts(gateway) == {}


@pytest.mark.parametrize("path", [
    "/p/9.999999", "/p/", "/p/x", f"/p/{BIRTH}/more", "/p/%00", "/p/9.999999?o=07420",
    "/p/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/t/", "/t/MT-K7DH-3MXA", "/t/x", "/t/%00",
    f"/p/{'a' * 3000}",
])  # fmt: skip
def test_nothing_known_is_still_a_page_with_ways_on(gateway: Served, path: str) -> None:
    page = scan(gateway, path)
    assert page.status_code == 404
    assert page.headers["Content-Type"].startswith("text/html")
    assert TEXTS["officer"] in words(page)
    assert TEXTS["home"] in words(page)
    assert TEXTS["lost"]["ask"] in words(page)
    assert "<script>" not in page.text


def test_an_office_of_nobody_is_told_and_the_procedure_shown(gateway: Served) -> None:
    page = scan(gateway, f"/p/{BIRTH}?o=99999")
    assert page.status_code == 200
    assert TEXTS["procedure"]["misplaced"] in words(page)
    assert 'href="/?start=1-001193"' in page.text


def test_a_field_lists_its_procedures(gateway: Served, real_base: Any) -> None:
    gateway.ask("DELETE FROM scans")
    page = scan(gateway, f"/p/ho_tich?o={OFFICE}")
    assert real_base.fields.root["ho_tich"] in words(page)
    assert f'href="/p/{BIRTH}?o={OFFICE}"' in page.text
    assert counts(gateway) == {("ho_tich", OFFICE): 1}


def test_a_code_shows_its_list_with_its_answers_and_office(
    gateway: Served, taken: dict[str, Any], real_base: Any
) -> None:
    page = scan(gateway, taken["url"])
    assert page.status_code == 200
    assert real_base.record(BIRTH).name in words(page)
    assert real_base.offices.office(OFFICE).name in words(page)
    assert taken["code"] in words(page)
    assert f'href="/?start={taken["code"]}"' in page.text
    for variant in (taken["code"].lower(), taken["code"].replace("-", "")):
        assert scan(gateway, f"/t/{variant}").status_code == 200


def test_the_channels_that_are_set_up_are_offered(serve: Serve) -> None:
    served = serve(zalo_oa_id="2468", telegram_bot_name="MotCuaBot")
    page = scan(served, f"/p/{BIRTH}?o={OFFICE}")
    assert "https://zalo.me/2468" in page.text
    assert f"https://t.me/MotCuaBot?start=1-001193_{OFFICE}" in page.text
    assert f"{TEXTS['ways']['zalo_say']} {BIRTH}" in words(page)
    inside = scan(served, f"/p/{BIRTH}", headers={"User-Agent": "Mozilla Zalo android/24100"})
    first = re.search(r'onward-way onward-first" href="([^"]+)"', inside.text)
    assert first is not None
    assert first[1] == "https://zalo.me/2468"


def test_an_appointment_shows_when_and_where_and_never_who(gateway: Served, real_base: Any) -> None:
    made = booked(gateway, OFFICE, 8, name="Lê Thị Kín Đáo")
    token = made["ics_url"].partition("?token=")[2]
    opener = gateway.http.post(f"{URL}/{made['code']}/carry", params={"token": token}).json()
    page = scan(gateway, opener["url"])
    assert page.status_code == 200
    said = words(page)
    assert real_base.offices.office(OFFICE).name in said
    assert made["code"] in said
    start = datetime.fromisoformat(made["start"])
    assert f"{start:%H:%M}" in said
    assert f"{start.day}/{start.month}" in said
    for secret in ("Kín", "Đáo", made["phone"], made["phone"][-4:] + " "):
        assert secret not in said
    calendar = re.search(r'href="(/api/v1/appointments/[^"]+calendar\.ics[^"]+)"', page.text)
    assert calendar is not None
    assert gateway.http.get(unescape(calendar[1])).headers["Content-Type"].startswith("text/cal")
    factor = {"phone": made["phone"][-4:]}
    gateway.http.delete(f"{URL}/{made['code']}", params=factor)
    over = scan(gateway, opener["url"])
    assert over.status_code == 404
    assert TEXTS["lost"]["past"]["title"] in words(over)
    assert made["code"] not in words(over)


def test_the_image_of_a_code_leads_to_its_page(gateway: Served, taken: dict[str, Any]) -> None:
    image = gateway.http.get(taken["qr_url"])
    assert image.headers["Content-Type"] == "image/svg+xml"
    assert image.headers["Content-Security-Policy"].endswith("sandbox")
    assert image.content == _svg(taken["url"])
    assert gateway.http.get("/t/MT-K7DH-3MXA/qr.svg").is_success
    assert gateway.http.get("/t/xyz/qr.svg").status_code == 404


def test_a_decoder_reads_the_address_and_the_ticket_back(
    gateway: Served, taken: dict[str, Any]
) -> None:
    assert _decoded(taken["url"]) == taken["url"]
    assert read_ticket("MOTCUA:K7DH-3MXA") == "K7DH-3MXA"


def test_who_tries_codes_is_asked_to_wait_on_a_page(serve: Serve, real_base: Any) -> None:
    served = serve(assistant_limits="on")
    most = real_base.policy.limits.web_requests_per_minute
    pages = [scan(served, f"/t/MT-K7DH-3MX{n % 10}") for n in range(most + 5)]
    assert pages[-1].status_code == 429
    assert TEXTS["lost"]["busy"]["title"] in words(pages[-1])
    assert scan(served, f"/p/{BIRTH}").status_code == 200


def _svg(address: str) -> bytes:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", scale=8, border=4, light="#fff", xmldecl=False
    )
    return out.getvalue()


def _decoded(address: str) -> str:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="png", scale=6, border=4)
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(out.getvalue())))
    return str(found.text)
