"""The routes of the hall find what they need."""

from assistant.queue.queue import Queue
from connectors.web.hall.gate import Gate
from tests.connectors.conftest import Served


def test_everything_is_there_once_the_gateway_runs(gateway: Served) -> None:
    assert isinstance(gateway.app.state.queue, Queue)
    assert isinstance(gateway.app.state.gate, Gate)
    assert gateway.app.state.glance._queue is gateway.app.state.queue
