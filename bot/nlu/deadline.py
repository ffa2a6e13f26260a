"""A deadline that holds whatever the other side does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class DeadlinePassed(Exception):
    """The work was not done in time; its thread is left behind, and its result dropped if it ever comes."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, or DeadlinePassed after `seconds`.

    A socket's timeout bounds one read, not a call: a server that dribbles a byte a second is never late,
    and a name lookup has no timeout at all. Hence a thread, a daemon so that it never holds up the exit.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # handed over to the caller, who sees it raised
            future.set_exception(error)

    Thread(target=run, name="within-deadline", daemon=True).start()
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        if future.done():  # the work's own TimeoutError, not ours
            raise
        raise DeadlinePassed(f"not done within {seconds:g} s") from None
