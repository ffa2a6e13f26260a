"""Subscriptions over the open API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from storage.api_keys import Scope
from tests.unit.webhook.server import Company, key_of, program, serving

URL = "http://127.0.0.1:9/called"


@pytest.fixture
def inside(company: Company) -> Iterator[httpx.Client]:
    """A program of a company that allows addresses of its own network."""
    with (
        serving(replace(company.parts(), private_calls=True)) as url,
        program(url, key_of(company)) as client,
    ):
        yield client


def test_the_secret_is_shown_once(inside: httpx.Client) -> None:
    made = inside.post("/webhooks", json={"url": URL, "events": ["task_approved", "process_started"]})

    assert made.status_code == 201
    told = made.json()
    assert told["secret"].startswith("whsec_")
    assert told["events"] == ["process_started", "task_approved"]
    assert made.headers["location"] == f"/api/v1/webhooks/{told['id']}"
    del told["secret"]
    assert inside.get("/webhooks").json() == {"items": [told], "next_cursor": None}
    assert inside.get(f"/webhooks/{told['id']}").json() == told


def test_who_unsubscribes_is_gone(inside: httpx.Client) -> None:
    webhook = inside.post("/webhooks", json={"url": URL}).json()["id"]

    assert inside.delete(f"/webhooks/{webhook}").status_code == 204
    assert inside.delete(f"/webhooks/{webhook}").status_code == 404
    assert inside.get(f"/webhooks/{webhook}").status_code == 404
    assert inside.get("/webhooks").json()["items"] == []


def test_an_address_of_the_own_network_is_refused_unless_the_operator_says_so(erp: httpx.Client) -> None:
    for url in ("https://127.0.0.1/hook", "http://93.184.216.34/", "nonsense"):
        refused = erp.post("/webhooks", json={"url": url})
        assert (url, refused.status_code, refused.json()["code"]) == (url, 422, "url_refused")
    assert erp.get("/webhooks").json()["items"] == []


def test_an_unknown_type_of_event_is_named(inside: httpx.Client) -> None:
    refused = inside.post("/webhooks", json={"url": URL, "events": ["task_aproved"]})

    assert refused.status_code == 422
    assert "task_approved" in refused.json()["detail"]


def test_a_key_that_only_reads_subscribes_nobody(company: Company, url: str) -> None:
    with program(url, key_of(company, Scope.READ)) as client:
        assert client.post("/webhooks", json={"url": URL}).status_code == 403
        assert client.get("/webhooks").status_code == 200
