"""`python -m bench.chat`: message → answer through the web adapter, and turns per second. JSON lines.

The whole service runs as `tuitui up` with two workers; this process plays the people at their browsers, on
the same cores. A bare FastAPI app that echoes through Redis is measured in the same way, in turns; the
yardstick of turns is the stock RQ worker with one empty job for each. Takes about a minute; the first line
comes after half of it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import httpx
from rq import SimpleWorker

from bench.chat_people import PEOPLE, SENTENCES, Answers, echo, latencies, ours
from bench.queue import jobs_per_s
from bot.app.clock import Clock
from bot.app.redis_server import open_redis, start_redis
from bot.messages import Address, IncomingMessage
from scheduler.rq_queue import JobKind, RqQueue
from storage.database import open_database
from storage.inbox import Inbox
from storage.queries.counts import counts
from tests.service import Service, free_port, running, until

_PER_S = 20.0
_ROOT = Path(__file__).parents[1]
_GOAL_P50_MS, _GOAL_P99_MS, _GOAL_TURNS = 120, 500, 100


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--turns", type=int, default=600)
    chosen = options.parse_args()
    taken: dict[str, list[float]] = {"ours": [], "echo": []}
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "var") as service:
        with echoing(service.redis_url) as bare:
            for _ in range(chosen.rounds):
                taken["echo"] += latencies_s(bare, echo, chosen.seconds)
                taken["ours"] += latencies_s(service.url, ours, chosen.seconds)
        report_latency(taken["ours"], taken["echo"])
        before_s = cpu_s(service)
        rates = [turns_per_s(service, chosen.turns) for _ in range(chosen.rounds)]
        each_ms = (cpu_s(service) - before_s) / (chosen.turns * chosen.rounds) * 1000
    report_turns(rates, each_ms, [stock_jobs_per_s() for _ in range(chosen.rounds)])


def latencies_s(url: str, answers: Answers, seconds: float) -> list[float]:
    return asyncio.run(latencies(url, answers, per_s=_PER_S, seconds=seconds))


@contextmanager
def echoing(redis_url: str) -> Iterator[str]:
    """The bare app's address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-m", "bench.chat_echo", str(port), redis_url], cwd=_ROOT)
    try:
        until(lambda: _answers(url), 60, "the bare app answers")
        yield url
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/openapi.json").is_success
    except httpx.HTTPError:
        return False


def turns_per_s(service: Service, turns: int) -> float:
    """Messages of all people in turn: accepted, understood, done, answered; nothing waits at the end."""
    with (
        closing(open_database(service.settings.database)) as database,
        closing(open_redis(service.redis_url)) as redis,
    ):
        clock, inbox, queue = Clock(), Inbox(database), RqQueue(redis)

        def all_done() -> bool:
            waiting = counts(database, clock.now())
            return not (waiting.inbox or waiting.outbox)

        until(all_done, 60, "what came before is done")
        begun = perf_counter()
        for turn in range(turns):
            message = _message(turn, clock)
            inbox.accept(
                platform=message.platform,
                message_id=message.message_id,
                conversation=f"{message.platform}/{message.address.conversation}",
                payload=message.model_dump_json(),
                now=message.at,
            )
            queue.wake(JobKind.INBOX)
        until(all_done, 300, "all is done")
        return turns / (perf_counter() - begun)


def _message(turn: int, clock: Clock) -> IncomingMessage:
    person = PEOPLE[turn % len(PEOPLE)]
    return IncomingMessage(
        platform="web",
        message_id=uuid.uuid4().hex,
        sender=person,
        address=Address(platform="web", conversation=f"dm:{person}", direct=True),
        at=clock.now(),
        text=SENTENCES[turn // len(PEOPLE) % len(SENTENCES)],
    )


def cpu_s(service: Service) -> float:
    """What the web part, the workers and the scheduler have used of the processor so far."""
    ticks = 0
    for part in ("web", "worker-1", "worker-2", "scheduler"):
        fields = Path(f"/proc/{service.pid(part)}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def stock_jobs_per_s() -> float:
    with tempfile.TemporaryDirectory() as folder:
        server = start_redis(Path(folder))
        try:
            return jobs_per_s(server.url, SimpleWorker, 200)
        finally:
            server.stop()


def report_latency(ours_s: list[float], echo_s: list[float]) -> None:
    (our_p50, our_p99), (its_p50, its_p99) = percentiles_ms(ours_s), percentiles_ms(echo_s)
    say(
        bench="chat/answer",
        unit="ms",
        messages=len(ours_s),
        per_s=_PER_S,
        p50=our_p50,
        p99=our_p99,
        yardstick="bare FastAPI echo through Redis",
        yardstick_p50=its_p50,
        yardstick_p99=its_p99,
        goal=f"p50 <= {_GOAL_P50_MS}, p99 <= {_GOAL_P99_MS}",
        ok=our_p50 <= _GOAL_P50_MS and our_p99 <= _GOAL_P99_MS,
    )


def report_turns(rates: list[float], each_ms: float, stock: list[float]) -> None:
    say(
        bench="chat/turns",
        unit="turns/s",
        workers=2,
        ours=round(median(rates)),
        range=[round(min(rates)), round(max(rates))],
        cpu_ms_each=round(each_ms, 1),  # tells what two free cores would do, when others use them too
        yardstick="stock RQ SimpleWorker, an empty job for each",
        theirs=round(median(stock)),
        goal=f">= {_GOAL_TURNS}",
        ok=median(rates) >= _GOAL_TURNS,
    )


def percentiles_ms(seconds: list[float]) -> tuple[float, float]:
    cuts = quantiles(seconds, n=100)
    return round(cuts[49] * 1000, 1), round(cuts[98] * 1000, 1)


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
