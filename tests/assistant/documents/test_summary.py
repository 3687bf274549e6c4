"""What a list shows of a version, also of one that is not whole."""

from datetime import date

import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.kind import Kind
from assistant.documents.summary import Summary, summary_of
from tests.assistant.documents.conftest import FAQ, RECORD

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.datetimes(),
    lambda inside: st.lists(inside) | st.dictionaries(
        st.sampled_from(["name", "topic", "entries", "checked_on", "aliases", "questions", "id"]),
        inside,
    ),
    max_leaves=12,
)  # fmt: skip


def test_of_a_record() -> None:
    data = yaml.safe_load(
        "{name: Tạm trú, checked_on: 2026-11-21, aliases: [a, b], questions: [c]}"
    )
    assert summary_of(Kind.PROCEDURE, RECORD, data) == Summary(
        title="Tạm trú", field="cu_tru", codes=["9.000003"], checked_on=date(2026, 11, 21), ways=3
    )


def test_of_a_topic_the_oldest_check_and_the_fewest_ways() -> None:
    one = {"id": "a", "checked_on": date(2026, 11, 21), "aliases": ["x", "y"]}
    two = {"id": "b", "checked_on": date(2026, 1, 1), "aliases": ["x"]}
    summary = summary_of(Kind.FAQ, FAQ, {"topic": "Tại quầy", "entries": [one, two]})
    assert summary == Summary(
        title="Tại quầy", codes=["faq.a", "faq.b"], checked_on=date(2026, 1, 1), ways=1
    )


@given(kind=st.sampled_from([Kind.PROCEDURE, Kind.FAQ, Kind.OFFICES]), data=ANY)
def test_whatever_stands_there_it_has_a_title(kind: Kind, data: object) -> None:
    path = {Kind.PROCEDURE: RECORD, Kind.FAQ: FAQ}.get(kind, "offices.yml")
    assert summary_of(kind, path, data).title
