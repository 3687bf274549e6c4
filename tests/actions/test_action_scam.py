"""Fraud the fixed words missed."""

from actions.action_scam import ActionScam
from assistant.knowledge.reply import Outcome
from tests.actions.conftest import Run


def test_the_warning(run: Run) -> None:
    done = run(ActionScam, "tôi bị lừa mất tiền", "report_scam")
    assert done.spoken.outcome is Outcome.ANSWERED
    assert "OTP" in done.text
    assert "113" in done.text
