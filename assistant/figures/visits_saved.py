"""How many ways to a counter were saved: an estimate, with all that goes into it."""

from dataclasses import dataclass

from assistant.figures.grade import Grades
from assistant.figures.share import Share
from assistant.knowledge.figures_policy import VisitsSavedPolicy


@dataclass(frozen=True)
class VisitsSaved:
    """conversations × share right at once × share that would have come.

    `conversations`: in which something was answered, each counted once a day. `right`: None while
    too few were graded. `would_have_come`: None while nobody has measured it.
    """

    conversations: int
    right: Share | None
    would_have_come: float | None
    source: str | None

    @property
    def estimate(self) -> tuple[int, int, int] | None:
        """The lower end, the middle and the upper end; None while a factor is missing."""
        if self.right is None or self.would_have_come is None:
            return None
        all_right = self.conversations * self.would_have_come
        low, middle, high = self.right.low, self.right.value, self.right.high
        return round(all_right * low), round(all_right * middle), round(all_right * high)


def visits_saved(conversations: int, grades: Grades, policy: VisitsSavedPolicy) -> VisitsSaved:
    """By the factors of the policy; none is made up."""
    right = grades.right_at_once if grades.graded >= policy.graded_at_least else None
    return VisitsSaved(conversations, right, policy.would_have_come, policy.source)
