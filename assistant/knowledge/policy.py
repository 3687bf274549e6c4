"""Thresholds and weights of search and decision, read from knowledge_base/policy.yml."""

from datetime import time
from typing import Annotated, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.knowledge.figures_policy import (
    FIGURES_BEFORE,
    SCORECARD_BEFORE,
    FiguresPolicy,
    ScorecardPolicy,
)
from assistant.knowledge.hours import Clock, CounterId, VisitKind
from assistant.knowledge.record import Code, Identifier

Minutes = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SearchPolicy(_Part):
    """Weights of the fusion; `title_weight` and `dense_weight` are shares, the rest is added.

    `official_weight`: of the official words for what was said in everyday ones.
    """

    title_weight: Share
    official_weight: Share
    dense_weight: Share
    common_prior: Share
    coverage_weight: Share
    name_weight: Share
    dense_candidates: Annotated[int, Field(ge=1)]
    rerank_weight: Share
    held_back: Share


class ConfidencePolicy(_Part):
    """Weights of the logistic that turns what the search saw into a probability."""

    bias: float
    margin: float
    evidence: float
    text_evidence: float
    coverage: float


class DecisionPolicy(_Part):
    """Bounds on confidence and evidence (0 to 1), and on how far behind a candidate may be."""

    unknown_below: Share
    nearest_from: Share
    answer_from: Share
    alone_from: Share
    twin_margin: Share
    offer_within: Share
    offer_at_most: Annotated[int, Field(ge=2, le=4)]
    follow_up_from: Share
    rescue_from: Share
    each_half_from: Share


class ConversationPolicy(_Part):
    """Lengths in characters."""

    longest_question: Annotated[int, Field(ge=1)]


class OfficerHours(_Part):
    """When officers answer: days of the week, Monday is 1."""

    days: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(min_length=1)]
    opens: time
    closes: time


class HandoverPolicy(_Part):
    """`hours`: empty until the centre has said them; nothing is told that nobody confirmed."""

    hours: tuple[OfficerHours, ...]
    release_after_minutes: Annotated[int, Field(ge=1)]


class LimitsPolicy(_Part):
    """What one resident, and one address of the web, may do before being asked to wait."""

    messages_per_minute: Annotated[int, Field(ge=1)]
    burst: Annotated[int, Field(ge=1)]
    web_requests_per_minute: Annotated[int, Field(ge=1)]
    web_streams: Annotated[int, Field(ge=1)]


class LengthPolicy(_Part):
    """How long a visit takes, in minutes; of a field or a procedure where it differs from its kind.

    The latter hold for handing in a file, after hours too.
    """

    kinds: dict[VisitKind, Minutes]
    fields: dict[Identifier, Minutes]
    procedures: dict[Code, Minutes]

    @model_validator(mode="after")
    def knows_every_kind(self) -> Self:
        if missing := set(get_args(VisitKind)) - self.kinds.keys():
            raise ValueError(f"kinds: no length for {', '.join(sorted(missing))}")
        return self


class ReminderPolicy(_Part):
    """When residents are written to without being asked; minutes before or after the visit.

    Nobody is written to from `night_from` to `night_until`, nor `latest_minutes` before the visit.
    """

    day_before_minutes: Minutes
    hours_before_minutes: Minutes
    rating_after_minutes: Minutes
    latest_minutes: Minutes
    night_from: Clock
    night_until: Clock


class AppointmentPolicy(_Part):
    """The rules of booking. `grid_minutes`: times begin so far apart, from each opening on.

    `earliest_minutes`: from now to the first time that can be booked; `horizon_days`: to the last
    day. `rest_minutes`: how long a time given back is kept from others. `most_coming`: of one
    person. `guesses`: wrong phone digits within `guess_minutes`, of one code or one address.
    `keep_contacts_days`: after the visit.
    """

    grid_minutes: Annotated[int, Field(ge=5, le=120)]
    hold_minutes: Minutes
    earliest_minutes: Annotated[int, Field(ge=0)]
    horizon_days: Annotated[int, Field(ge=1, le=366)]
    rest_minutes: Annotated[int, Field(ge=0)]
    most_coming: Annotated[int, Field(ge=1)]
    guesses: Annotated[int, Field(ge=1)]
    guess_minutes: Minutes
    keep_contacts_days: Annotated[int, Field(ge=0)]
    lengths: LengthPolicy
    reminders: ReminderPolicy


class QueuePolicy(_Part):
    """The rules of the hall; minutes of an appointment are counted from its start.

    `early_minutes`: before it one is taken in; `late_minutes`: after it one still goes before those
    without an appointment, from `due_before_minutes` before it on. `open_minutes`: after its last
    call a window counts as open so long. `measured_days`, `measured_at_least`,
    `counted_from_minutes`, `counted_to_minutes`: which services tell how long one takes;
    `service_minutes`: what is taken where there are too few, by counter group. `said_in_minutes`:
    the step of times that are told. `numbers_per_minute`: numbers and codes of one address.
    """

    early_minutes: Minutes
    late_minutes: Annotated[int, Field(ge=0)]
    due_before_minutes: Annotated[int, Field(ge=0)]
    open_minutes: Minutes
    measured_days: Annotated[int, Field(ge=1)]
    measured_at_least: Annotated[int, Field(ge=1)]
    counted_from_minutes: Annotated[int, Field(ge=0)]
    counted_to_minutes: Minutes
    service_minutes: dict[CounterId, Minutes]
    said_in_minutes: Minutes
    numbers_per_minute: Annotated[int, Field(ge=1)]


class CarryingPolicy(_Part):
    """`live_minutes`: how long a code opens what was begun elsewhere."""

    live_minutes: Annotated[int, Field(ge=1, le=1440)]


class KioskPolicy(_Part):
    """The touchscreen of the hall. Nobody touching it for `warn_seconds` is asked, and after
    `wipe_seconds` in all nothing is left of them; who asks for time gets `patient_times` as much.

    `questions_first`: so many cases are asked before the list stands there; the others narrow it.
    `target_mm`: the least side of what is touched, on a panel of `panel_inches` across.
    """

    warn_seconds: Annotated[int, Field(ge=10)]
    wipe_seconds: Annotated[int, Field(ge=15)]
    patient_times: Annotated[int, Field(ge=10)]
    questions_first: Annotated[int, Field(ge=0, le=2)]
    target_mm: Annotated[float, Field(ge=20)]
    panel_inches: Annotated[float, Field(ge=10, le=100)]

    @model_validator(mode="after")
    def warns_before(self) -> Self:
        if self.warn_seconds >= self.wipe_seconds:
            raise ValueError("warn_seconds: the warning comes before the wipe")
        return self


class ContentPolicy(_Part):
    """In days: how long a check with the source counts; how long before a day staff are told."""

    check_again_days: Annotated[int, Field(ge=1)]
    told_before_days: Annotated[int, Field(ge=0)]


class UnansweredPolicy(_Part):
    """`same_from`: the least cosine of two questions that stand together; `silent_minutes`: after
    a clarification, until its question counts as asked in vain.
    """

    same_from: Share
    silent_minutes: Minutes


# A policy that staff wrote before a release that knows of these goes on with them.
_CONTENT_BEFORE = ContentPolicy(check_again_days=180, told_before_days=30)
_UNANSWERED_BEFORE = UnansweredPolicy(same_from=0.7, silent_minutes=30)


class Policy(_Part):
    """The whole of policy.yml."""

    search: SearchPolicy
    confidence: ConfidencePolicy
    decision: DecisionPolicy
    conversation: ConversationPolicy
    handover: HandoverPolicy
    limits: LimitsPolicy
    appointments: AppointmentPolicy
    carrying: CarryingPolicy
    queue: QueuePolicy
    kiosk: KioskPolicy
    figures: FiguresPolicy = FIGURES_BEFORE
    scorecard: ScorecardPolicy = SCORECARD_BEFORE
    content: ContentPolicy = _CONTENT_BEFORE
    unanswered: UnansweredPolicy = _UNANSWERED_BEFORE
