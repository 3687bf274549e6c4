"""Shares of visits and ratings."""

from assistant.figures.service import Ratings, Visits
from assistant.figures.share import Share


def test_kept_is_told_of_those_that_are_over_and_were_not_cancelled() -> None:
    visits = Visits({"arrived": 8, "missed": 2, "cancelled": 5, "booked": 9}, moved=1)
    assert visits.kept == Share(8, 10)
    assert visits.total == 24
    assert Visits({"booked": 3}).kept is None


def test_satisfied_are_four_and_five_stars() -> None:
    ratings = Ratings({5: 3, 4: 1, 3: 4}, useful=1, useless=1)
    assert ratings.satisfied == Share(4, 8)
    assert ratings.found_useful == Share(1, 2)
    assert Ratings().satisfied is None
