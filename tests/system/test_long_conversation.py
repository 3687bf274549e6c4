"""A conversation that goes on and on: Rasa reads its last turns only, and nothing is forgotten."""

import pytest

from tests.system.running import Talk

pytestmark = pytest.mark.system
_TURNS = 20  # far beyond what RecentTrackerStore reads


def test_the_subject_outlives_the_turns_that_are_read(talk: Talk) -> None:
    talk.say("đăng ký kết hôn mất bao lâu")
    for turn in range(_TURNS):
        answer = talk.say("lệ phí bao nhiêu" if turn % 2 else "nộp ở đâu")
        assert answer["outcome"] == "continued", turn
        assert talk.sources() == ["1.000894"], turn


def test_a_checklist_left_long_ago_can_be_gone_on_with(talk: Talk) -> None:
    talk.say("làm khai sinh cần giấy gì")
    talk.press("Sinh ở Việt Nam, cha mẹ là người Việt")
    for _ in range(_TURNS // 2):
        talk.say("mất bao lâu")
    talk.press("Tiếp tục lập danh mục giấy tờ")
    assert talk.sources() == ["1.001193"]
    assert "Sinh ở Việt Nam, cha mẹ là người Việt" not in talk.buttons()
