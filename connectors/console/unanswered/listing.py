"""The list of what was asked in vain, grouped by meaning: what is open, and what was handled."""

from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from assistant.language.text import fold
from assistant.unanswered.case import share
from assistant.unanswered.question import Chosen, Why
from connectors.console.fields import Clean
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.unanswered import view
from connectors.console.unanswered.view import Workshop

router = console_router()
AT_ONCE = 50
CHANNELS = ("web", "kiosk", "zalo", "zalo_bot", "telegram")
_MOST_WORDS = 8


class Filters(BaseModel):
    """What the list is asked for, as the form sends it; `at`: the page."""

    q: Clean = ""
    state: Clean = ""
    field: Clean = ""
    office: Clean = ""
    channel: Clean = ""
    why: Clean = ""
    order: Clean = ""
    at: Annotated[int, Field(ge=1, le=100_000)] = 1

    @property
    def chosen(self) -> Chosen:
        """The same for the store."""
        return Chosen(
            closed=self.state == "closed", words=tuple(fold(self.q).split()[:_MOST_WORDS]),
            field=self.field, office=self.office, channel=self.channel, why=self.why,
            newest_first=self.order == "newest",
        )  # fmt: skip


@router.get("/console/unanswered")
async def unanswered_list(
    request: Request, who: Workshop, asked: Annotated[Filters, Query()]
) -> Response:
    """Fifty groups, most often asked first, or newest."""
    stores, before = view.parts(request).stores, (asked.at - 1) * AT_ONCE
    heaps, total = await stores.unanswered.heaps(asked.chosen, AT_ONCE, before)
    rounds = await stores.question_cases.rounds(1)
    return page(
        request, "unanswered/list.html", who, heaps=heaps, total=total, at=asked.at,
        asked=asked.model_dump(exclude={"at"}), more=total > asked.at * AT_ONCE,
        fields=view.field_names(request), offices=view.offices(request),
        office_names=view.office_names(request), whys=list(Why), channels=CHANNELS,
        share=share(rounds[0].grades) if rounds else None,
    )  # fmt: skip
