"""`python -m bench.ack`: how soon and how many callbacks are acknowledged. JSON lines.

Slack's signed events, each another one, at our web floor: verified, de-duplicated, durable, answered. The
yardsticks take the same requests in turns: a bare FastAPI POST and slack-bolt's async adapter, which keep
nothing. This process plays Slack, on the same cores; the processor's time for each tells what the floor costs
when others use them too.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.ack_apps import PATH, SECRET
from bench.chat import percentiles_ms, say
from bot.adapters.slack.signature import sign
from bot.app.clock import Clock
from bot.app.redis_server import start_redis
from storage.database import open_database
from storage.queries.counts import counts
from tests.service import free_port, until

_CONNECTIONS = 16
_PER_S, _GOAL_P99_MS, _GOAL_BARE, _GOAL_BOLT = 100, 300, 0.40, 1.5
_YARDSTICKS = {"bare": ("bare FastAPI POST", _GOAL_BARE), "bolt": ("slack-bolt async", _GOAL_BOLT)}
_ROOT = Path(__file__).parents[1]
_CLOCK = Clock()
_events = itertools.count()


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--requests", type=int, default=3000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        redis = start_redis(folder)
        stack.callback(redis.stop)
        url = f"sqlite:///{folder / 'tuitui.db'}"
        database = open_database(url)
        stack.callback(database.close)
        database.upgrade()
        kinds = ("ours", *_yardsticks())
        servers = {kind: stack.enter_context(serving(kind, folder, redis.url)) for kind in kinds}
        taken_s = asyncio.run(paced(servers["ours"].port, chosen.seconds))
        report_latency(taken_s)
        rates: dict[str, list[float]] = {kind: [] for kind in servers}
        cpu_us: dict[str, list[float]] = {kind: [] for kind in servers}
        for _ in range(chosen.rounds):
            for kind, server in servers.items():
                before = server.cpu_s()
                requests = [signed() for _ in range(chosen.requests)]
                rates[kind].append(asyncio.run(flooded(server.port, requests)))
                cpu_us[kind].append((server.cpu_s() - before) / chosen.requests * 1e6)
        report_rates(rates, cpu_us)
        sent = len(taken_s) + chosen.rounds * chosen.requests
        kept = counts(database, _CLOCK.now()).inbox
        say(bench="ack/kept", unit="messages", sent=sent, kept=kept, ok=sent == kept)


def _yardsticks() -> dict[str, tuple[str, float]]:
    """What stands beside ours, with the ratio to reach."""
    if find_spec("aiohttp") is not None:
        return _YARDSTICKS
    say(bench="ack/rate", yardstick="slack-bolt async", note="not measured: it needs aiohttp", ok=False)
    return {"bare": _YARDSTICKS["bare"]}


def signed() -> bytes:
    """One that was never sent before."""
    number = next(_events)
    event = {"type": "message", "channel_type": "im", "channel": f"D{number % 50}", "user": f"U{number % 50}"}
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{number}",
            "authorizations": [{"team_id": "T1", "user_id": "UB", "is_bot": True}],
            "event": {**event, "text": "报销1200元差旅费", "ts": f"1763888400.{number:06d}"},
        },
        ensure_ascii=False,
    ).encode()
    stamp = str(int(_CLOCK.machine_now().timestamp()))
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {sign(SECRET, stamp, body)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def paced(port: int, seconds: float) -> list[float]:
    """Seconds until each was answered, at a steady rate whatever the answers do."""
    lines: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(_CONNECTIONS):
        lines.put_nowait(await Line.to(port))
    taken: list[float] = []

    async def send(request: bytes, due: float) -> None:
        line = await lines.get()
        await line.post(request)
        lines.put_nowait(line)
        taken.append(perf_counter() - due)

    begun, tasks = perf_counter(), []
    for number in range(int(_PER_S * seconds)):
        due = begun + number / _PER_S
        await asyncio.sleep(max(0.0, due - perf_counter()))
        tasks.append(asyncio.create_task(send(signed(), due)))
    await asyncio.gather(*tasks)
    return taken


async def flooded(port: int, requests: Sequence[bytes]) -> float:
    """Answers per second with all connections busy."""
    rest = iter(requests)

    async def work(line: Line) -> None:
        for request in rest:
            await line.post(request)

    lines = [await Line.to(port) for _ in range(_CONNECTIONS)]
    begun = perf_counter()
    await asyncio.gather(*map(work, lines))
    taken_s = perf_counter() - begun
    for line in lines:
        line.close()
    return len(requests) / taken_s


class Line(asyncio.Protocol):
    """A connection that is kept; as little as a client can be, since it shares the cores."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[bytes] | None = None
        self._got = b""

    @classmethod
    async def to(cls, port: int) -> Line:
        _transport, line = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return line

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    async def post(self, request: bytes) -> None:
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)  # type: ignore[attr-defined]  # a TCP connection's can
        answer = await self._answer
        if not answer.startswith(b"HTTP/1.1 200"):
            raise AssertionError(answer[:200])

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, found, body = self._got.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]):
            answer, self._got = self._got, b""
            if self._answer is not None:
                self._answer.set_result(answer)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError(str(error)))

    def close(self) -> None:
        self._transport.close()


@contextmanager
def serving(kind: str, folder: Path, redis_url: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "bench.ack_apps", kind, str(port), str(folder), redis_url]
    process = subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.DEVNULL)
    try:
        until(lambda: _answers(port), 60, f"{kind} answers")
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        asyncio.run(flooded(port, ()))
    except OSError:
        return False
    return True


def report_latency(taken_s: list[float]) -> None:
    p50, p99 = percentiles_ms(taken_s)
    say(
        bench="ack/latency",
        unit="ms",
        callbacks=len(taken_s),
        per_s=_PER_S,
        p50=p50,
        p99=p99,
        worst=round(max(taken_s) * 1000, 1),
        goal=f"p99 <= {_GOAL_P99_MS}",
        ok=p99 <= _GOAL_P99_MS,
    )


def report_rates(rates: dict[str, list[float]], cpu_us: dict[str, list[float]]) -> None:
    for kind in rates.keys() - {"ours"}:
        yardstick, goal = _YARDSTICKS[kind]
        ratios = [ours / its for ours, its in zip(rates["ours"], rates[kind], strict=True)]
        say(
            bench="ack/rate",
            unit="callbacks/s",
            connections=_CONNECTIONS,
            ours=round(median(rates["ours"])),
            cpu_us_each=round(median(cpu_us["ours"])),
            yardstick=yardstick,
            theirs=round(median(rates[kind])),
            their_cpu_us_each=round(median(cpu_us[kind])),
            ratio=round(median(ratios), 2),
            range=[round(min(ratios), 2), round(max(ratios), 2)],
            goal=f">= {goal}",
            ok=median(ratios) >= goal,
        )


if __name__ == "__main__":
    main()
