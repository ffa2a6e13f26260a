"""Histories of processes that have ended: what a changed template is tried on."""

from __future__ import annotations

from engine.events import AnyEvent
from engine.process import Number, ProcessStatus
from storage.queries.events import EventQueries
from storage.queries.processes import ProcessQueries

_ENDED = (ProcessStatus.COMPLETED, ProcessStatus.REJECTED)


def ended_histories(
    processes: ProcessQueries, events: EventQueries, template: str, most: int
) -> list[tuple[Number, list[AnyEvent]]]:
    """Of the latest of a template's processes that ended otherwise than by being withdrawn."""
    pages = [processes.page(template=template, status=each, seen=None, limit=most) for each in _ENDED]
    latest = sorted((each for page in pages for each in page.items), key=lambda each: each.created_at)[-most:]
    return [(each.number, [recorded.event for recorded in events.of(each.number)]) for each in latest]
