"""Figures of the tables: counts and times, no words."""

from assistant.conversation.turn import Turn
from assistant.knowledge.reply import Outcome, Reply
from assistant.stores import Stores
from tests.assistant.storage.conftest import incoming


async def test_the_figures_count_what_is_kept_without_a_word_of_it(stores: Stores) -> None:
    await stores.inbox.receive(incoming("figured:1", "figured", "f1", "một câu riêng"))
    ms = {"total": 12.5, "rasa": 8.0}
    await stores.turns.record(
        Turn("f-1", "figured:1", "figured", "một câu riêng", Outcome.ANSWERED, ms=ms)
    )
    await stores.outbox.post("figured:1", Reply(text="Một câu."))
    figures = {figure.name: figure for figure in await stores.figures.read()}
    assert dict(figures["assistant_turns"].values)["figured", "answered"] == 1
    assert dict(figures["assistant_replies"].values)["figured", "waiting"] == 1
    assert dict(figures["assistant_jobs"].values)["answer", "todo"] >= 1
    assert dict(figures["assistant_oldest_job_seconds"].values)["answer",] >= 0
    stages = {labels[0] for labels, _ in figures["assistant_turn_milliseconds"].values}
    assert {"total", "rasa"} <= stages
    assert "riêng" not in repr(figures)
    assert all(len(labels) == len(f.labels) for f in figures.values() for labels, _ in f.values)
