"""The chain of the log."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from assistant.staff.audit import FIRST, Entry, first_broken, seal_of, written_values

AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.none() | st.dictionaries(TEXTS, st.none() | st.booleans() | st.integers() | TEXTS)


def _sign(text: str) -> str:
    return str(hash(text))


def _log(count: int) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, count + 1):
        entry = Entry(number, AT, "lan", "account_added", "minh", None, '{"a": 1}', "")
        seal = seal_of(entry, entries[-1].seal if entries else FIRST, _sign)
        entries.append(replace(entry, seal=seal))
    return entries


def test_a_log_as_it_was_written_is_whole() -> None:
    assert first_broken([], _sign) is None
    assert first_broken(_log(5), _sign) is None


def test_every_change_of_an_entry_is_found() -> None:
    for change in (
        {"who": "minh"}, {"action": "x"}, {"subject": "y"}, {"before": "{}"}, {"after": None},
        {"at": AT.replace(year=2025)}, {"seal": "0"},
    ):  # fmt: skip
        log = _log(5)
        log[2] = replace(log[2], **change)
        assert first_broken(log, _sign) in {3, 4}, change


def test_an_entry_taken_out_or_put_elsewhere_is_found() -> None:
    log = _log(5)
    assert first_broken([*log[:2], *log[3:]], _sign) == 4
    assert first_broken([log[1], log[0]], _sign) == 2


@given(VALUES, VALUES)
def test_changes_are_told_by_name(
    before: dict[str, object] | None, after: dict[str, object]
) -> None:
    entry = Entry(1, AT, "a", "b", "c", written_values(before), written_values(after), "")
    changed = {name for name, *_ in entry.changes()}
    names = {*(before or {}), *(after or {})}
    assert changed == {n for n in names if (before or {}).get(n) != (after or {}).get(n)}


def test_values_are_written_in_one_order() -> None:
    assert (
        written_values({"b": 1, "a": "ơ"})
        == written_values({"a": "ơ", "b": 1})
        == '{"a": "ơ", "b": 1}'
    )
    assert written_values({"at": AT}) == '{"at": "2026-11-22 08:00:00+00:00"}'
    assert written_values(None) is None
