"""YAML in, checked records out; or every problem, with file and field, in one report."""

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import ContentError
from assistant.knowledge.content import Fields
from assistant.knowledge.loading import (
    load_faqs,
    load_model,
    load_versions,
    load_yaml,
    missing_links,
)
from assistant.knowledge.record import Record


@pytest.fixture
def procedures(folder: Path) -> Path:
    """A copy of the invented procedures, to be spoiled."""
    return folder / "procedures"


def written(tmp_path: Path, text: str) -> Path:
    """A file with this text."""
    path = tmp_path / "content.yml"
    path.write_text(text, encoding="utf8")
    return path


def report(path: Path) -> list[str]:
    """What is said of a folder that cannot be used."""
    with pytest.raises(ContentError) as caught:
        load_versions(path)
    return caught.value.problems


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "True"])
def test_words_stay_words(tmp_path: Path, word: str) -> None:
    """`id: no` is the word "no"; only true and false are truth values."""
    assert load_yaml(written(tmp_path, f"id: {word}")) == {"id": word}


def test_true_and_false_are_truth_values(tmp_path: Path) -> None:
    assert load_yaml(written(tmp_path, "[true, false]")) == [True, False]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name: a\nname: b", "the key 'name' stands twice"),
        ("outer:\n  in: 1\n  in: 2", "the key 'in' stands twice"),
        ("a: [1, 2", "expected"),
        ("a: b: c", "mapping values"),
        ("\ta: 1", "token"),
        ("!!python/object:os.system {}", "python"),
        ("checked_on: 2026-02-30", "day"),
    ],
)
def test_a_file_that_is_no_yaml_is_named_with_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as caught:
        load_yaml(path)
    (problem,) = caught.value.problems
    assert problem.startswith(str(path))
    assert reason in problem
    assert "\n" not in problem


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "latin.yml"
    broken.write_bytes(b"name: c\xf4ng d\xe2n")
    for path in (broken, tmp_path / "missing.yml"):
        with pytest.raises(ContentError, match=path.name):
            load_yaml(path)


@given(text=st.text(st.characters(codec="utf-8"), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_yaml_or_a_named_problem(tmp_path: Path, text: str) -> None:
    """A file a clerk spoiled is reported, whatever stands in it."""
    with suppress(ContentError):
        load_yaml(written(tmp_path, text))


def test_every_wrong_field_is_reported_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "ho_tich: ''\nHo Tich: Hộ tịch\ncu_tru: [Cư trú]")
    with pytest.raises(ContentError) as caught:
        load_model(path, Fields)
    assert len(caught.value.problems) == 3
    assert all(str(path) in problem for problem in caught.value.problems)


def test_an_empty_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="record"):
        load_model(written(tmp_path, ""), Record)


def test_every_record_below_the_folder_is_read(small_folder: Path) -> None:
    codes = [record.code for record in load_versions(small_folder / "procedures")]
    assert sorted(codes) == ["9.000001", "9.000002", "9.000003", "x.ho-kinh-doanh"]


def test_an_unquoted_code_is_a_number_and_reported(procedures: Path) -> None:
    """1.001190 without quotes would lose its last digit."""
    path = procedures / "cu_tru/9.000003.yml"
    path.write_text(path.read_text("utf8").replace('"9.000003"', "9.000003"), "utf8")
    assert any("9.000003.yml: code:" in problem for problem in report(procedures))


def test_a_file_is_named_by_its_code(procedures: Path) -> None:
    (procedures / "cu_tru/9.000003.yml").rename(procedures / "cu_tru/tam-tru.yml")
    (problem,) = report(procedures)
    assert "does not match the file's name" in problem


def test_a_record_lies_in_the_folder_of_its_field(procedures: Path) -> None:
    (procedures / "cu_tru/9.000003.yml").rename(procedures / "ho_tich/9.000003.yml")
    (problem,) = report(procedures)
    assert "does not match the folder's name" in problem


def test_a_code_stands_in_one_file(procedures: Path) -> None:
    shutil.copytree(procedures / "cu_tru", procedures / "again/cu_tru")
    (problem,) = report(procedures)
    assert "stands in another file too" in problem


def test_problems_of_all_files_come_in_one_report(procedures: Path) -> None:
    for name in ("ho_tich/9.000001.yml", "cu_tru/9.000003.yml"):
        (procedures / name).write_text("name: [", "utf8")
    found = report(procedures)
    assert [Path(problem.split(": ")[0]).stem for problem in found] == ["9.000003", "9.000001"]


def later(procedures: Path, day: str, since: str) -> Path:
    """A version of 9.000003 whose file names `day` and that says it begins on `since`."""
    path = procedures / f"cu_tru/9.000003@{day}.yml"
    text = (procedures / "cu_tru/9.000003.yml").read_text("utf8")
    path.write_text(f"{text}\neffective_from: {since}\n", "utf8")
    return path


def test_a_later_version_lies_beside_the_one_it_will_replace(procedures: Path) -> None:
    later(procedures, "2027-01-01", "2027-01-01")
    begins = [r.effective_from for r in load_versions(procedures) if r.code == "9.000003"]
    assert begins == [None, date(2027, 1, 1)]


def test_a_version_begins_on_the_day_its_file_names(procedures: Path) -> None:
    later(procedures, "2027-01-01", "2027-02-01")
    (problem,) = report(procedures)
    assert "effective_from: '2027-02-01' does not match the file's name" in problem


def test_a_version_is_named_by_its_code_too(procedures: Path) -> None:
    later(procedures, "2027-01-01", "2027-01-01").rename(
        procedures / "cu_tru/9.000004@2027-01-01.yml"
    )
    (problem,) = report(procedures)
    assert "code: '9.000003' does not match the file's name" in problem


def test_questions_come_in_the_order_of_their_files(folder: Path) -> None:
    shutil.copy(folder / "faq/tai_quay.yml", folder / "faq/a.yml")
    text = (folder / "faq/a.yml").read_text("utf8")
    (folder / "faq/a.yml").write_text(text.replace("may-in-tai-quay", "ghe-cho"), "utf8")
    assert [faq.id for faq in load_faqs(folder / "faq")] == ["ghe-cho", "may-in-tai-quay"]


def test_a_question_stands_in_one_file(folder: Path) -> None:
    shutil.copy(folder / "faq/tai_quay.yml", folder / "faq/a.yml")
    with pytest.raises(ContentError, match=r"'may-in-tai-quay' stands in a\.yml too"):
        load_faqs(folder / "faq")


def test_a_spoiled_file_of_questions_does_not_hide_the_problems_of_the_next(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"faq/{name}.yml").write_text("topic: ''", "utf8")
    with pytest.raises(ContentError) as caught:
        load_faqs(folder / "faq")
    assert {Path(problem.split(": ")[0]).name for problem in caught.value.problems} == {
        "a.yml", "b.yml"
    }  # fmt: skip


def test_no_folder_of_questions_is_no_question(tmp_path: Path) -> None:
    assert load_faqs(tmp_path / "faq") == []


def test_codes_without_a_record_are_listed(small_folder: Path) -> None:
    """They are allowed, but a clerk should know."""
    (link,) = missing_links(load_versions(small_folder / "procedures"), [])
    assert link == "ho_kinh_doanh/x.ho-kinh-doanh.yml: points to '9.000099', which has no record"


def test_a_question_that_points_to_no_record_is_listed_too(folder: Path) -> None:
    links = missing_links(load_versions(folder / "procedures"), load_faqs(folder / "faq"))
    assert "faq.may-in-tai-quay: points to '9.999999', which has no record" in links
    assert not any("'9.000003'" in link for link in links)


def test_a_successor_without_a_record_is_listed(record: Record) -> None:
    ended = record.model_copy(update={"related": [], "cases": [], "successor": "9.999999"})
    assert missing_links([ended], []) == [
        "ho_tich/9.000001.yml: points to '9.999999', which has no record"
    ]
