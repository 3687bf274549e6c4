"""What is remembered between two turns of one conversation. Travels as JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.record import Aspect


class Waiting(BaseModel):
    """What was asked back: a case of the procedure, which procedure is meant, or which place.

    `contact`: a name and a phone, which the reception takes before the dialogue reads the text;
    `case` is then "address" where one is needed too.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["case", "choice", "place", "contact"]
    case: str | None = None
    candidates: list[str] = []
    aspect: Aspect | None = None


class State(BaseModel):
    """`procedure`: the subject; `answers`: its cases settled so far (case id → option id);
    `asked`: the aspects told last, which a correction of the subject keeps; `office`: the office of
    the commune or ward that the resident named, kept when the subject changes.
    """

    model_config = ConfigDict(frozen=True)

    procedure: str | None = None
    answers: dict[str, str] = {}
    waiting: Waiting | None = None
    asked: list[Aspect] = []
    office: str | None = None

    def about(self, code: str) -> "State":
        """The same conversation, now about `code`; another subject drops the answers.

        A choice between procedures or places is settled by it.
        """
        if code != self.procedure:
            return State(procedure=code, office=self.office)
        if self.waiting is not None and self.waiting.kind != "case":
            return self.model_copy(update={"waiting": None})
        return self
