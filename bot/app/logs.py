"""Logs are events with fields: readable in a terminal, JSON lines elsewhere."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO, cast

from bot.app.colourless import structlog

_SECRET = re.compile(r"token|secret|password|api_key|aes_key|authorization|cookie", re.IGNORECASE)


def configure_logs(part: str, level: str) -> None:
    """Send the logs of this process to standard error. `part`: web, worker-1, scheduler …"""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_secrets,
    ]
    if sys.stderr.isatty():
        last: list[structlog.types.Processor] = [structlog.dev.ConsoleRenderer()]
    else:
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _StandardError())),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(part=part)
    _adopt_libraries(shared, last)


class _StandardError:
    """As it is at the moment of writing: loggers are kept, and it may be another one by then."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def _adopt_libraries(shared: list[structlog.types.Processor], last: list[structlog.types.Processor]) -> None:
    """Warnings of libraries (rq, uvicorn, alembic …) in the same form; their chatter stays out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _without_secrets(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:  # structlog's own signature
    """A last guard: whoever logs a field with such a name sees it blotted out."""
    for name in event:
        if _SECRET.search(name):
            event[name] = "***"
    return event
