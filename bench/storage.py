"""One transaction of the storage: load a process, change it, write event, task and outbox entry. JSON lines.

python -m bench.storage [--turns 500] [--rounds 5] [--mode sqlite_normal]

Beside the same rows by the bare driver, and by a SQLModel session. No engine: the event is made beforehand.
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from functools import partial
from statistics import median

from sqlmodel import select

from bench.databases import MODES, bed, postgres_server
from bench.engine import Action, say, seconds_each
from bench.engine_floor import Floor, Rehearsal
from bench.growth import opened
from bench.purchase import NOW, SOURCE, WORLD, Request, parsed
from engine.commands import Snooze
from engine.decide import decide
from engine.events import AnyEvent
from engine.people import PersonId
from engine.process import Number, Process, TaskId
from engine.service import WorkflowService
from storage.database import Database
from storage.hash_chain import chain, moment
from storage.rows import sqlite_moment
from storage.state import process_from, state_of
from storage.tables import EventRow, OutboxRow, ProcessRow, TaskRow
from storage.templates import TemplateStore
from storage.unit_of_work import UnitOfWork

GOALS = {"sqlite_normal": (0.33, 3.0), "sqlite_full": (0.5, 2.0), "postgres": (0.6, 2.0)}  # bare driver, ORM
_NUMBER = Number("PR-1")
_TEMPLATE = parsed(SOURCE, 1)


def snoozes(process: Process, turns: int) -> list[tuple[Process, AnyEvent]]:
    """What follows on one another: the process after each, and its one event."""
    steps = []
    for turn in range(1, turns + 1):
        until = NOW + timedelta(days=9, seconds=turn)
        wish = Snooze(actor=PersonId("chen.jie"), process=_NUMBER, task=TaskId("PR-1-1"), until=until)
        made = decide(process, wish, WORLD, NOW + timedelta(seconds=turn))
        process = made.process
        steps.append((process, made.events[0]))
    return steps


def by_storage(unit_of_work: UnitOfWork, process: Process, event: AnyEvent) -> None:
    with unit_of_work() as work:
        before = work.load(_NUMBER)
        work.save(process, (event,), before=before, key=None)


def by_session(database: Database, process: Process, event: AnyEvent) -> None:
    """As one would write it with SQLModel: get, change, add."""
    with database.writing() as session:
        row = session.get_one(ProcessRow, _NUMBER)
        before = process_from(row.state, _TEMPLATE)
        [link] = chain(_NUMBER, (event,), after=before.seq, last_hash=row.last_hash)
        row.state, row.seq, row.last_hash = state_of(process), process.seq, link.hash
        task = session.exec(select(TaskRow).where(TaskRow.id == event.task)).one()
        timer = process.tasks[0].timer
        assert timer is not None
        task.timer_kind, task.timer_at, task.timer_turn = timer.kind.value, timer.at, timer.turn
        task.snoozed_until = process.tasks[0].snoozed_until
        session.add(EventRow(**link._asdict()))
        session.add(
            OutboxRow(
                key=f"events/{_NUMBER}/{process.seq}",
                kind="events",
                lane=_NUMBER,
                payload="{}",
                created_at=event.at,
                available_at=event.at,
            )
        )


def measure(mode: str, turns: int, rounds: int, server: str) -> None:
    with (
        bed(mode, "ours", server=server) as ours,
        bed(mode, "floor", server=server) as floor,
        bed(mode, "session", server=server) as third,
    ):
        process = opened(ours).execute(Request(0).start(), NOW).process
        opened(third).execute(Request(0).start(), NOW)
        steps = snoozes(process, turns * rounds)
        rehearsal = Rehearsal(moment if mode == "postgres" else sqlite_moment)
        WorkflowService(rehearsal, lambda: WORLD).execute(Request(0).start(), NOW)
        driver = Floor(floor.bare, begin=floor.begin, mark=floor.mark)
        driver.write(rehearsal.saved[0])
        unit_of_work = UnitOfWork(ours.database, TemplateStore(ours.database, parsed).read)
        ways: dict[str, list[Action]] = {"driver": [], "ours": [], "session": []}
        for after, event in steps:
            rehearsal.save(after, (event,), before=rehearsal.load(_NUMBER), key=None)
            ways["driver"].append(partial(driver.write, rehearsal.saved[-1]))
            ways["ours"].append(partial(by_storage, unit_of_work, after, event))
            ways["session"].append(partial(by_session, third.database, after, event))
        rates: dict[str, list[float]] = {name: [] for name in ways}
        for round_ in range(rounds):
            for name, actions in ways.items():
                seconds = seconds_each(actions[round_ * turns : (round_ + 1) * turns])
                rates[name].append(turns / sum(seconds))
    for yardstick, goal in zip(("driver", "session"), GOALS[mode], strict=True):
        ratio = median(a / b for a, b in zip(rates["ours"], rates[yardstick], strict=True))
        say(
            bench="storage",
            mode=mode,
            figure="transactions_per_s",
            value=round(median(rates["ours"])),
            yardstick=yardstick,
            yardstick_value=round(median(rates[yardstick])),
            ratio=round(ratio, 2),
            goal=goal,
            ok=ratio >= goal,
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--turns", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--mode", choices=MODES, action="append")
    given = arguments.parse_args()
    with postgres_server() as server:
        for mode in given.mode or MODES:
            measure(mode, given.turns, given.rounds, server)


if __name__ == "__main__":
    main()
