"""kill -9 in the middle of turns, a flushed Redis, a Redis that is gone: nothing lost, nothing done twice."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from random import Random

import httpx
import pytest

from tests.faults.killing import flush_redis, kill_a_worker_at_work, kill_redis
from tests.faults.leaves import Leaves
from tests.service import Service, ready, until


def test_a_worker_killed_in_a_turn_and_a_flushed_redis_lose_nothing(service: Service, leaves: Leaves) -> None:
    with ThreadPoolExecutor(1) as others:
        asked = others.submit(leaves.ask_many, 25)
        kill_a_worker_at_work(service, Random(1))
        flush_redis(service)
        asked.result()
    leaves.all_is_well()


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(3))
def test_workers_killed_again_and_again_answer_every_message_once(
    service: Service, leaves: Leaves, seed: int
) -> None:
    random = Random(seed)
    with ThreadPoolExecutor(1) as others:
        asked = others.submit(leaves.ask_many, 120)
        kills = 0
        while not asked.done() and kills < 8:
            kill_a_worker_at_work(service, random)
            kills += 1
        asked.result()
    leaves.all_is_well()
    assert service.told("leases_released"), "no kill hit a turn"


@pytest.mark.faults
def test_flushing_redis_in_the_middle_loses_nothing(service: Service, leaves: Leaves) -> None:
    with ThreadPoolExecutor(1) as others:
        asked = others.submit(leaves.ask_many, 40)
        while not asked.done():
            flush_redis(service)
        asked.result()
    leaves.all_is_well()


@pytest.mark.faults
def test_without_redis_it_is_not_ready_and_answers_afterwards(service: Service, leaves: Leaves) -> None:
    service.process.send_signal(signal.SIGSTOP)  # so that nobody starts another Redis yet
    try:
        kill_redis(service)
        assert ready(service) == httpx.codes.SERVICE_UNAVAILABLE
        leaves.ask(0)
    finally:
        service.process.send_signal(signal.SIGCONT)
    until(lambda: ready(service) == httpx.codes.OK, 20, "it is ready again")
    leaves.ask(1)
    leaves.all_is_well()
