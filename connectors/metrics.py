"""GET /metrics for Prometheus: for this machine, or with the staff's token."""

import hmac
from collections.abc import Iterable, Sequence

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from assistant.conversation.figure import Figure
from assistant.wiring import Conversing
from connectors.problem import problem

router = APIRouter(include_in_schema=False)
_HERE = frozenset({"127.0.0.1", "::1"})


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Counts and times of all processes, read from the tables they share."""
    if not _may_look(request):
        return problem(404, "not_found", "no such page")
    parts: Conversing = request.app.state.parts
    registry = CollectorRegistry()
    registry.register(_Read(await parts.stores.figures.read()))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _may_look(request: Request) -> bool:
    """A proxy on this machine adds a header: what comes through it is not from here."""
    here = request.client is not None and request.client.host in _HERE
    if here and "x-forwarded-for" not in request.headers:
        return True
    token = request.app.state.settings.staff_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return token is not None and hmac.compare_digest(
        given.encode(), token.get_secret_value().encode()
    )


class _Read(Collector):
    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for figure in self._figures:
            family = GaugeMetricFamily(figure.name, figure.name, labels=figure.labels)
            for labels, value in figure.values:
                family.add_metric(labels, value)
            yield family
