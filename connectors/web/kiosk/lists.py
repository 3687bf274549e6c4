"""POST /api/v1/kiosk/lists: the papers of a procedure at once, with the questions that narrow them.

Nothing is kept and nobody is known: the answers so far come with each request. The kiosk tells
them to its conversation once something is to be asked, booked or taken along.
"""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE
from assistant.knowledge.list_first import FirstList, ListFirst
from assistant.knowledge.record import Case
from assistant.knowledge.reply import Reply
from connectors.refused import Polite
from connectors.web.admission import admit_address
from connectors.web.office_choice import known_procedure
from connectors.web.visit import base_of

_Id = Annotated[str, StringConstraints(min_length=1, max_length=60)]

router = APIRouter(prefix="/api/v1/kiosk", tags=["kiosk"], route_class=Polite)


class Wanted(BaseModel):
    """`answers`: case → option, or "unsure"; what fits no case of the record does not count.
    `office`: where the kiosk stands, whose own words are told too.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"procedure": "1.001193", "answers": {"child": "parents_known"}}]
        },
    )

    procedure: _Id
    answers: Annotated[dict[_Id, _Id], Field(max_length=20)] = {}
    office: _Id | None = None


class Choice(BaseModel):
    """One answer to a question."""

    id: str
    label: str


class Question(BaseModel):
    """A case that may change the list. `chosen`: the answer that came with the request."""

    id: str
    question: str
    chosen: str | None
    options: list[Choice]


class Fact(BaseModel):
    """Fee, time or place, in the words of the record."""

    title: str
    text: str


class Listed(BaseModel):
    """The list, and what would narrow it. `procedure`: another one where an answer led there.

    `led`: what is said then. `possible`: ids of papers that hang on questions not answered.
    """

    procedure: str
    name: str
    summary: str | None
    answers: dict[str, str]
    questions: list[Question]
    reply: Reply
    possible: list[str]
    facts: list[Fact]
    led: Reply | None


@router.post("/lists")
async def post_list(wanted: Wanted, request: Request, response: Response) -> Listed:
    """The papers for these answers."""
    admit_address(request)
    known_procedure(wanted.procedure, request)
    response.headers["Cache-Control"] = "no-store"
    base, lists = base_of(request), _lists_of(request)
    found = lists.of(wanted.procedure, wanted.answers)
    facts = lists.facts(found, wanted.office) if found.reply.checklist else []
    return _listed(base, found, facts)


def _lists_of(request: Request) -> ListFirst:
    """Made once for each edition: its templates are read from files."""
    base, state = base_of(request), request.app.state
    known: tuple[KnowledgeBase, ListFirst] | None = getattr(state, "kiosk_lists", None)
    if known is None or known[0] is not base:
        known = state.kiosk_lists = (base, ListFirst(base))
    return known[1]


def _listed(base: KnowledgeBase, found: FirstList, facts: list[tuple[str, str]]) -> Listed:
    unsure = Choice(id=UNSURE, label=base.phrases["unsure"])
    return Listed(
        procedure=found.record.code,
        name=found.record.name,
        summary=found.record.summary,
        answers=dict(found.answers),
        questions=[_question(case, found.answers.get(case.id), unsure) for case in found.questions],
        reply=found.reply,
        possible=sorted(found.possible),
        facts=[Fact(title=title, text=text) for title, text in facts],
        led=found.led,
    )


def _question(case: Case, chosen: str | None, unsure: Choice) -> Question:
    options = [Choice(id=option.id, label=option.label) for option in case.options]
    return Question(id=case.id, question=case.question, chosen=chosen, options=[*options, unsure])
