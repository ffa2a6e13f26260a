"""Callbacks of the platforms: refused, cut off, or durable before they are answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import httpx
import pytest

from bot.adapter import NotGenuine, RawAnswer, RawRequest, Received
from bot.messages import Address, IncomingMessage
from tests.unit.webhook.server import NOON, Company, serving

PATH = "/somewhere/events"


class Platform:
    """Takes for genuine what begins with `ok`; the words after it are messages."""

    def __init__(self) -> None:
        self.requests: list[tuple[RawRequest, datetime]] = []

    def __call__(self, request: RawRequest, now: datetime) -> Received:
        self.requests.append((request, now))
        ok, *words = request.body.decode().split()
        if ok != "ok":
            raise NotGenuine("a secret reason")
        address = Address(platform="slack", conversation="D1")
        return Received(
            tuple(
                IncomingMessage(platform="slack", message_id=each, sender="U1", address=address, at=now)
                for each in words
            ),
            RawAnswer(b'{"said":true}', "application/json"),
        )


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def client(company: Company, platform: Platform) -> Iterator[httpx.Client]:
    parts = replace(company.parts(), callbacks={("POST", PATH): platform})
    with serving(parts) as url, httpx.Client(base_url=url, timeout=10) as client:
        yield client


def woken(company: Company) -> int:
    """The workers are woken after the answer: wait for it."""
    patience = time.perf_counter() + 5
    while not company.woken and time.perf_counter() < patience:
        time.sleep(0.005)
    return company.woken


def test_a_genuine_one_is_in_the_inbox_when_it_is_answered(client: httpx.Client, company: Company) -> None:
    answered = client.post(PATH, content="ok m1 m2")
    assert (answered.status_code, answered.content) == (200, b'{"said":true}')
    assert answered.headers["content-type"] == "application/json"
    assert [each.message_id for each in company.heard] == ["m1", "m2"]
    assert woken(company) == 1


def test_a_repeated_one_is_answered_alike_and_wakes_nobody(client: httpx.Client, company: Company) -> None:
    first, second = (client.post(PATH, content="ok m1") for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert len(company.heard) == 1
    assert woken(company) == 1


def test_a_forged_one_has_no_effect_and_learns_nothing(client: httpx.Client, company: Company) -> None:
    answered = client.post(PATH, content="no m1")
    assert (answered.status_code, answered.content) == (401, b"")
    assert company.heard == []
    assert company.woken == 0


def test_the_platform_gets_the_raw_request(client: httpx.Client, platform: Platform) -> None:
    client.post(f"{PATH}?a=1", content=b"ok \t", headers={"X-Signature": "s"})
    ((request, _),) = platform.requests
    assert (request.method, request.path, request.query, request.body) == ("POST", PATH, {"a": "1"}, b"ok \t")
    assert request.headers["x-signature"] == "s"


def test_signatures_age_by_the_machine_and_messages_by_the_company(
    client: httpx.Client, company: Company, platform: Platform
) -> None:
    company.now = NOON.replace(year=2027)
    client.post(PATH, content="ok m1")
    assert [moment for _, moment in platform.requests] == [NOON]
    assert company.heard[0].at == company.now


def test_a_huge_body_is_cut_off_before_anybody_looks(client: httpx.Client, platform: Platform) -> None:
    assert client.post(PATH, content=b"ok " + b"x" * 1_000_001).status_code == 413
    assert platform.requests == []


def test_another_method_is_not_for_the_platform(client: httpx.Client, platform: Platform) -> None:
    assert client.put(PATH, content="ok m1").status_code == 405
    assert platform.requests == []


def test_a_body_in_pieces_is_put_together(client: httpx.Client, company: Company) -> None:
    assert client.post(PATH, content=iter([b"ok ", b"m1", b" m2"])).status_code == 200
    assert [each.message_id for each in company.heard] == ["m1", "m2"]


@pytest.mark.parametrize(("outcome", "kept"), [("settled", []), ("left", ["m1"]), ("broken", ["m1"])])
def test_what_an_attempt_does_not_settle_is_kept(company: Company, outcome: str, kept: list[str]) -> None:
    answered, tried = threading.Event(), threading.Event()

    def attempt() -> bool:
        assert answered.wait(5), "the platform has its answer before"
        tried.set()
        if outcome == "broken":
            raise ValueError("nobody foresaw that")
        return outcome == "settled"

    def receive(request: RawRequest, now: datetime) -> Received:
        return replace(Platform()(request, now), attempt=attempt)

    parts = replace(company.parts(), callbacks={("POST", PATH): receive})
    with serving(parts) as url:
        assert httpx.post(f"{url}{PATH}", content="ok m1").status_code == 200
        answered.set()
        assert tried.wait(5)
        for thread in [each for each in threading.enumerate() if each.name == "attempt"]:
            thread.join(5)
    assert [each.message_id for each in company.heard] == kept


def test_callbacks_are_no_part_of_the_open_api(client: httpx.Client) -> None:
    assert PATH not in client.get("/openapi.json").json()["paths"]
