"""RQ's worker without most of its bookkeeping: the database keeps our books.

RQ spends 57 commands in some 20 round trips on a job, most of them to say again that this worker lives.
"""

from __future__ import annotations

import time

from redis.client import Pipeline
from rq import Queue, SimpleWorker
from rq.executions import Execution
from rq.job import Job
from rq.registry import StartedJobRegistry

_HEARTBEAT_S = 5.0  # RQ forgets a worker after minutes of silence
_SUSPENSION_S = 1.0  # how late `rq suspend` is noticed


class TunedWorker(SimpleWorker):
    """Runs jobs in its own process, one after another, with what it preloaded."""

    log_result_lifespan = False

    _beat_at = float("-inf")
    _looked_at = float("-inf")

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        if time.monotonic() - self._beat_at >= _HEARTBEAT_S:
            self._beat_at = time.monotonic()
            super().heartbeat(timeout, pipeline)

    def check_for_suspension(self, burst: bool) -> None:
        if time.monotonic() - self._looked_at >= _SUSPENSION_S:
            self._looked_at = time.monotonic()
            super().check_for_suspension(burst)

    def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
        """Known here only, where a polite shutdown needs it."""
        self._state = state

    def handle_job_success(
        self, job: Job, queue: Queue, started_job_registry: StartedJobRegistry, execution: Execution
    ) -> None:
        """A wake-up leaves no result and nothing depends on it, so one round trip forgets it."""
        with self.connection.pipeline() as pipeline:
            self.cleanup_execution(job, pipeline=pipeline, execution=execution)
            pipeline.delete(job.key)
            pipeline.execute()

    def execute_job(self, job: Job, queue: Queue) -> None:
        execution: Execution = self.prepare_execution(job)
        self.perform_job(job, queue, execution)
        self.set_state("idle")
