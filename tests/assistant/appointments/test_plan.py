"""What is being arranged, between two turns."""

from datetime import datetime

from assistant.appointments.appointment import Kind
from assistant.appointments.plan import Offer, Plan
from assistant.clock import VIETNAM

AT = datetime(2026, 12, 7, 8, 30, tzinfo=VIETNAM)


def test_it_travels_as_json_and_comes_back_the_same() -> None:
    plan = Plan(
        step="time", kind=Kind.COLLECT, offers=(Offer(office="07210", start=AT),), at=AT.time()
    )
    back = Plan.model_validate_json(plan.model_dump_json())
    assert back == plan
    assert back.offers[0].start == AT


def test_who_says_nothing_comes_to_hand_in() -> None:
    assert Plan().purpose is Kind.SUBMIT
    assert Plan(kind=Kind.ASSIST).purpose is Kind.ASSIST


def test_a_time_given_up_takes_its_hold_and_its_yes_with_it() -> None:
    plan = Plan(start=AT, held=4, confirmed=True, offers=(Offer(office="a", start=AT),))
    assert plan.without_time() == Plan()
