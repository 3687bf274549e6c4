"""Which version of a record, and which questions, hold on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.knowledge.validity import faqs_in_force, records_in_force

TURN = date(2027, 1, 1)
BEFORE = TURN - timedelta(1)


def version(record: Record, **changes: object) -> Record:
    """A version of a record, or another one, with these fields."""
    return record.model_copy(update=changes)


def names(versions: list[Record], day: date) -> dict[str, str]:
    """Code → name of what holds."""
    return {code: record.name for code, record in records_in_force(versions, day).items()}


def test_a_record_without_dates_always_holds(record: Record) -> None:
    for day in (date.min, TURN, date.max):
        assert records_in_force([record], day) == {"9.000001": record}


@pytest.mark.parametrize("turned", [False, True])
def test_two_versions_switch_on_the_day(record: Record, turned: bool) -> None:
    """Whichever file is read first."""
    old, new = version(record, name="cũ"), version(record, name="mới", effective_from=TURN)
    versions = [new, old] if turned else [old, new]
    assert names(versions, BEFORE) == {"9.000001": "cũ"}
    assert names(versions, TURN) == {"9.000001": "mới"}


def test_a_record_holds_on_its_first_and_on_its_last_day(record: Record) -> None:
    only = version(record, effective_from=TURN, effective_to=TURN)
    assert names([only], BEFORE) == {}
    assert list(names([only], TURN)) == ["9.000001"]
    assert names([only], TURN + timedelta(1)) == {}


def test_a_version_that_is_over_gives_way_to_the_one_before_it(record: Record) -> None:
    """A rule for a trial: afterwards the old one holds again."""
    old = version(record, name="cũ")
    trial = version(record, name="thí điểm", effective_from=TURN, effective_to=TURN)
    assert names([old, trial], TURN) == {"9.000001": "thí điểm"}
    assert names([old, trial], TURN + timedelta(1)) == {"9.000001": "cũ"}


def test_an_ended_record_leaves_its_words_to_its_successor(record: Record) -> None:
    ended = version(
        record, code="9.000009", name="Việc cũ", aliases=["gọi kiểu cũ"], questions=["hỏi kiểu cũ"],
        effective_to=BEFORE, successor="9.000001",
    )  # fmt: skip
    assert records_in_force([ended, record], BEFORE)["9.000001"] == record
    heir = records_in_force([ended, record], TURN)["9.000001"]
    assert heir.aliases == [*record.aliases, "Việc cũ", "gọi kiểu cũ", "hỏi kiểu cũ"]
    assert version(heir, aliases=record.aliases) == record


def test_words_the_successor_has_already_are_not_said_twice(record: Record) -> None:
    ended = version(record, code="9.000009", effective_to=BEFORE, successor="9.000001")
    aliases = records_in_force([ended, record], TURN)["9.000001"].aliases
    assert len(set(aliases)) == len(aliases)


def test_two_ended_records_both_leave_their_words(record: Record) -> None:
    ended = [
        version(record, code=f"9.00000{n}", name=f"Việc {n}", effective_to=BEFORE,
                successor="9.000001")
        for n in (8, 9)
    ]  # fmt: skip
    aliases = records_in_force([*ended, record], TURN)["9.000001"].aliases
    assert {"Việc 8", "Việc 9"} <= set(aliases)


def test_a_successor_that_ended_too_leads_on_to_its_own(record: Record) -> None:
    """Who asks by the oldest name still arrives."""
    oldest = version(
        record, code="9.000008", name="Tên xưa nhất", effective_to=BEFORE, successor="9.000009"
    )
    older = version(
        record, code="9.000009", name="Tên xưa", effective_to=BEFORE, successor="9.000001"
    )
    for versions in ([oldest, older, record], [record, older, oldest]):
        aliases = records_in_force(versions, TURN)["9.000001"].aliases
        assert {"Tên xưa", "Tên xưa nhất"} <= set(aliases)


def test_successors_in_a_ring_are_no_endless_walk(record: Record) -> None:
    one = version(record, code="9.000008", effective_to=BEFORE, successor="9.000009")
    two = version(record, code="9.000009", effective_to=BEFORE, successor="9.000008")
    assert records_in_force([one, two], TURN) == {}


def test_a_successor_without_a_record_is_no_harm(record: Record) -> None:
    ended = version(record, effective_to=BEFORE, successor="9.999999")
    assert records_in_force([ended], TURN) == {}


def test_a_record_that_begins_later_lends_no_words_yet(record: Record) -> None:
    future = version(
        record, code="9.000009", name="Việc sắp có", effective_from=TURN + timedelta(1),
        effective_to=TURN + timedelta(9), successor="9.000001",
    )  # fmt: skip
    assert records_in_force([future, record], TURN)["9.000001"].aliases == record.aliases


def test_questions_hold_from_their_first_day_to_their_last() -> None:
    faq = Faq.model_validate(
        {
            "id": "tet", "question": "Tết có làm việc không?", "answer": "Không.",
            "aliases": ["a", "b", "c", "d", "e"], "checked_on": BEFORE,
            "effective_from": TURN, "effective_to": TURN, "sources": [{"name": "Sổ tay"}],
        }
    )  # fmt: skip
    assert [faqs_in_force([faq], TURN + timedelta(n)) for n in (-1, 0, 1)] == [[], [faq], []]


days = st.none() | st.integers(-3, 3).map(lambda n: TURN + timedelta(n))


@given(spans=st.lists(st.tuples(days, days), max_size=5), day=st.integers(-4, 4))
def test_what_holds_is_never_over_and_never_still_to_come(
    small_base: KnowledgeBase, spans: list[tuple[date | None, date | None]], day: int
) -> None:
    record, today = small_base.record("9.000001"), TURN + timedelta(day)
    versions = [version(record, effective_from=first, effective_to=last) for first, last in spans]
    holding = records_in_force(versions, today)
    open_ = [
        v for v in versions if (v.effective_from or today) <= today <= (v.effective_to or today)
    ]
    assert len(holding) == bool(open_)
    if open_:
        newest = max(v.effective_from or date.min for v in open_)
        assert (holding["9.000001"].effective_from or date.min) == newest
