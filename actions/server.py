"""The action server: rasa_sdk's executor behind two routes, on loopback only."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
import uvicorn
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.action_answer import ActionAnswer
from actions.action_answer_case import ActionAnswerCase
from actions.action_appointments import ActionAppointments
from actions.action_ask_booking_form_booking_done import ActionAskBookingFormBookingDone
from actions.action_change_answers import ActionChangeAnswers
from actions.action_choose_nothing import ActionChooseNothing
from actions.action_choose_place import ActionChoosePlace
from actions.action_choose_procedure import ActionChooseProcedure
from actions.action_emergency import ActionEmergency
from actions.action_hand_over import ActionHandOver
from actions.action_out_of_scope import ActionOutOfScope
from actions.action_resume_checklist import ActionResumeChecklist
from actions.action_scam import ActionScam
from actions.action_settle import ActionSettle
from actions.action_small_talk import ActionSmallTalk
from actions.action_start_over import ActionStartOver
from actions.action_task import ActionTask
from actions.base import ConsultingAction
from actions.booking import BookingAction, Desk
from actions.desk import BookingDesk
from actions.validate_booking_form import ValidateBookingForm
from assistant import wiring
from assistant.conversation.upkeep import Upkeep
from assistant.knowledge.live import Editions
from assistant.logs import configure_logs
from assistant.settings import Settings, load_settings

log = structlog.get_logger()
# No action reads the domain, so Rasa does not send it (endpoints.yml); the library asks for one.
_NO_DOMAIN = {"version": "3.1"}

ACTIONS: tuple[type[ConsultingAction], ...] = (
    ActionAnswer,
    ActionAnswerCase,
    ActionChangeAnswers,
    ActionChooseNothing,
    ActionChoosePlace,
    ActionChooseProcedure,
    ActionEmergency,
    ActionHandOver,
    ActionOutOfScope,
    ActionResumeChecklist,
    ActionScam,
    ActionSettle,
    ActionSmallTalk,
    ActionStartOver,
    ActionTask,
)
BOOKING_ACTIONS: tuple[type[BookingAction], ...] = (
    ActionAppointments,
    ActionAskBookingFormBookingDone,
    ValidateBookingForm,
)


def executor_of(knowledge: Editions, desk: Desk) -> ActionExecutor:
    """The executor with every action, each given the knowledge it answers from, or the desk."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(knowledge))
    for booking in BOOKING_ACTIONS:
        executor.register_action(booking(desk))
    return executor


def create_app(settings: Settings) -> Starlette:
    """The application; the knowledge is loaded when it starts."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        knowledge = wiring.live(settings, "actions")
        knowledge.watch()
        async with wiring.visiting(settings, knowledge) as visits:
            desk = BookingDesk(knowledge, visits.booking, visits.reminding.rate, visits.links)
            app.state.executor = executor_of(knowledge, desk)
            chores = wiring.workshop_chores(settings, visits.stores, knowledge)
            upkeep = asyncio.create_task(Upkeep(chores).run())
            upkeep.add_done_callback(_ended)
            yield
            upkeep.cancel()
            await asyncio.wait([upkeep])
        knowledge.stop()

    return Starlette(
        routes=[Route("/webhook", _run, methods=["POST"]), Route("/health", _health)],
        lifespan=lifespan,
    )


def _ended(upkeep: asyncio.Task[None]) -> None:
    """By a mistake of ours: answers go on without it."""
    if not upkeep.cancelled() and (error := upkeep.exception()) is not None:
        log.error("upkeep ended", error=type(error).__name__)


async def _run(request: Request) -> Response:
    """Rasa's call. Errors never echo the request: it holds a resident's words."""
    body = await request.body()
    if request.headers.get("content-encoding") == "deflate":
        body = zlib.decompress(body)
    call = {"domain": _NO_DOMAIN, **json.loads(body)}
    try:
        result = await request.app.state.executor.run(call)
    except ActionExecutionRejection as error:
        return JSONResponse({"error": str(error), "action_name": error.action_name}, 400)
    except ActionNotFoundException as error:
        return JSONResponse({"error": str(error), "action_name": error.action_name}, 404)
    except Exception as error:  # noqa: BLE001 - the door of the process
        log.error("action failed", action=call.get("next_action"), error=type(error).__name__)
        return JSONResponse({"error": "action failed"}, 500)
    return JSONResponse(result.model_dump() if result else {"events": [], "responses": []})


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def main() -> None:
    """Serve until told to stop."""
    configure_logs()
    settings = load_settings()
    uvicorn.run(
        create_app(settings), host="127.0.0.1", port=settings.actions_port, log_level="warning"
    )


if __name__ == "__main__":
    main()
