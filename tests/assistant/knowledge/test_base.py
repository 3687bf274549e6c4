"""The knowledge base as one checked whole."""

import shutil
from pathlib import Path

import pytest

from assistant.errors import ContentError, UnknownProcedure
from assistant.knowledge.base import KnowledgeBase, load_knowledge_base


@pytest.fixture
def folder(real_folder: Path, small_folder: Path, tmp_path: Path) -> Path:
    """A whole knowledge base to be spoiled: the real words, the invented records."""
    for path in [*real_folder.glob("*.yml"), small_folder / "fields.yml"]:
        shutil.copy(path, tmp_path)
    shutil.copytree(small_folder / "procedures", tmp_path / "procedures")
    return tmp_path


def test_a_record_comes_by_its_code(small_base: KnowledgeBase) -> None:
    assert small_base.record("9.000003").name == "Đăng ký tạm trú"


def test_a_code_without_a_record_is_an_error(small_base: KnowledgeBase) -> None:
    with pytest.raises(UnknownProcedure, match=r"9\.000099"):
        small_base.record("9.000099")


def test_all_parts_are_loaded(folder: Path) -> None:
    base = load_knowledge_base(folder)
    assert base.records.keys() >= {"9.000001", "x.ho-kinh-doanh"}
    assert base.fields.root["cu_tru"] == "Cư trú"
    assert base.aspects.button("fee")
    assert base.phrases["unsure"]
    assert base.safety.emergency


def test_the_real_one_loads(real_base: KnowledgeBase) -> None:
    assert real_base.records


@pytest.mark.parametrize("name", ["policy", "aspects", "phrases", "safety", "fields"])
def test_a_missing_part_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.yml").unlink()
    with pytest.raises(ContentError, match=rf"{name}\.yml"):
        load_knowledge_base(folder)


def test_problems_of_all_parts_come_in_one_report(folder: Path) -> None:
    (folder / "policy.yml").write_text("search: {}", "utf8")
    (folder / "phrases.yml").write_text("unsure: ''", "utf8")
    (folder / "procedures/cu_tru/9.000003.yml").write_text("name: [", "utf8")
    with pytest.raises(ContentError) as caught:
        load_knowledge_base(folder)
    for name in ("policy.yml", "phrases.yml", "9.000003.yml"):
        assert any(name in problem for problem in caught.value.problems)


def test_a_folder_of_procedures_needs_a_name_for_residents(folder: Path) -> None:
    (folder / "fields.yml").write_text("ho_tich: Hộ tịch\nho_kinh_doanh: Hộ kinh doanh", "utf8")
    with pytest.raises(ContentError) as caught:
        load_knowledge_base(folder)
    assert [problem.split("fields.yml: ")[1] for problem in caught.value.problems] == [
        "'cu_tru' has no name"
    ]
