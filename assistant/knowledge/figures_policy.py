"""What figures are worked out with, read from policy.yml. Whatever nobody has decided or measured
is None there, and is shown as that.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
CRITERIA = ("on_time", "online", "satisfied")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VisitsSavedPolicy(_Part):
    """`would_have_come`: of residents who got a right answer, the share that would otherwise have
    come to a counter to ask; None while nobody has asked them. `graded_at_least`: with fewer graded
    answers nothing is estimated. `source`: where the share is from.
    """

    would_have_come: Share | None = None
    source: str | None = None
    graded_at_least: Annotated[int, Field(ge=1)] = 30

    @model_validator(mode="after")
    def says_where_from(self) -> Self:
        if (self.would_have_come is None) != (self.source is None):
            raise ValueError("would_have_come and source: both or neither")
        return self


class OpenDataPolicy(_Part):
    """`hidden_below`: counts under it are not published. `licence`: None until it is decided."""

    hidden_below: Annotated[int, Field(ge=2)] = 5
    licence: str | None = None


class FiguresPolicy(_Part):
    """The figures of the assistant."""

    visits_saved: VisitsSavedPolicy
    open_data: OpenDataPolicy


class CriterionPolicy(_Part):
    """`stars_from`: the shares from which on there are two, three, four and five stars."""

    weight: Annotated[float, Field(gt=0)]
    stars_from: tuple[Share, Share, Share, Share]

    @model_validator(mode="after")
    def rises(self) -> Self:
        if list(self.stars_from) != sorted(set(self.stars_from)):
            raise ValueError("stars_from: each bound is above the one before")
        return self


class ScorecardPolicy(_Part):
    """`counted_from`: of fewer dossiers or ratings there are no stars. `approved_by`: the decision
    that made these criteria official; None while they are a trial, which the page says.
    """

    on_time: CriterionPolicy
    online: CriterionPolicy
    satisfied: CriterionPolicy
    counted_from: Annotated[int, Field(ge=1)]
    approved_by: str | None

    def criterion(self, name: str) -> CriterionPolicy:
        """One of CRITERIA."""
        found: CriterionPolicy = getattr(self, name)
        return found


# What stands for these parts in an edition that was published before there were any.
FIGURES_BEFORE = FiguresPolicy(visits_saved=VisitsSavedPolicy(), open_data=OpenDataPolicy())
SCORECARD_BEFORE = ScorecardPolicy(
    on_time=CriterionPolicy(weight=0.4, stars_from=(0.8, 0.9, 0.95, 0.99)),
    online=CriterionPolicy(weight=0.3, stars_from=(0.4, 0.6, 0.8, 0.9)),
    satisfied=CriterionPolicy(weight=0.3, stars_from=(0.7, 0.8, 0.9, 0.95)),
    counted_from=30,
    approved_by=None,
)
