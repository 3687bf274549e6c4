"""How the APIs of appointments say no: problem+json, in words that people read.

Programs read `code`; a wrong value is named by `field`; `offers` are near times still free.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.appointments.appointment import BookingError, Refusal, Slot
from assistant.errors import AssistantError, StorageError
from assistant.knowledge.content import Phrases
from assistant.queue.ticket import QueueError, QueueRefusal
from connectors.problem import problem

log = structlog.get_logger()


class Refused(AssistantError):
    """A request that is not done. `phrase`: its sentence in phrases.yml."""

    def __init__(
        self,
        status: int,
        code: str,
        phrase: str,
        *,
        field: str | None = None,
        offers: Sequence[Slot] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.phrase = status, code, phrase
        self.field, self.offers = field, offers
        self.words: Mapping[str, str] = {}

    def with_words(self, **words: str) -> Self:
        """The same, its sentence filled with these."""
        self.words = words
        return self


@dataclass(frozen=True)
class _Answer:
    """How a refusal of a booking is answered."""

    status: int
    phrase: str
    field: str | None = None


_ANSWERS = {
    Refusal.TAKEN: _Answer(409, "refused_taken", "start"),
    Refusal.CLOSED: _Answer(422, "refused_closed", "start"),
    Refusal.PAST: _Answer(422, "refused_past", "start"),
    Refusal.TOO_FAR: _Answer(422, "refused_too_far", "start"),
    Refusal.ONE_A_DAY: _Answer(409, "refused_one_a_day"),
    Refusal.TOO_MANY: _Answer(409, "refused_too_many"),
    Refusal.NOT_TAKEN_HERE: _Answer(422, "refused_not_taken_here", "office"),
    Refusal.NOT_FOUND: _Answer(404, "refused_not_found"),
    Refusal.GUESSED_TOO_OFTEN: _Answer(429, "refused_guessed_too_often"),
    Refusal.HOLD_ENDED: _Answer(409, "refused_hold_ended", "start"),
    Refusal.NOT_YET: _Answer(409, "refused_not_yet"),
    Refusal.OVER: _Answer(409, "refused_over"),
}
_QUEUE_ANSWERS = {
    QueueRefusal.UNKNOWN_OFFICE: _Answer(422, "api_unknown_office", "office"),
    QueueRefusal.UNKNOWN_COUNTER: _Answer(422, "api_unknown_counter", "counter"),
    QueueRefusal.NOBODY_CALLED: _Answer(409, "queue_nobody_called"),
    QueueRefusal.NO_SUCH_NUMBER: _Answer(409, "queue_no_such_number", "number"),
}


def refused(error: BookingError, offers: Sequence[Slot] | None = None) -> Refused:
    """The refusal of a booking, as the API says it."""
    answer = _ANSWERS[error.refusal]
    return Refused(
        answer.status, error.refusal.value, answer.phrase, field=answer.field, offers=offers
    )


def _of_queue(error: QueueError, method: str) -> Refused:
    """The refusal of a queue; a place that is not there is not found where it is only looked at."""
    answer, code = _QUEUE_ANSWERS[error.refusal], error.refusal.value
    missing = answer.status == 422 and method == "GET"
    return Refused(404 if missing else answer.status, code, answer.phrase, field=answer.field)


class Polite(APIRoute):
    """A route whose errors are sentences for residents."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Every refusal on the way becomes one shape."""
        handle = super().get_route_handler()

        async def polite(request: Request) -> Response:
            try:
                return await handle(request)
            except BookingError as error:
                return _said(request, refused(error))
            except QueueError as error:
                return _said(request, _of_queue(error, request.method))
            except Refused as error:
                return _said(request, error)
            except RequestValidationError as error:
                return _said(request, _invalid(error))
            except HTTPException as error:
                if error.status_code != 429:
                    raise
                slow = Refused(429, "too_many_requests", "api_slow_down")
                return _said(request, slow, error.headers)
            except StorageError as error:
                log.error("no answer of the database", path=self.path, error=str(error))
                return _said(request, Refused(503, "unavailable", "api_unavailable"))

        return polite


def _invalid(error: RequestValidationError) -> Refused:
    """The first value that is wrong, by its name alone: what was sent is not repeated."""
    where = [part for part in error.errors()[0]["loc"][1:] if isinstance(part, str)]
    return Refused(422, "invalid", "api_invalid", field=".".join(where) or "body")


def _said(request: Request, why: Refused, headers: Any = None) -> Response:
    phrases: Phrases = request.app.state.parts.knowledge.current.base.phrases
    more: dict[str, Any] = {} if why.field is None else {"field": why.field}
    if why.offers is not None:
        more["offers"] = [_offer(slot) for slot in why.offers]
    given = {"Cache-Control": "no-store", **(headers or {})}
    words = phrases.fill(why.phrase, field=why.field, **why.words)
    return problem(why.status, why.code, words, given, more)


def _offer(slot: Slot) -> dict[str, Any]:
    return {"start": slot.start.isoformat(), "end": slot.end.isoformat(), "free": slot.free}
