"""Right at once is told of what was graded, and of nothing else."""

from assistant.figures.grade import Grade, Grades
from assistant.figures.share import Share


def test_what_cannot_be_told_and_what_waits_counts_nowhere() -> None:
    counts = {Grade.RIGHT: 6, Grade.PARTLY: 2, Grade.WRONG: 1, Grade.CANNOT_TELL: 5}
    grades = Grades(counts, waiting=7)
    assert grades.graded == 9
    assert grades.right_at_once == Share(6, 9)


def test_nothing_graded_is_no_rate() -> None:
    assert Grades({Grade.CANNOT_TELL: 3}, waiting=20).right_at_once is None
