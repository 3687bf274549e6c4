"""What a poster says, and above all what it does not."""

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.record import Record
from assistant.posters.poster import deep_link, poster_of
from tests.assistant.posters.conftest import ADDRESS, Make


def test_the_link_is_the_same_for_years() -> None:
    assert deep_link(f"{ADDRESS}/", "1.001193", "07210") == f"{ADDRESS}/p/1.001193?o=07210"
    assert deep_link(ADDRESS, "1.001193", None) == f"{ADDRESS}/p/1.001193"


def test_name_code_field_and_office(poster: Make) -> None:
    made = poster("1.001193")
    assert (made.name, made.code) == ("Đăng ký khai sinh", "1.001193")
    assert "1.001193" in made.about
    assert "Hộ tịch" in made.about
    assert "Bắc Giang" in made.office


def test_only_papers_that_everyone_needs_are_listed(poster: Make, real_base: KnowledgeBase) -> None:
    record, made = real_base.record("1.001193"), poster("1.001193")
    everyone = [paper.name for paper in record.papers if not paper.when]
    assert [line.partition(" (1")[0] for line in made.papers] == everyone
    assert 0 < len(everyone) < len(record.papers)
    assert any("tùy trường hợp" in note for note in made.notes)


def test_papers_that_all_hang_on_a_case_are_not_listed(
    poster: Make, real_base: KnowledgeBase
) -> None:
    assert all(paper.when for paper in real_base.record("1.004222").papers)
    made = poster("1.004222")
    assert made.papers == ()
    assert any("trường hợp" in note for note in made.notes)


def test_a_paper_under_a_heading_of_the_portal_is_for_that_case_alone(
    real_base: KnowledgeBase, small_base: KnowledgeBase
) -> None:
    record = small_base.record("9.000003")
    first = record.papers[0].model_copy(update={"when": {}})
    of_case = first.model_copy(update={"id": "z", "heading": "Trường hợp A"})
    mixed = record.model_copy(update={"papers": [first, of_case], "origin": "portal"})
    made = poster_of(mixed, real_base, None, ADDRESS)
    assert len(made.papers) == 1
    assert made.notes


def test_a_record_without_papers_says_nothing_about_papers(small_base: KnowledgeBase) -> None:
    record = small_base.record("9.000003").model_copy(update={"papers": []})
    made = poster_of(record, small_base, None, ADDRESS)
    assert (made.papers, made.notes, made.checked) == ((), (), None)


def test_what_is_not_certain_is_marked(real_base: KnowledgeBase) -> None:
    def uncertain(record: Record) -> bool:
        return "papers" in record.to_confirm and any(not p.when for p in record.papers)

    record = next(filter(uncertain, real_base.records.values()))
    assert any("xác nhận" in note for note in poster_of(record, real_base, None, ADDRESS).notes)


def test_our_own_stand_in_for_a_code_is_not_printed(poster: Make) -> None:
    made = poster("x.chuyen-truong")
    assert "x." not in made.about
    assert made.link.endswith("/p/x.chuyen-truong?o=07210")
