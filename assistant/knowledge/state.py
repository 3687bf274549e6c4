"""What is remembered between two turns of one conversation. Travels as JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.record import Aspect


class Waiting(BaseModel):
    """What was asked back: a case of the procedure, or which procedure is meant."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["case", "choice"]
    case: str | None = None
    candidates: list[str] = []
    aspect: Aspect | None = None


class State(BaseModel):
    """`procedure`: the subject; `answers`: its cases settled so far (case id → option id);
    `asked`: the aspects told last, which a correction of the subject keeps.
    """

    model_config = ConfigDict(frozen=True)

    procedure: str | None = None
    answers: dict[str, str] = {}
    waiting: Waiting | None = None
    asked: list[Aspect] = []

    def about(self, code: str) -> "State":
        """The same conversation, now about `code`; another subject drops the answers.

        A choice between procedures is settled by it.
        """
        if code != self.procedure:
            return State(procedure=code)
        if self.waiting is not None and self.waiting.kind == "choice":
            return self.model_copy(update={"waiting": None})
        return self
