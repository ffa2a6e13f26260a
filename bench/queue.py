"""Jobs per second of our worker beside RQ's own, and what a wake-up costs. One JSON object a line.

python -m bench.queue [--jobs 300] [--rounds 5]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from redis import Redis
from rq import Queue, SimpleWorker

from bot.app.redis_server import start_redis
from scheduler.rq_queue import JobKind, RqQueue
from scheduler.rq_worker import TunedWorker


def nothing(kind: str) -> None:
    """The job: what remains is the queue's own cost."""


def jobs_per_s(url: str, worker: type[SimpleWorker], jobs: int) -> float:
    connection = Redis.from_url(url)
    connection.flushdb()
    queue = Queue("bench", connection=connection)
    for _ in range(jobs):
        queue.enqueue_call(nothing, args=("inbox",), result_ttl=0)
    started = time.perf_counter()
    worker([queue], connection=connection, log_job_description=False).work(
        burst=True, logging_level="WARNING"
    )
    return jobs / (time.perf_counter() - started)


def wakes_per_s(url: str, wakes: int) -> float:
    """A flood of wake-ups while no worker looks: all but the first find that one is pending."""
    connection = Redis.from_url(url)
    connection.flushdb()
    queue = RqQueue(connection)
    started = time.perf_counter()
    for _ in range(wakes):
        queue.wake(JobKind.INBOX)
    return wakes / (time.perf_counter() - started)


def enqueues_per_s(url: str, enqueues: int) -> float:
    connection = Redis.from_url(url)
    connection.flushdb()
    queue = Queue("bench", connection=connection)
    started = time.perf_counter()
    for _ in range(enqueues):
        queue.enqueue_call(nothing, args=("inbox",), result_ttl=0)
    return enqueues / (time.perf_counter() - started)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=300)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    measured: dict[str, list[float]] = {"stock": [], "tuned": [], "wake": [], "enqueue": []}
    with tempfile.TemporaryDirectory() as folder:
        server = start_redis(Path(folder))
        try:
            for _ in range(chosen.rounds):  # interleaved: the machine's mood changes
                measured["stock"].append(jobs_per_s(server.url, SimpleWorker, chosen.jobs))
                measured["tuned"].append(jobs_per_s(server.url, TunedWorker, chosen.jobs))
                measured["enqueue"].append(enqueues_per_s(server.url, chosen.jobs))
                measured["wake"].append(wakes_per_s(server.url, chosen.jobs))
        finally:
            server.stop()
    report("worker", "jobs/s", measured["tuned"], "rq SimpleWorker", measured["stock"], goal=2.0)
    report("wake", "wake-ups/s", measured["wake"], "rq enqueue", measured["enqueue"], goal=1.0)


def report(
    bench: str, unit: str, ours: list[float], yardstick: str, theirs: list[float], *, goal: float
) -> None:
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    line = {
        "bench": f"queue/{bench}",
        "unit": unit,
        "ours": round(statistics.median(ours)),
        "yardstick": yardstick,
        "theirs": round(statistics.median(theirs)),
        "ratio": round(statistics.median(ratios), 2),
        "range": [round(min(ratios), 2), round(max(ratios), 2)],
        "goal": goal,
    }
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
