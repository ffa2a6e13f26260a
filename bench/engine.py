"""Durable actions per second, beside the bare driver and SpiffWorkflow, on each database. JSON lines.

python -m bench.engine [--requests 300] [--rounds 5] [--mode sqlite_normal]

Each action loads its process afresh, decides, and commits state, events, tasks and outbox before it returns.
The three run in turns on databases of their own kind; ratios are medians of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from bench.databases import MODES, bed, postgres_server
from bench.engine_floor import Floor, Rehearsal
from bench.engine_spiff import Spiff
from bench.purchase import NOW, SOURCE, WORLD, Request, cfo_approves, manager_approves, parsed
from engine.process import Number
from engine.service import WorkflowService
from storage.hash_chain import moment
from storage.rows import sqlite_moment
from storage.templates import TemplateStore
from storage.unit_of_work import UnitOfWork

GOALS = {  # ours as a share of the yardstick: floor, SpiffWorkflow
    "sqlite_normal": (0.25, 2.0),
    "sqlite_full": (0.45, 1.5),
    "postgres": (1.0, 1.0),
}
Action = Callable[[], object]


def our_actions(service: WorkflowService, requests: list[Request], first: int) -> list[Action]:
    """All starts, then the manager's approvals, then the CFO's. `first`: the number of the first process."""
    numbers = [Number(f"PR-{first + each.index}") for each in requests]
    large = [number for number, each in zip(numbers, requests, strict=True) if each.is_large]
    commands: list[Any] = [each.start() for each in requests]
    commands += [manager_approves(number) for number in numbers]
    commands += [cfo_approves(number) for number in large]
    moments = (NOW + timedelta(seconds=first * 10 + tick) for tick in range(len(commands)))
    return [partial(service.execute, each, now) for each, now in zip(commands, moments, strict=True)]


def spiff_actions(spiff: Spiff, requests: list[Request], first: int) -> list[Action]:
    numbers = [f"PR-{first + each.index}" for each in requests]
    both = list(zip(numbers, requests, strict=True))
    actions: list[Action] = [partial(spiff.start, number, each) for number, each in both]
    actions += [partial(spiff.approve, number, "manager") for number in numbers]
    actions += [partial(spiff.approve, number, "cfo") for number, each in both if each.is_large]
    return actions


def floor_actions(floor: Floor, rehearsal: Rehearsal, requests: list[Request], first: int) -> list[Action]:
    before = len(rehearsal.saved)
    for action in our_actions(WorkflowService(rehearsal, lambda: WORLD), requests, first):
        action()
    return [partial(floor.write, each) for each in rehearsal.saved[before:]]


def seconds_each(actions: Sequence[Action]) -> list[float]:
    gc.collect()
    gc.freeze()  # what the others left behind is not looked through again on this one's time
    taken = []
    for action in actions:
        started = perf_counter()
        action()
        taken.append(perf_counter() - started)
    return taken


def measure(mode: str, requests: int, rounds: int, server: str) -> None:
    everyone = [Request(index) for index in range(requests)]
    with (
        bed(mode, "ours", server=server) as ours,
        bed(mode, "floor", server=server) as floor,
        bed(mode, "spiff", server=server) as spiff,
    ):
        templates = TemplateStore(ours.database, parsed)
        templates.publish("purchase", SOURCE, NOW)
        service = WorkflowService(UnitOfWork(ours.database, templates.read), lambda: WORLD)
        rehearsal = Rehearsal(moment if mode == "postgres" else sqlite_moment)
        driver = Floor(floor.bare, begin=floor.begin, mark=floor.mark)
        peer = Spiff(spiff.bare, begin=spiff.begin, mark=spiff.mark)
        taken: dict[str, list[list[float]]] = {"ours": [], "floor": [], "spiff": []}
        for round_ in range(rounds + 1):
            first = 1 + round_ * requests
            runs = {
                "floor": floor_actions(driver, rehearsal, everyone, first),
                "spiff": spiff_actions(peer, everyone, first),
                "ours": our_actions(service, everyone, first),
            }
            for name, actions in runs.items():
                seconds = seconds_each(actions)
                if round_:  # the first round warms up
                    taken[name].append(seconds)
        report(mode, taken)


def report(mode: str, taken: dict[str, list[list[float]]]) -> None:
    rates = {name: [len(each) / sum(each) for each in rounds] for name, rounds in taken.items()}
    each = [seconds * 1000 for round_ in taken["ours"] for seconds in round_]
    p99 = quantiles(each, n=100)[98]
    for yardstick, goal in zip(("floor", "spiff"), GOALS[mode], strict=True):
        ratios = [ours / its for ours, its in zip(rates["ours"], rates[yardstick], strict=True)]
        say(
            bench="engine",
            mode=mode,
            figure="actions_per_s",
            value=round(median(rates["ours"])),
            yardstick=yardstick,
            yardstick_value=round(median(rates[yardstick])),
            ratio=round(median(ratios), 2),
            range=[round(min(ratios), 2), round(max(ratios), 2)],
            goal=goal,
            ok=median(ratios) >= goal,
            p50_ms=round(median(each), 2),
            p99_ms=round(p99, 2),
        )


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--mode", choices=MODES, action="append")
    given = arguments.parse_args()
    with postgres_server() as server:
        for mode in given.mode or MODES:
            measure(mode, given.requests, given.rounds, server)


if __name__ == "__main__":
    main()
