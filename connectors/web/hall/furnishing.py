"""What the routes of the hall find in the application."""

from fastapi import FastAPI

from assistant.clock import now
from assistant.knowledge.base import KnowledgeBase
from assistant.queue.check_in import CheckIn
from assistant.queue.queue import Queue
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.web.hall.display import Glance
from connectors.web.hall.gate import Gate


def furnish(app: FastAPI, settings: Settings, parts: Conversing) -> None:
    """Put it there, once the parts are wired."""

    def knowledge() -> KnowledgeBase:
        return parts.knowledge.current.base

    kept = parts.stores
    app.state.queue = Queue(kept.queue, knowledge, now)
    app.state.check_in = CheckIn(
        kept.appointments, parts.booking, app.state.queue, knowledge, now
    )  # fmt: skip
    app.state.glance = Glance(app.state.queue)
    app.state.gate = Gate(parts.knowledge, settings.kiosks, on=settings.assistant_limits == "on")
