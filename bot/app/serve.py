"""The parts that `tuitui up` runs together, and that run alone on several machines."""

from __future__ import annotations

import importlib
import signal
import socket
import threading
from types import FrameType

import uvicorn

from bot.app.acceptance import open_inbox
from bot.app.clock import Clock
from bot.app.redis_server import open_redis, redis_url
from bot.app.scheduler import run_scheduler
from bot.app.settings import Settings
from bot.app.sockets import Sockets, take_into
from bot.app.web_server import WebServer
from scheduler.rq_queue import RqQueue
from scheduler.ticks import Ticks
from storage.database import open_database
from storage.delegations import Delegations
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.reminders import Reminders
from storage.settings import SharedSettings
from storage.timers import Timers
from storage.waits import Waits

# Imported when they are needed: not by every part, and `up` loads them in the order of their use.
WEB, WIRING, WORKER, PLATFORMS = "bot.app.web", "bot.app.wiring", "bot.app.worker", "bot.app.platforms"
CORE, SEED = "bot.app.core", "bot.app.demo.seed"
_CLOSE_S = 3  # what open streams may take when the web part ends


def serve_web(settings: Settings, listener: socket.socket) -> None:
    config = uvicorn.Config(
        importlib.import_module(WEB).create(settings),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_CLOSE_S,
        server_header=False,
    )
    WebServer(config).run(sockets=[listener])


def serve_worker(settings: Settings, owner: str) -> None:
    parts = importlib.import_module(WIRING).worker_parts(settings, owner)
    importlib.import_module(WORKER).run_worker(parts, redis_url(settings))


def serve_scheduler(settings: Settings, owner: str, *, with_sockets: bool = False) -> None:
    """`with_sockets` where nothing else of this machine holds the platforms' long connections."""
    database = open_database(settings.database)
    redis = open_redis(redis_url(settings))
    clock = Clock(SharedSettings(database) if settings.demo else None)
    ticks = Ticks(
        queue=RqQueue(redis),
        inbox=Inbox(database),
        outbox=Outbox(database),
        reminders=Reminders(database),
        due_timers=Timers(database).due,
        due_deputies=Delegations(database).due,
        due_waits=Waits(database).due,
    )
    sockets = open_sockets(settings) if with_sockets and listens(settings) else None
    if sockets is not None:
        sockets.start()
    run_scheduler(ticks, clock, redis, owner)
    if sockets is not None:
        sockets.stop()


def serve_sockets(settings: Settings) -> None:
    """Until SIGTERM. Without a platform that needs it, it only waits."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    sockets = open_sockets(settings)
    sockets.start()
    stopped.wait()
    sockets.stop()


def listens(settings: Settings) -> bool:
    """Whether any platform is on, and may have a connection to hold."""
    return bool(importlib.import_module(PLATFORMS).switched_on(settings))


def open_sockets(settings: Settings) -> Sockets:
    core = importlib.import_module(CORE).open_core(settings)
    opened = importlib.import_module(PLATFORMS).open_platforms(core)
    redis = open_redis(redis_url(settings))
    return Sockets(
        {name: each.listener for name, each in opened.items() if each.listener is not None},
        redis,
        take_into(open_inbox(core.database, RqQueue(redis)), core.clock),
    )


def fill_demo(settings: Settings) -> None:
    """The demo company and its history, once; like `upgrade`, it leaves no connection behind."""
    core = importlib.import_module(CORE).open_core(settings)
    try:
        importlib.import_module(SEED).seed(core, core.clock.now())
    finally:
        core.database.close()


def upgrade(settings: Settings) -> None:
    """Bring the tables up to date, and leave no connection that a fork would share."""
    database = open_database(settings.database)
    try:
        database.upgrade()
    finally:
        database.close()
