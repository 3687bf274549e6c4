"""No factor is made up, and the uncertainty goes into the result."""

from assistant.figures.grade import Grade, Grades
from assistant.figures.visits_saved import visits_saved
from assistant.knowledge.figures_policy import VisitsSavedPolicy

GRADES = Grades({Grade.RIGHT: 80, Grade.WRONG: 20})


def test_without_the_measured_share_there_is_no_estimate() -> None:
    assert visits_saved(1000, GRADES, VisitsSavedPolicy()).estimate is None


def test_with_too_few_graded_there_is_no_estimate() -> None:
    policy = VisitsSavedPolicy(would_have_come=0.5, source="khảo sát")
    found = visits_saved(1000, Grades({Grade.RIGHT: 29}), policy)
    assert found.right is None
    assert found.estimate is None


def test_the_estimate_is_the_product_with_its_ends() -> None:
    policy = VisitsSavedPolicy(would_have_come=0.5, source="khảo sát")
    assert visits_saved(1000, GRADES, policy).estimate == (356, 400, 433)
