"""`python -m bench.ack`: how soon and how many callbacks are acknowledged. JSON lines.

Each platform's callbacks, signed or encrypted and each another one, at our web floor: verified,
de-duplicated, durable, answered. The yardsticks take turns with it: a bare FastAPI POST of the same requests
and slack-bolt's async adapter with Slack's, which keep nothing. This process plays the platforms, on the same
cores; the processor's time for each tells what the floor costs when others use them too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.ack_requests import MAKERS, Maker
from bench.chat import percentiles_ms, say
from bench.databases import bed, postgres_server
from bot.app.clock import Clock
from bot.app.redis_server import start_redis
from storage.database import open_database
from storage.queries.counts import counts
from tests.service import free_port, until

_CONNECTIONS = 16
_PER_S, _GOAL_P99_MS, _GOAL_BOLT = 100, 300, 1.5
_BOLT = ("bolt",) if find_spec("aiohttp") is not None else ()
_ROOT = Path(__file__).parents[1]
_CLOCK = Clock()


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=10, help="of a steady rate, for each platform")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--databases", default="sqlite,postgres")
    options.add_argument("--platforms", default=",".join(MAKERS))
    chosen = options.parse_args()
    platforms = chosen.platforms.split(",")
    for name in chosen.databases.split(","):
        with tempfile.TemporaryDirectory() as folder, _database(name, Path(folder)) as url:
            _measure(name, url, Path(folder), platforms, chosen)


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'tuitui.db'}"
        return
    with postgres_server() as server, bed("postgres", "ack", server=server):
        yield server.replace("/postgres?", "/ack?", 1)


def _measure(name: str, url: str, folder: Path, platforms: Sequence[str], chosen: argparse.Namespace) -> None:
    with ExitStack() as stack:
        redis = start_redis(folder)
        stack.callback(redis.stop)
        database = open_database(url)
        stack.callback(database.close)
        database.upgrade()
        servers = {
            kind: stack.enter_context(serving(kind, folder, redis.url, url))
            for kind in ("ours", "bare", *_BOLT)
        }
        sent = 0
        for platform in platforms:
            taken_s = asyncio.run(paced(servers["ours"].port, MAKERS[platform], chosen.seconds))
            report_latency(name, platform, taken_s)
            sent += len(taken_s)
        laps: dict[str, list[Lap]] = {}
        for _ in range(chosen.rounds):
            for kind, platform in _turns(platforms):
                maker = MAKERS["slack" if kind == "bolt" else platform]
                laps.setdefault(f"{kind}/{platform}", []).append(lap(servers[kind], maker, chosen.requests))
        for platform in platforms:
            report_rates(name, platform, laps)
        sent += len(platforms) * chosen.rounds * chosen.requests
        kept = counts(database, _CLOCK.now()).inbox
        say(bench="ack/kept", database=name, unit="messages", sent=sent, kept=kept, ok=sent == kept)


def _turns(platforms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What follows what in a round: ours between its yardsticks."""
    for platform in platforms:
        for kind in ("bare", "ours", *_BOLT):
            yield kind, platform


@dataclass(frozen=True, slots=True)
class Lap:
    per_s: float
    cpu_us: float  # of the server, for each


def lap(server: Server, maker: Maker, count: int) -> Lap:
    requests = [maker.make(_moment_s()) for _ in range(count)]
    before = server.cpu_s()
    per_s = asyncio.run(flooded(server.port, requests))
    return Lap(per_s, (server.cpu_s() - before) / count * 1e6)


def _moment_s() -> float:
    return _CLOCK.machine_now().timestamp()


async def paced(port: int, maker: Maker, seconds: float) -> list[float]:
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
        tasks.append(asyncio.create_task(send(maker.make(_moment_s()), due)))
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
def serving(kind: str, folder: Path, redis_url: str, database_url: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "bench.ack_apps", kind, str(port), str(folder), redis_url, database_url]
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


def report_latency(database: str, platform: str, taken_s: list[float]) -> None:
    p50, p99 = percentiles_ms(taken_s)
    say(
        bench="ack/latency",
        platform=platform,
        database=database,
        unit="ms",
        callbacks=len(taken_s),
        per_s=_PER_S,
        p50=p50,
        p99=p99,
        worst=round(max(taken_s) * 1000, 1),
        load=_load(),
        goal=f"p99 <= {_GOAL_P99_MS}",
        ok=p99 <= _GOAL_P99_MS,
    )


def report_rates(database: str, platform: str, laps: Mapping[str, Sequence[Lap]]) -> None:
    """Each round's ratio by itself: what else runs on the machine changes between rounds."""
    ours = laps[f"ours/{platform}"]
    bare = ("bare FastAPI POST", laps[f"bare/{platform}"], MAKERS[platform].floor)
    bolts = [("slack-bolt async", laps[f"{kind}/{platform}"], _GOAL_BOLT) for kind in _BOLT]
    for yardstick, theirs, goal in (bare, *bolts):
        ratios = [mine.per_s / its.per_s for mine, its in zip(ours, theirs, strict=True)]
        say(
            bench="ack/rate",
            platform=platform,
            database=database,
            unit="callbacks/s",
            connections=_CONNECTIONS,
            ours=round(median(each.per_s for each in ours)),
            cpu_us_each=round(median(each.cpu_us for each in ours)),
            yardstick=yardstick,
            theirs=round(median(each.per_s for each in theirs)),
            their_cpu_us_each=round(median(each.cpu_us for each in theirs)),
            ratio=round(median(ratios), 2),
            range=[round(min(ratios), 2), round(max(ratios), 2)],
            cpu_ratio=round(
                median(its.cpu_us / mine.cpu_us for mine, its in zip(ours, theirs, strict=True)), 2
            ),
            load=_load(),
            goal=f">= {goal}",
            ok=median(ratios) >= goal,
        )
    if not bolts:
        say(bench="ack/rate", yardstick="slack-bolt async", note="not measured: it needs aiohttp", ok=False)


def _load() -> float:
    """Of the machine in the last minute, this included."""
    return round(os.getloadavg()[0], 1)


if __name__ == "__main__":
    main()
