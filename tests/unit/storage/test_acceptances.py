"""Many callbacks' messages in one commit: each kept once, and a bad one spoils no other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import wait
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from threading import Event

import pytest
from sqlalchemy import text

from storage.acceptances import Acceptances, Arrived
from storage.database import Database

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def arrived(*ids: str) -> Sequence[Arrived]:
    return [Arrived("slack", each, "slack/D1", "{}", NOON) for each in ids]


def kept(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(text("SELECT message_id FROM inbox ORDER BY id")).scalars())


def test_a_message_is_new_once(database: Database) -> None:
    acceptances = Acceptances(database)
    assert acceptances.submit(lambda: arrived("m1", "m2", "m1")).result() == [True, True, False]
    assert acceptances.submit(lambda: arrived("m2", "m3")).result() == [False, True]
    assert kept(database) == ["m1", "m2", "m3"]


def test_those_that_come_during_a_commit_share_the_next_and_keep_their_order(database: Database) -> None:
    acceptances, go = Acceptances(database), Event()

    def slow() -> Sequence[Arrived]:
        go.wait(5)
        return arrived("m0")

    futures = [acceptances.submit(slow)]
    futures += [acceptances.submit(partial(arrived, f"m{n}")) for n in range(1, 50)]
    go.set()
    wait(futures, timeout=10)
    assert all(each.result() == [True] for each in futures)
    assert kept(database) == [f"m{n}" for n in range(50)]


def test_one_that_cannot_be_kept_spoils_no_other(database: Database) -> None:
    acceptances, go = Acceptances(database), Event()

    def slow() -> Sequence[Arrived]:
        go.wait(5)
        return ()

    def bad() -> Sequence[Arrived]:
        raise ValueError("unreadable")

    waiting = [acceptances.submit(each) for each in (slow, lambda: arrived("m1"), bad, lambda: arrived("m2"))]
    go.set()
    assert [waiting[n].result(10) for n in (0, 1, 3)] == [[], [True], [True]]
    with pytest.raises(ValueError, match="unreadable"):
        waiting[2].result(10)
    assert kept(database) == ["m1", "m2"]


def test_one_that_the_database_cannot_hold_spoils_no_other(database: Database) -> None:
    acceptances, go = Acceptances(database), Event()

    def slow() -> Sequence[Arrived]:
        go.wait(5)
        return ()

    waiting = [acceptances.submit(slow)]
    waiting += [acceptances.submit(partial(arrived, each)) for each in ("m1", "not for PostgreSQL: \0", "m2")]
    go.set()
    wait(waiting, timeout=10)
    assert (waiting[1].result(), waiting[3].result()) == ([True], [True])
    assert (waiting[2].exception() is None) == database.is_sqlite


def test_what_is_kept_is_what_came(database: Database) -> None:
    payload = json.dumps({"text": '引 "" \\ \0 \n 👍 %s ?'}, ensure_ascii=False)
    message = replace(arrived("m1")[0], payload=payload)
    assert Acceptances(database).submit(lambda: [message]).result(10) == [True]
    with database.reading() as connection:
        row = connection.execute(text("SELECT payload, received_at FROM inbox")).one()
    assert row.payload == payload
    at = row.received_at
    assert (datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at) == message.now
