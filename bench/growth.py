"""Whether an action gets dearer as a process's history, or the number of processes, grows. JSON lines.

python -m bench.growth [--mode sqlite_normal]
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from functools import partial
from statistics import median

from bench.databases import MODES, Bed, bed, postgres_server
from bench.engine import say, seconds_each
from bench.purchase import NOW, SOURCE, WORLD, Request, manager_approves, parsed
from engine.commands import AddComment
from engine.people import PersonId
from engine.process import Number
from engine.service import WorkflowService
from storage.tables import METADATA
from storage.templates import TemplateStore
from storage.unit_of_work import UnitOfWork

_AUTHOR = PersonId("liu.yang")
_TURNS = 300
_AT_MOST = 1.5  # times the cost of the small case


def opened(found: Bed) -> WorkflowService:
    templates = TemplateStore(found.database, parsed)
    templates.publish("purchase", SOURCE, NOW)
    return WorkflowService(UnitOfWork(found.database, templates.read), lambda: WORLD)


def with_history(mode: str, events: int, server: str) -> None:
    """A remark on a young process and on one with a long history, in turns."""
    with bed(mode, "ours", server=server) as found:
        service = opened(found)
        young, old = (service.execute(Request(each).start(), NOW).process.number for each in range(2))
        remark = AddComment(actor=_AUTHOR, process=old, text="已联系供应商")
        for minute in range(events):
            service.execute(remark, NOW + timedelta(minutes=minute))
        actions = [
            partial(
                service.execute,
                remark.model_copy(update={"process": number}),
                NOW + timedelta(days=30, seconds=turn),
            )
            for turn in range(_TURNS)
            for number in (young, old)
        ]
        seconds = seconds_each(actions)
        _report(mode, "history", small=10, large=events, seconds=(seconds[::2], seconds[1::2]))


def with_processes(mode: str, processes: int, server: str) -> None:
    """Approvals in a small database and in a large one, in turns."""
    with bed(mode, "ours", server=server) as few, bed(mode, "floor", server=server) as many:
        small, large = opened(few), opened(many)
        for service in (small, large):
            for each in range(_TURNS):
                service.execute(Request(each).start(), NOW + timedelta(seconds=each))
        _multiply(many, processes // _TURNS)
        actions = [
            partial(service.execute, manager_approves(Number(f"PR-{turn + 1}")), NOW + timedelta(days=30))
            for turn in range(_TURNS)
            for service in (small, large)
        ]
        seconds = seconds_each(actions)
        _report(mode, "processes", small=_TURNS, large=processes, seconds=(seconds[::2], seconds[1::2]))


def _multiply(found: Bed, times: int) -> None:
    """Each process once more under each of so many other prefixes, with its rows, among those acted on."""
    names = {"process": "number", "event": "process", "task": "process", "participant": "process"}
    with found.database.writing() as session:
        connection = session.connection()
        for table, number in names.items():
            columns = [column.name for column in METADATA.tables[table].columns]
            other = {number: f"'P' || n || 'X' || substr({number}, 3)"}
            if table == "task":
                other["id"] = "'P' || n || 'X' || substr(id, 3)"
            values = ", ".join(other.get(name, name) for name in columns)
            connection.exec_driver_sql(
                "WITH RECURSIVE series(n) AS"
                f" (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {times - 1})"
                f" INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}, series"
            )


def _report(
    mode: str, grows: str, *, small: int, large: int, seconds: tuple[list[float], list[float]]
) -> None:
    little, much = (median(each) * 1000 for each in seconds)
    say(
        bench="growth",
        mode=mode,
        figure=f"ms_per_action_with_{large}_{grows}",
        value=round(much, 3),
        yardstick=f"with_{small}",
        yardstick_value=round(little, 3),
        ratio=round(much / little, 2),
        goal=_AT_MOST,
        ok=much / little <= _AT_MOST,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mode", choices=MODES, action="append")
    arguments.add_argument("--events", type=int, default=2000)
    arguments.add_argument("--processes", type=int, default=100_000)
    given = arguments.parse_args()
    with postgres_server() as server:
        for mode in given.mode or ("sqlite_normal", "postgres"):
            with_history(mode, given.events, server)
            with_processes(mode, given.processes, server)


if __name__ == "__main__":
    main()
