"""Putting the parts together."""

from pathlib import Path

import pytest

from assistant import wiring
from assistant.errors import ContentError, StorageError
from assistant.knowledge.live import Editions
from assistant.knowledge.state import State
from assistant.settings import Settings


def test_without_a_trained_encoder_words_alone_serve(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, models=tmp_path, encoder_model=None)
    assert wiring.encoder(settings) is None
    base, consultation = wiring.consultation(settings)
    advice = consultation.ask("đăng ký kết hôn mất bao lâu", (), State())
    assert advice.state.procedure == "1.000894"
    assert base.records


async def test_a_process_connects_to_nothing_before_it_is_asked(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    parts = wiring.conversing(
        Settings(data=tmp_path, models=tmp_path, encoder_model=None, database_url=url), "test"
    )
    assert not await parts.stores.turns.is_ready()
    await parts.close()


async def test_visiting_connects_to_nothing_before_it_is_asked(
    tmp_path: Path, standing: Editions
) -> None:
    settings = Settings(data=tmp_path, database_url="postgresql://nobody@127.0.0.1:1/none")
    async with wiring.visiting(settings, standing) as visits:
        with pytest.raises(StorageError):
            await visits.booking.mine("web:x")


def test_the_domain_is_read_from_rasas_own_file() -> None:
    domain = wiring.domain()
    assert {"ask_fee", "answer_case"} <= domain.intents
    assert {"procedure", "case", "option"} <= domain.entities


def test_a_knowledge_base_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        wiring.consultation(
            Settings(data=tmp_path, models=tmp_path, knowledge_base=tmp_path / "none")
        )


async def test_the_workshop_is_looked_after_beside_the_answers(
    tmp_path: Path, database_url: str
) -> None:
    settings = Settings(
        data=tmp_path, models=tmp_path, encoder_model=None, database_url=database_url
    )
    knowledge = wiring.live(settings, "test", by_words_alone=True)
    async with wiring.visiting(settings, knowledge) as visits:
        chores = wiring.workshop_chores(settings, visits.stores, knowledge)
        assert [chore.name for chore in chores] == ["unanswered questions", "kept questions"]
        for chore in chores:
            assert isinstance(await chore.do(), int)
