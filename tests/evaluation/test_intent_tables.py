"""The cross-validation in tables."""

from evaluation.intent_tables import intent_tables
from evaluation.report import Report


def _row(intent: str, *guesses: str, fell: bool = False) -> dict[str, object]:
    return {"intent": intent, "text": "x", "predicted": [[g, 0.9, fell] for g in guesses]}


def test_confused_pairs_and_fallbacks() -> None:
    rows = [
        _row("ask_fee", "ask_fee", "ask_fee", "ask_time"),
        _row("ask_fee", "ask_time", "ask_fee", "ask_time"),
        _row("ask_time", "ask_time", "ask_time", "ask_time", fell=True),
    ]
    report = Report("x")
    intent_tables(report, {"rows": rows, "seconds": [1.0]})
    by_spelling = report.data["Intents, 5-fold cross-validation"]
    assert [line["accuracy"] for line in by_spelling] == ["66.7 %", "100.0 %", "33.3 %"]
    assert by_spelling[0]["left to the search"] == "33.3 %"
    assert report.data["Intents most confused"] == [
        {"times": 1, "is": "ask_fee", "taken for": "ask_time", "of its sentences": "50.0 %"}
    ]
    assert {line["intent"] for line in report.data["Weakest intents"]} == {"ask_fee", "ask_time"}
