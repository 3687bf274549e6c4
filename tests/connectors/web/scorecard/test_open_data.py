"""Open data, as anybody gets them."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.figures.open_data import COLUMNS
from connectors.web.scorecard.open_data import licence_line
from connectors.web.scorecard.page import load_texts
from tests.connectors.conftest import Served


@pytest.mark.parametrize("name", COLUMNS)
def test_a_set_comes_as_csv_and_json_with_licence_and_dictionary(
    gateway: Served, name: str
) -> None:
    csv = gateway.http.get(f"/open-data/{name}.csv")
    assert csv.status_code == 200
    assert csv.headers["content-type"].startswith("text/csv")
    assert csv.content.decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS[name])
    json = gateway.http.get(f"/open-data/{name}.json").json()
    assert [column["name"] for column in json["columns"]] == list(COLUMNS[name])
    assert all(column["meaning"] for column in json["columns"])
    assert json["licence"] is None
    assert "chưa công bố" in json["licence_note"]
    assert json["hidden_below"] == 5


def test_a_licence_is_told_once_it_is_decided() -> None:
    assert licence_line("CC BY 4.0") == "Giấy phép sử dụng: CC BY 4.0"


def test_every_column_and_set_has_its_words(gateway: Served) -> None:
    words = load_texts()["open_data"]
    assert set(words["names"]) == set(COLUMNS)
    assert set(words["meanings"]) == {column for each in COLUMNS.values() for column in each}
    assert gateway.http.get("/open-data").text.count(".json</a>") == len(COLUMNS)


@settings(max_examples=30, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(name=st.text(max_size=30))
def test_no_address_breaks_it(gateway: Served, name: str) -> None:
    quoted = quote(name, safe="", errors="replace") or "x"
    for end in ("csv", "json"):
        assert gateway.http.get(f"/open-data/{quoted}.{end}").status_code in {404, 422}
