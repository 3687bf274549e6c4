"""The list of documents: stages, needs, and what is found."""

from datetime import date, datetime, timedelta

import pytest

from assistant.clock import VIETNAM
from assistant.documents.alarms import DueAlarm, Reason
from assistant.documents.kind import Kind
from assistant.documents.listing import Need, Stage, Wish, fits, is_on_its_way, lines, stage_of
from assistant.documents.summary import Summary
from assistant.documents.version import Listed, Origin, State, Version

AT = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
SUMMARY = Summary(title="Đăng ký tạm trú", field="cu_tru", codes=["9.000003"], ways=12)


def version(number: int, state: State, **more: object) -> Version:
    """One of a document, as it may stand in the database."""
    given = {
        "path": "procedures/cu_tru/9.000003.yml", "number": number, "base": number - 1 or None,
        "state": state, "origin": Origin.STAFF, "summary": SUMMARY, "ends": False, "author": "lan",
        "at": AT + timedelta(hours=number), "note": "", "reviewer": None, "reviewed_at": None,
        "review_note": "", "publish_at": None, "published_at": None, "published_by": None,
        "problem": "", **more,
    }  # fmt: skip
    return Version(**given)  # type: ignore[arg-type]


def listed(newest: Version, public: Version | None = None) -> Listed:
    """A document with these."""
    return Listed(newest.path, Kind.PROCEDURE, newest, public)


FIRST = version(1, State.PUBLISHED, origin=Origin.FILES)


@pytest.mark.parametrize(
    ("newest", "stage"),
    [
        (version(2, State.DRAFT), Stage.DRAFT),
        (version(2, State.IN_REVIEW), Stage.IN_REVIEW),
        (version(2, State.APPROVED), Stage.APPROVED),
        (version(2, State.APPROVED, publish_at=AT), Stage.SCHEDULED),
        (version(2, State.PUBLISHED), Stage.PUBLISHED),
        (version(2, State.PUBLISHED, ends=True), Stage.ENDED),
    ],
)
def test_a_version_is_as_far_as_a_clerk_counts(newest: Version, stage: Stage) -> None:
    assert stage_of(newest) is stage
    (line,) = lines([listed(newest)], {})
    assert line.stage is stage
    assert is_on_its_way(line) is (stage not in (Stage.PUBLISHED, Stage.ENDED))


def test_the_files_it_all_began_with_changed_nothing() -> None:
    (began,) = lines([listed(FIRST, FIRST)], {})
    changed = version(2, State.DRAFT, origin=Origin.FILES)
    (later,) = lines([listed(changed, FIRST)], {})
    assert Need.IMPORTED not in began.needs
    assert Need.IMPORTED in later.needs


def test_what_is_due_is_found_by_the_code_of_the_document() -> None:
    soon, late = (DueAlarm("9.000003", "x", Reason.CHECK_DUE, date(2026, 12, d)) for d in (9, 1))
    (line,) = lines([listed(FIRST, FIRST)], {"9.000003": (soon, late), "faq.x": (soon,)})
    assert line.alarms == (late, soon)
    assert Need.DUE in line.needs
    calendar = version(1, State.PUBLISHED, path="calendar.yml", summary=Summary(title="calendar"))
    (line,) = lines([Listed("calendar.yml", Kind.CALENDAR, calendar, calendar)],
                    {"calendar": (soon,)})  # fmt: skip
    assert line.alarms == (soon,)


def test_words_without_accents_find_the_name_the_code_and_the_kind() -> None:
    (line,) = lines([listed(FIRST, FIRST)], {})
    for words in ("tam tru", "ĐĂNG KÝ", "9.000003", "thu tuc tam", "  ", "tru tam"):
        assert fits(line, Wish(words=words))
    assert not fits(line, Wish(words="khai sinh"))


def test_every_wish_narrows_the_list() -> None:
    (line,) = lines([listed(version(2, State.DRAFT), FIRST)], {})
    right = Wish("tam", "cu_tru", Kind.PROCEDURE, Stage.DRAFT, None, "lan")
    assert fits(line, right)
    for wrong in (Wish(field="ho_tich"), Wish(kind=Kind.FAQ), Wish(stage=Stage.APPROVED),
                  Wish(need=Need.NO_WAYS), Wish(author="minh")):  # fmt: skip
        assert not fits(line, wrong)
    (public,) = lines([listed(FIRST, FIRST)], {})
    assert not fits(public, Wish(author="lan")), "what is in use waits for nobody"


def test_who_has_no_words_of_residents_is_named() -> None:
    bare = version(2, State.DRAFT, summary=SUMMARY.model_copy(update={"ways": 0}))
    (line,) = lines([listed(bare, FIRST)], {})
    assert Need.NO_WAYS in line.needs


def test_a_draft_that_a_dropped_one_had_replaced_is_not_shown() -> None:
    (line,) = lines([listed(version(2, State.SUPERSEDED), FIRST)], {})
    assert line.shown is FIRST
    assert line.stage is Stage.PUBLISHED


def test_what_changed_last_stands_first() -> None:
    old = version(1, State.PUBLISHED, path="faq/a.yml")
    new = version(1, State.PUBLISHED, path="faq/b.yml", reviewed_at=AT + timedelta(days=2))
    made = lines([Listed(v.path, Kind.FAQ, v, v) for v in (old, new)], {})
    assert [line.document.path for line in made] == ["faq/b.yml", "faq/a.yml"]
