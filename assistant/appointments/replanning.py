"""What a wish changes in a plan: the kind, the procedure, the time, what was offered. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from assistant.appointments.answering import answered, chosen_offer
from assistant.appointments.appointment import Kind
from assistant.appointments.plan import Plan
from assistant.appointments.wish import Doubt, Wish


@dataclass(frozen=True)
class Heard:
    """`notes`: names of phrases to be said; `stops`: nothing is arranged any more."""

    plan: Plan
    wish: Wish
    notes: tuple[str, ...] = ()
    stops: bool = False
    factor: str | None = None


def answered_by(wish: Wish, plan: Plan) -> Heard:
    """What a wish changes: first as the answer to what was asked, then as words of its own."""
    asked = plan.step
    plan, notes = answered(plan, wish)
    if asked == "day" and plan.step is None:
        return Heard(plan, wish, notes)
    offer = chosen_offer(plan, wish)
    if offer is not None:
        return Heard(plan.with_(start=offer.start, office=offer.office, held=None), wish, notes)
    plan = _with_kind(plan, wish)
    plan = _with_relations(plan, wish)
    if wish.doubt in (Doubt.PAST, Doubt.LUNAR):
        return Heard(plan.with_(start=None), wish, notes)
    return Heard(_with_time(plan, wish), wish, notes)


def with_procedure(plan: Plan, codes: tuple[str, ...]) -> Plan:
    """The procedure, or the ones to choose from; another takes time and papers with it."""
    if len(codes) > 1:
        return plan.with_(procedure=None, candidates=codes)
    if codes[0] == plan.procedure:
        return plan.with_(candidates=())
    return plan.without_time().with_(
        procedure=codes[0], candidates=(), papers_told=False, has_all=None, any_procedure=False
    )


def _with_kind(plan: Plan, wish: Wish) -> Plan:
    if wish.kind is None or wish.kind == plan.kind or plan.task != "book":
        return plan
    if plan.step in ("reason", "whom", "papers"):
        return plan
    if plan.kind is Kind.HOME_VISIT and wish.kind is Kind.SUBMIT:
        return plan
    return plan.without_time().with_(kind=wish.kind)


def _with_time(plan: Plan, wish: Wish) -> Plan:
    """A day said anew keeps the hour said before, and an hour the day."""
    if not wish.dated:
        return plan
    plan = plan.without_time().with_(before=None, after=None, quiet=plan.quiet)
    if wish.since:
        plan = plan.with_(since=wish.since, until=wish.until)
    if wish.at:
        plan = plan.with_(at=wish.at, part=wish.part)
    elif wish.part:
        plan = plan.with_(at=None, part=wish.part)
    return plan.with_(step="day") if wish.doubt is Doubt.TODAY_OR_NEXT else plan


def _with_relations(plan: Plan, wish: Wish) -> Plan:
    """ "Sớm hơn", "hôm khác", "chỗ khác": measured by what was offered or chosen last."""
    times = sorted([o.start for o in plan.offers] or ([plan.start] if plan.start else []))
    for relation in wish.relations:
        open_ = plan.without_time().with_(before=None, after=None, quiet=False)
        match relation:
            case "earlier" if times:
                plan = open_.with_(before=times[0], since=None, until=None, at=None)
            case "later" | "other_time" if times:
                plan = open_.with_(after=times[-1], until=None, at=None)
                plan = plan.with_(since=None) if plan.since else plan
            case "other_day":
                after = max(times).date() if times else plan.until
                plan = open_.with_(since=after + timedelta(days=1) if after else None, until=None)
            case "other_place" | "nearer":
                plan = open_.with_(office=None, offices=(), step="office")
            case "soonest":
                plan = open_.with_(since=None, until=None, at=None, part=None)
            case "quiet":
                plan = open_.with_(quiet=True, at=None)
    return plan
