"""The rules of dated notices."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.notices.notice import (
    LONGEST,
    Notice,
    NoticeError,
    NoticeRefusal,
    Place,
    Severity,
    Standing,
    Wording,
    checked,
    in_order,
    tidy_text,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def wording(text: str = "Trung tâm nghỉ chiều nay", **more: object) -> Wording:
    """For all, from noon on for an hour."""
    given_ = {"severity": Severity.INFO, "starts_at": NOON, "ends_at": NOON + HOUR, **more}
    return Wording(text=text, **given_)  # type: ignore[arg-type]


def notice(id_: int = 1, **more: object) -> Notice:
    """The same, kept."""
    kept = {**vars(wording()), "version": 1, "author": "lan", "made_at": NOON, **more}
    return Notice(id=id_, **kept)


@pytest.mark.parametrize(("minutes", "standing"), [
    (-1, Standing.COMING), (0, Standing.RUNNING), (59, Standing.RUNNING), (60, Standing.OVER),
])  # fmt: skip
def test_it_runs_from_its_first_minute_and_not_in_its_last(
    minutes: int, standing: Standing
) -> None:
    assert notice().standing(NOON + timedelta(minutes=minutes)) is standing


def test_what_was_taken_off_does_not_run_but_one_that_ended_before_is_over() -> None:
    off = notice(withdrawn_at=NOON + HOUR / 2, withdrawn_by="lan")
    assert off.standing(NOON + HOUR / 4) is Standing.WITHDRAWN
    late = notice(withdrawn_at=NOON + HOUR * 2, withdrawn_by="lan")
    assert late.standing(NOON + HOUR * 3) is Standing.OVER


@pytest.mark.parametrize(("offices", "places", "asked", "concerned"), [
    ((), (), (Place.WEB, None), True),
    ((), (), (Place.HALL, "tinh"), True),
    ((), (Place.KIOSK,), (Place.KIOSK, "tinh"), True),
    ((), (Place.KIOSK,), (Place.WEB, None), False),
    (("tinh",), (), (Place.KIOSK, "tinh"), True),
    (("tinh",), (), (Place.KIOSK, "khac"), False),
    (("tinh",), (), (Place.WEB, None), False),
    (("tinh",), (Place.HALL,), (Place.KIOSK, "tinh"), False),
])  # fmt: skip
def test_whom_it_concerns(
    offices: tuple[str, ...], places: tuple[Place, ...], asked: tuple[Place, str | None],
    concerned: bool,
) -> None:  # fmt: skip
    one = wording(offices=frozenset(offices), places=frozenset(places))
    assert one.concerns(*asked) is concerned


@pytest.mark.parametrize(("refusal", "more"), [
    (NoticeRefusal.NO_TEXT, {"text": " a\u200b \n b "}),
    (NoticeRefusal.LONG_TEXT, {"text": "x" * (LONGEST + 1)}),
    (NoticeRefusal.ENDS_BEFORE, {"ends_at": NOON}),
    (NoticeRefusal.OVER_ALREADY, {"starts_at": NOON - 3 * HOUR, "ends_at": NOON - HOUR}),
    (NoticeRefusal.TOO_FAR, {"ends_at": NOON + timedelta(days=367)}),
    (NoticeRefusal.UNKNOWN_OFFICE, {"offices": frozenset({"tinh", "nowhere"})}),
])  # fmt: skip
def test_what_cannot_be_kept(refusal: NoticeRefusal, more: dict[str, object]) -> None:
    with pytest.raises(NoticeError) as raised:
        checked(wording(**more), NOON, {"tinh"}.__contains__)  # type: ignore[arg-type]
    assert raised.value.refusal is refusal


def test_what_can_be_kept_is_tidied() -> None:
    typed = wording("  Mưa\tbão,\r\n hẹn  lại sau ", offices=frozenset({"tinh"}))
    assert checked(typed, NOON, {"tinh"}.__contains__).text == "Mưa bão, hẹn lại sau"


@given(st.text())
def test_a_tidy_text_is_one_line_that_people_can_read(typed: str) -> None:
    tidy = tidy_text(typed)
    assert tidy == " ".join(tidy.split())
    assert tidy_text(tidy) == tidy
    assert not set(tidy) & {"\x00", "\u200b", "\u202e", "\n"}
    tidy.encode()


def test_the_gravest_comes_first_then_the_newest() -> None:
    kept = [
        notice(1), notice(2, severity=Severity.URGENT), notice(3),
        notice(4, severity=Severity.WARNING),
    ]  # fmt: skip
    assert [one.id for one in in_order(kept)] == [2, 4, 3, 1]
