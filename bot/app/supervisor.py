"""One process tree: children forked from a parent that has loaded the code, started again when they die.

Forking costs milliseconds where starting an interpreter costs seconds; so nothing may be connected before.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import cast

import structlog

_PAUSES_S = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)  # before the first restart, the second …
_SETTLED_S = 60.0  # who has lived so long starts again without a pause
_STOP_S = 10.0  # what a child may take to finish its work

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Child:
    """A part of the tree. `run` works until SIGTERM; `load` are modules that the parent imports before."""

    name: str
    run: Callable[[], None]
    load: tuple[str, ...] = ()


class Supervisor:
    """Use it in the main thread, while no other thread runs: it forks."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._running: dict[str, BaseProcess] = {}
        self._due: dict[str, float] = {}  # name → when to start it
        self._deaths: dict[str, int] = {}
        self._born: dict[str, float] = {}
        self._stopping = False
        # Its far end is held by this process alone: when it is gone, however it went, the children know.
        self._lifeline, self._held = os.pipe()

    def run(self, watch: Callable[[], None]) -> None:
        """Until SIGTERM or SIGINT; then every child is asked to end, and made to.

        `watch` is called a few times a second and must not block.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            for child in self._children:
                if not self._stopping:
                    self._start(child)
            while not self._stopping:
                self._wait()
                self._start_due()
                watch()
        finally:
            self._end_all()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _start(self, child: Child) -> None:
        for module in child.load:
            importlib.import_module(module)
        process = multiprocessing.get_context("fork").Process(
            target=_live, args=(child, self._lifeline, self._held), name=child.name
        )
        process.start()
        self._running[child.name] = process
        self._born[child.name] = time.monotonic()
        log.info("part_started", child=child.name, pid=process.pid)

    def _wait(self) -> None:
        """Until a child dies or a moment has passed: neither a signal nor a due restart ends the wait."""
        sentinels = {process.sentinel: name for name, process in self._running.items()}
        for sentinel in wait(list(sentinels), timeout=0.2):
            name = sentinels[cast(int, sentinel)]
            process = self._running.pop(name)
            process.join()
            if self._stopping:
                continue
            lived_s = time.monotonic() - self._born[name]
            deaths = 0 if lived_s > _SETTLED_S else self._deaths.get(name, 0)
            pause_s = _PAUSES_S[min(deaths, len(_PAUSES_S) - 1)]
            self._deaths[name] = deaths + 1
            self._due[name] = time.monotonic() + pause_s
            log.error("part_died", child=name, exit_code=process.exitcode, restart_in_s=pause_s)

    def _start_due(self) -> None:
        for child in self._children:
            if not self._stopping and self._due.get(child.name, float("inf")) <= time.monotonic():
                del self._due[child.name]
                self._start(child)

    def _end_all(self) -> None:
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + _STOP_S
        for name, process in self._running.items():
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                log.warning("part_killed", child=name)
                process.kill()
                process.join()


def _live(child: Child, lifeline: int, held: int) -> None:
    os.close(held)
    os.setpgid(0, 0)  # Ctrl+C is the parent's to hear; it asks us politely
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()
    structlog.contextvars.bind_contextvars(part=child.name)
    child.run()


def _end_with_parent(lifeline: int) -> None:
    os.read(lifeline, 1)  # nobody writes: it returns when the parent is gone
    os.kill(os.getpid(), signal.SIGTERM)
