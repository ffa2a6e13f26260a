"""Keys of the open API, and POSTs that are repeated."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import text

from storage.api_keys import ApiKeyStore, Scope
from tests.unit.webhook.server import NOON, Company, key_of, program, serving

PURCHASE = {"template": "purchase", "starter": "liu.yang", "fields": {"item": "示波器", "budget": 620000}}


@pytest.mark.parametrize("authorization", ["", "Bearer tt_guess", "Basic eDp5"])
def test_without_a_valid_key_nothing_is_told(url: str, authorization: str) -> None:
    answer = httpx.get(f"{url}/api/v1/processes", headers={"authorization": authorization})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "key_invalid"


def test_a_revoked_key_is_none(company: Company, url: str, erp: httpx.Client) -> None:
    assert erp.get("/tasks").status_code == 200
    ApiKeyStore(company.database).revoke("erp", NOON)
    assert erp.get("/tasks").status_code == 401


def test_a_key_does_what_its_scopes_say(company: Company, url: str) -> None:
    chat = {"user": "liu.yang", "text": "我的待办"}
    allowed = {}
    for scope in Scope:
        with program(url, key_of(company, scope, name=scope)) as client:
            allowed[scope] = (
                client.get("/processes").status_code,
                client.post("/processes", json=PURCHASE).status_code,
                client.post("/chat/messages", json=chat).status_code,
            )

    assert allowed == {
        Scope.READ: (200, 403, 403),
        Scope.ACT: (403, 201, 403),
        Scope.CHAT: (403, 403, 202),
        Scope.HOOK: (403, 403, 403),
    }


def test_a_repeated_post_is_answered_and_not_done_again(erp: httpx.Client) -> None:
    again = {"idempotency-key": "order-1"}
    first = erp.post("/processes", json=PURCHASE, headers=again)
    second = erp.post("/processes", json=PURCHASE, headers=again)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert len(erp.get("/processes").json()["items"]) == 1


def test_a_repeated_refusal_is_the_same_refusal(erp: httpx.Client) -> None:
    again, body = {"idempotency-key": "order-2"}, {**PURCHASE, "fields": {}}
    first, second = (erp.post("/processes", json=body, headers=again) for _ in range(2))

    assert (first.status_code, first.json()["code"]) == (422, "field_required")
    assert second.json() == first.json()
    assert second.headers["content-type"] == "application/problem+json"


def test_another_request_under_a_used_key_is_refused(erp: httpx.Client) -> None:
    again = {"idempotency-key": "order-3"}
    erp.post("/processes", json=PURCHASE, headers=again)
    other = erp.post("/processes", json={**PURCHASE, "title": "另一台"}, headers=again)

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_without_a_key_each_post_counts(erp: httpx.Client) -> None:
    numbers = [erp.post("/processes", json=PURCHASE).json()["number"] for _ in range(2)]

    assert numbers == ["PR-1", "PR-2"]


def test_a_failure_of_ours_is_not_kept(company: Company) -> None:
    with serving(company.parts()) as url, program(url, key_of(company), **{"idempotency-key": "k"}) as client:
        with company.database.writing() as session:
            session.connection().execute(text("ALTER TABLE series RENAME TO lost"))
        assert client.post("/processes", json=PURCHASE).status_code == 503
        with company.database.writing() as session:
            session.connection().execute(text("ALTER TABLE lost RENAME TO series"))
        assert client.post("/processes", json=PURCHASE).status_code == 201
