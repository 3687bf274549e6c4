"""What is typed into the form of a notice, read."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clock import VIETNAM
from assistant.notices.notice import NoticeError, NoticeRefusal, Place, Severity
from connectors.console.switches.notice_form import NoticeForm, Reader, empty_form, form_of

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=VIETNAM)
TYPED = NoticeForm(
    text="Bão số 9: trung tâm nghỉ", severity="urgent", starts="2026-11-23T09:00",
    ends="2026-11-23T17:00", places=[*Place],
)  # fmt: skip
OFFICES = {"tinh", "b"}


def read(form: NoticeForm, only: str | None = None) -> object:
    """The wording, or why there is none."""
    try:
        return Reader(NOW, OFFICES.__contains__, only).wording(form)
    except NoticeError as error:
        return error.refusal


def test_a_form_is_read_and_a_notice_fills_the_form_again() -> None:
    wording = Reader(NOW, OFFICES.__contains__, None).wording(TYPED)
    assert wording.severity is Severity.URGENT
    assert wording.starts_at == NOW - timedelta(minutes=5)
    assert (wording.offices, wording.places) == (frozenset(), frozenset())
    assert read(form_of(wording)) == wording


@pytest.mark.parametrize(("changed", "refusal"), [
    ({"starts": ""}, NoticeRefusal.NO_TIMES),
    ({"ends": "tomorrow"}, NoticeRefusal.NO_TIMES),
    ({"starts": "0001-01-01T00:00"}, NoticeRefusal.NO_TIMES),
    ({"ends": "9999-12-31T23:59"}, NoticeRefusal.NO_TIMES),
    ({"ends": "2026-11-23T08:59"}, NoticeRefusal.ENDS_BEFORE),
    ({"starts": "2026-11-22T09:00", "ends": "2026-11-23T09:05"}, NoticeRefusal.OVER_ALREADY),
    ({"reach": "some"}, NoticeRefusal.NO_OFFICE),
    ({"reach": "some", "offices": ["nowhere"]}, NoticeRefusal.UNKNOWN_OFFICE),
    ({"places": []}, NoticeRefusal.NO_PLACE),
    ({"places": ["moon"]}, NoticeRefusal.NO_PLACE),
    ({"text": "  "}, NoticeRefusal.NO_TEXT),
])  # fmt: skip
def test_what_is_refused(changed: dict[str, object], refusal: NoticeRefusal) -> None:
    assert read(TYPED.model_copy(update=changed)) is refusal


def test_who_speaks_for_one_office_cannot_name_another() -> None:
    for changed in ({}, {"reach": "some", "offices": ["b"]}):
        wording = Reader(NOW, OFFICES.__contains__, "tinh").wording(
            TYPED.model_copy(update=changed)
        )
        assert wording.offices == {"tinh"}


@pytest.mark.parametrize(("typed", "number"), [
    ("3", 3), ("", 0), ("-1", 0), ("٣", 0), ("9" * 20, 0), ("x", 0),
])  # fmt: skip
def test_a_version_is_a_number_or_none_at_all(typed: str, number: int) -> None:
    assert NoticeForm(version=typed).number == number


def test_an_empty_form_begins_now_and_is_for_everywhere() -> None:
    form = empty_form(NOW)
    assert (form.starts, form.ends) == ("2026-11-23T09:05", "")
    assert form.places == [*Place]


LISTS = st.lists(st.sampled_from([*Place]) | st.text(max_size=9), max_size=7)
FORMS = st.builds(
    NoticeForm, text=st.text(max_size=500), starts=st.text(max_size=20), ends=st.text(max_size=20),
    offices=LISTS, places=LISTS,
)  # fmt: skip


@given(FORMS)
def test_whatever_is_typed_is_read_or_refused(form: NoticeForm) -> None:
    read(form)
