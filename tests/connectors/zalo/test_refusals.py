"""Every number of Zalo's tables means one of our refusals."""

from datetime import datetime

import pytest

from assistant.clock import VIETNAM
from assistant.conversation.delivery import Refusal
from connectors.zalo.refusals import refusal_of, template_refusal_of, until_morning

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(("code", "refusal"), [
    (-32, "retry"), (-100, "refused"), (-200, "retry"), (-201, "refused"),
    (-204, "configuration"), (-205, "configuration"), (-209, "configuration"), (-210, "refused"),
    (-211, "retry"), (-212, "configuration"), (-213, "blocked"), (-216, "refresh"),
    (-217, "blocked"), (-218, "retry"), (-219, "configuration"), (-220, "refresh"),
    (-221, "configuration"), (-223, "configuration"), (-224, "configuration"), (-227, "blocked"),
    (-230, "window_closed"), (-232, "window_closed"), (-233, "refused"), (-234, "retry"),
    (-235, "configuration"), (-240, "configuration"), (-242, "configuration"), (-244, "blocked"),
    (-248, "configuration"), (-320, "configuration"), (-321, "configuration"),
    (-99999, "refused"),
])  # fmt: skip
def test_a_number_has_its_meaning(code: int, refusal: str) -> None:
    assert refusal_of(code, NOW).refusal == Refusal(refusal)


def test_a_limit_is_waited_for_and_a_longer_wish_of_zalo_obeyed() -> None:
    assert refusal_of(-32, NOW).after == 30
    assert refusal_of(-32, NOW, asked=90).after == 90


def test_a_night_is_waited_for() -> None:
    assert refusal_of(-234, NOW).after == 6.5 * 3600
    assert until_morning(NOW.replace(hour=5, minute=0)) == 3600
    assert until_morning(NOW.replace(hour=6, minute=0)) == 24 * 3600


@pytest.mark.parametrize(("code", "refusal"), [
    (-124, "refresh"), (-216, "refresh"), (-114, "blocked"), (-118, "blocked"), (-139, "blocked"),
    (-108, "refused"), (-1121, "refused"), (-133, "retry"), (-144, "retry"), (-115, "retry"),
    (-120, "configuration"), (-131, "configuration"), (-146, "configuration"),
])  # fmt: skip
def test_template_messages_have_a_table_of_their_own(code: int, refusal: str) -> None:
    assert template_refusal_of(code, NOW).refusal == Refusal(refusal)


def test_no_reason_holds_more_than_a_number() -> None:
    assert refusal_of(-201, NOW).reason == "zalo -201"
