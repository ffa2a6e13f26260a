"""Somebody else holds the database's lock: it is said at once, nothing is lost, work resumes by itself."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from tests.faults.leaves import Leaves
from tests.service import Service, ready, until

_PROMPT_S = 2.0
_PATIENT_S = 5.0  # people at their screens; a second of it for a busy machine


@contextmanager
def locked(service: Service) -> Iterator[None]:
    with closing(sqlite3.connect(service.folder / "tuitui.db", isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@pytest.mark.faults
def test_a_locked_database_is_told_of_at_once_and_loses_nothing(service: Service, leaves: Leaves) -> None:
    said = {"user": "liu.yang", "conversation": "leave-1", "text": "帮助"}
    leaves.ask(0)
    with locked(service):
        begun = time.perf_counter()
        assert ready(service) == httpx.codes.SERVICE_UNAVAILABLE
        assert time.perf_counter() - begun < _PROMPT_S

        begun = time.perf_counter()
        answer = leaves.client.post("/api/v1/chat/messages", json=said, headers={"accept-language": "zh"})
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert "没有收下" in answer.json()["detail"]
        assert time.perf_counter() - begun < _PATIENT_S
    until(lambda: ready(service) == httpx.codes.OK, 5, "it is ready again")
    leaves.all_is_well()
