"""Logs of every process: one JSON object a line, never a resident's words."""

import logging
import sys

import structlog


def configure_logs() -> None:
    """Call once, at the start of a process."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(_kind_only),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _kind_only(exc_info: structlog.typing.ExcInfo) -> str:
    """The type of an exception and where it arose; its message may quote a resident."""
    kind, _, trace = exc_info
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{kind.__name__} at {where}"
