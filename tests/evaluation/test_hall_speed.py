"""What the simulated kiosks do: as the page does, one question after the other."""

from evaluation.hall_speed import next_question


def test_the_first_question_without_an_answer_comes_next() -> None:
    asked = [{"id": "child", "chosen": "parents_known"}, {"id": "married", "chosen": None}]
    assert next_question({"questions": asked}) == {"id": "married", "chosen": None}


def test_where_all_is_answered_or_nothing_came_the_visit_ends() -> None:
    assert next_question({"questions": [{"id": "child", "chosen": "unsure"}]}) is None
    assert next_question({}) is None
