"""A worker: runs the jobs, one after another, in one process that has everything loaded."""

from __future__ import annotations

import logging

import structlog
from redis import Redis

from scheduler import jobs
from scheduler.parts import Parts
from scheduler.rq_queue import QUEUE
from scheduler.rq_worker import TunedWorker

log = structlog.get_logger()


def run_worker(parts: Parts, redis_url: str) -> None:
    """Until SIGTERM; a job under way is finished first."""
    freed = parts.inbox.release(parts.owner) + parts.outbox.release(parts.owner)
    if freed:
        log.warning("leases_released", owner=parts.owner, rows=freed)
    jobs.use(parts)
    for name in ("rq.worker", "rq.job"):  # RQ adds handlers of its own to loggers that have none
        logging.getLogger(name).handlers = logging.getLogger().handlers[:]
    # RQ raises the time-outs of the connection it is given, so it gets one of its own.
    connection = Redis.from_url(redis_url)
    TunedWorker([QUEUE], connection=connection, log_job_description=False).work(logging_level="WARNING")
