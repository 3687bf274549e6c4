"""The tiles of the kiosk: every one leads somewhere."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import ContentError
from assistant.knowledge.base import KnowledgeBase, load_knowledge_base
from assistant.knowledge.life_events import LifeEvents, unknown_procedures

TILE = {"id": "sinh_con", "title": "Sinh con", "icon": "baby", "procedures": ["9.000001"]}
# Issue: sinh con, kết hôn, nhà đất, cư trú, xe cộ, kinh doanh, người mất, trợ cấp.
ASKED_FOR = (
    "sinh_con", "ket_hon", "nha_dat", "cu_tru", "xe_co", "kinh_doanh", "nguoi_mat", "tro_cap",
)  # fmt: skip


def test_every_tile_that_was_asked_for_ships(real_base: KnowledgeBase) -> None:
    assert all(real_base.life_events.event(id_) for id_ in ASKED_FOR)
    assert real_base.life_events.event("khac") is None


def test_every_procedure_of_a_tile_that_ships_is_in_force(real_base: KnowledgeBase) -> None:
    codes = [code for event in real_base.life_events.root for code in event.procedures]
    assert len(codes) > 80
    assert [code for code in codes if code not in real_base.records] == []


def test_a_tile_that_leads_nowhere_is_named_when_the_content_is_read(folder: Path) -> None:
    path = folder / "life_events.yml"
    path.write_text(path.read_text("utf8").replace("9.000003", "9.000099"), "utf8")
    with pytest.raises(ContentError) as caught:
        load_knowledge_base(folder)
    (problem,) = caught.value.problems
    assert problem.endswith("life_events.yml: cu_tru: '9.000099' has no record")


def test_only_unknown_procedures_are_named() -> None:
    events = LifeEvents.model_validate([{**TILE, "procedures": ["9.000001", "9.000002"]}])
    assert list(unknown_procedures(events, {"9.000001", "9.000002"})) == []
    assert list(unknown_procedures(events, {"9.000002"})) == ["sinh_con: '9.000001' has no record"]


@pytest.mark.parametrize("spoiled", [
    [TILE, TILE],
    [{**TILE, "procedures": ["9.000001", "9.000001"]}],
    [{**TILE, "procedures": []}],
    [{**TILE, "procedures": [f"9.00000{n}" for n in range(10)] + ["9.000010"]}],
    [{**TILE, "title": "Một tên dài đến nỗi không đứng vừa trên ô"}],
    [{**TILE, "icon": "../baby"}],
    [{**TILE, "colour": "red"}],
])  # fmt: skip
def test_what_would_not_fit_on_the_screen_is_refused(spoiled: list[object]) -> None:
    with pytest.raises(ValidationError):
        LifeEvents.model_validate(spoiled)
