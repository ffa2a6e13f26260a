"""Prometheus metrics: what this process served, and how the company's work stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from webhook.parts import HttpParts

router = APIRouter(tags=["health"])
_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meter:
    """A registry of its own: two apps in one process do not meet in it."""

    def __init__(self, parts: HttpParts) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "tuitui_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "tuitui_http_request_seconds",
            "Time until a request was answered; live updates are left out.",
            ("method", "route"),
            registry=self.registry,
            buckets=_BUCKETS_S,
        )
        self.registry.register(_Company(parts))
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        counted = self._counted.get((method, route, status))
        if counted is None:  # finding a series by its labels costs more than counting
            counted = self._requests.labels(method, route, str(status)), self._seconds.labels(method, route)
            self._counted[method, route, status] = counted
        counted[0].inc()
        if route != "/chat/stream":
            counted[1].observe(seconds)


class _Company(Collector):
    """Read from the database when asked: the same whichever process answers."""

    def __init__(self, parts: HttpParts) -> None:
        self._parts = parts

    def describe(self) -> Iterator[Metric]:
        return iter(())  # so that registering reads nothing

    def collect(self) -> Iterator[Metric]:
        counts = self._parts.gauges.counts(self._parts.now())
        traffic = self._parts.gauges.traffic()
        yield _gauge("tuitui_inbox_waiting", "Messages that wait to be handled.", counts.inbox)
        yield _gauge("tuitui_outbox_waiting", "Messages and notices that wait to be sent.", counts.outbox)
        yield _gauge("tuitui_open_tasks", "Tasks that wait for somebody.", counts.open_tasks)
        yield _gauge("tuitui_overdue_tasks", "Open tasks past their due time.", counts.overdue_tasks)
        yield _gauge("tuitui_halted_processes", "Processes that need an administrator.", counts.halted)
        yield _gauge("tuitui_timer_late_seconds", "How late the oldest due timer is.", counts.timer_late_s)
        processes = GaugeMetricFamily("tuitui_processes", "Processes by status.", labels=["status"])
        for status, number in counts.processes.items():
            processes.add_metric([status], number)
        yield processes
        turns = CounterMetricFamily("tuitui_turns", "Turns taken, by what understood.", labels=["parser"])
        for parser, number in traffic.turns.items():
            turns.add_metric([parser], number)
        yield turns
        yield from self._budgets()
        yield _counter("tuitui_llm_tokens", "Tokens spent on language models.", traffic.tokens)
        yield _counter("tuitui_events", "Events of all processes.", traffic.events)
        yield _counter("tuitui_chat_messages", "Messages in the web chat.", traffic.chat_messages)

    def _budgets(self) -> Iterator[Metric]:
        used = GaugeMetricFamily(
            "tuitui_platform_budget_used", "Calls in the window, of the busiest.", labels=["budget"]
        )
        limit = GaugeMetricFamily(
            "tuitui_platform_budget_limit", "Calls that the platform allows in the window.", labels=["budget"]
        )
        for name, calls, most in self._parts.gauges.budgets():
            used.add_metric([name], calls)
            limit.add_metric([name], most)
        yield used
        yield limit


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    meter = cast(Meter, request.app.state.meter)  # `create_http` put it there; state is untyped
    return Response(generate_latest(meter.registry), media_type=CONTENT_TYPE_LATEST)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value)


def _counter(name: str, about: str, value: float) -> Metric:
    return CounterMetricFamily(name, about, value)
