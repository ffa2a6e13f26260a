"""What is done goes after its time; what waits, was parked, or is the company's record stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from storage.database import Database
from storage.idempotency import IdempotencyStore
from storage.inbox import Inbox, WaitingMessage
from storage.leases import lease
from storage.outbox import NewMessage, Outbox
from storage.queries.traffic import traffic
from storage.retention import Retention
from storage.turns import TurnRecord, Turns

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
MONTH, YEAR = timedelta(days=30), timedelta(days=365)
WORKER = lease("worker-1", NOON, 60)


def prune(database: Database, after: timedelta) -> dict[str, int]:
    return dict(Retention(database, messages=MONTH, turns=YEAR).prune(NOON + after + timedelta(seconds=1)))


def received(database: Database, message: str) -> WaitingMessage:
    inbox = Inbox(database)
    inbox.accept(platform="web", message_id=message, conversation=message, payload=message, now=NOON)
    claimed = inbox.claim(WORKER, NOON)
    assert claimed is not None
    return claimed


def answered(database: Database, message: str, parser: str = "local", tokens: int = 0) -> None:
    """One whole turn, its answer delivered."""
    record = TurnRecord(f"web/{message}", "liu.yang", parser, "none", 1.0, 2.0, tokens)
    reply = NewMessage(f"reply/{message}", message, "hello")
    turns, row = Turns(database), received(database, message)
    for item in turns.finish(row.id, [reply], by=WORKER, now=NOON, record=record):
        Outbox(database).sent(item.id, owner=WORKER.owner, now=NOON)


def rows(database: Database, table: str) -> int:
    with database.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_messages_stay_for_their_time_and_not_longer(database: Database) -> None:
    answered(database, "one")

    assert prune(database, MONTH - timedelta(minutes=1)) == {}
    assert prune(database, MONTH) == {"inbox": 1, "outbox": 1}
    assert prune(database, YEAR) == {"turn_record": 1}


def test_what_waits_or_was_parked_stays(database: Database) -> None:
    Turns(database).give_up(received(database, "bad").id, [], by=WORKER, now=NOON, error="broken")
    received(database, "new")
    Outbox(database).add([NewMessage("letter", "desk", "hello")], now=NOON)

    assert prune(database, YEAR) == {}
    assert (rows(database, "inbox"), rows(database, "outbox")) == (2, 1)


def test_a_long_table_is_emptied_in_pieces(database: Database) -> None:
    with database.writing() as session:
        session.connection().execute(
            text(
                "INSERT INTO outbox (key, kind, lane, payload, status, created_at, available_at, attempts,"
                " error, done_at) VALUES (:key, 'message', '', '', 'done', :at, :at, 0, '', :at)"
            ),
            [{"key": f"k{number}", "at": NOON.replace(tzinfo=None)} for number in range(2500)],
        )

    assert prune(database, MONTH) == {"outbox": 2500}


def test_counters_do_not_fall_when_records_go(database: Database) -> None:
    answered(database, "one", "llm", 700)
    before = traffic(database)
    prune(database, YEAR)
    answered(database, "two", "llm", 300)

    assert (before.turns, before.tokens) == ({"llm": 1}, 700)
    assert (traffic(database).turns, traffic(database).tokens) == ({"llm": 2}, 1000)


def test_answers_to_repeated_requests_go_after_a_day(database: Database) -> None:
    IdempotencyStore(database).begin("erp", "key", "hash", NOON)

    assert prune(database, timedelta(days=1)) == {"idempotency": 1}
