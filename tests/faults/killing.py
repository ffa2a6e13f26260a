"""Killing parts of a running service."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from random import Random

from redis import Redis

from tests.service import Service, until

_HOLDS = "SELECT lease_owner FROM inbox WHERE status = 'waiting' AND lease_owner IS NOT NULL"
_LONGEST_TURN_S = 0.03


def kill_a_worker_at_work(service: Service, random: Random) -> None:
    """The one that holds a message, at a random moment of its turn."""
    with closing(sqlite3.connect(f"file:{service.folder / 'tuitui.db'}?mode=ro", uri=True)) as database:
        deadline = time.perf_counter() + 30
        while not (held := database.execute(_HOLDS).fetchone()):
            assert time.perf_counter() < deadline, "no worker took a message"
    part = str(held[0]).rpartition("/")[2]
    time.sleep(random.uniform(0, _LONGEST_TURN_S))
    pid = service.pid(part)
    os.kill(pid, signal.SIGKILL)
    until(lambda: service.pid(part) != pid, 60, f"{part} is started again")


def kill_redis(service: Service) -> None:
    """The embedded server; the supervisor starts another one."""
    with closing(Redis.from_url(service.redis_url)) as client:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)


def flush_redis(service: Service) -> None:
    with closing(Redis.from_url(service.redis_url)) as client:
        client.flushall()
