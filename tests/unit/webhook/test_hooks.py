"""Messages of other systems: signed, fresh, whole; else nothing happens."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from storage.api_keys import Scope
from tests.unit.webhook.server import NOON, Company
from webhook.hooks import hook_secret
from webhook.outgoing import sign

BODY = json.dumps({"message": "paid", "key": "PR-1", "data": {"sum": 12}}).encode()
SECRET = hook_secret(b"a secret of the tests", "erp")


def headers(
    body: bytes = BODY, *, late_s: int = 0, secret: str = SECRET, call: str = "msg_1"
) -> dict[str, str]:
    moment = str(int((NOON - timedelta(seconds=late_s)).timestamp()))
    signature = sign(secret, call, moment, body)
    return {"webhook-id": call, "webhook-timestamp": moment, "webhook-signature": signature}


@pytest.fixture
def shop(company: Company, url: str) -> Iterator[httpx.Client]:
    company.parts().api_keys.create("erp", [Scope.HOOK], NOON)
    with httpx.Client(base_url=url) as client:
        yield client


def test_a_signed_message_reaches_the_processes(company: Company, shop: httpx.Client) -> None:
    answer = shop.post("/hooks/erp", content=BODY, headers=headers())
    assert (answer.status_code, answer.json()) == (202, {"id": "msg_1", "delivered": 1})
    assert company.hooks == [("erp", "msg_1", "paid", "PR-1", {"sum": 12})]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/hooks/erp", {}),
        ("/hooks/erp", headers(late_s=301)),
        ("/hooks/erp", headers(late_s=-301)),
        ("/hooks/erp", headers(BODY + b" ")),
        ("/hooks/erp", headers(secret="whsec_" + base64.b64encode(b"other").decode())),
        ("/hooks/erp", headers() | {"webhook-id": "msg_2"}),
        ("/hooks/erp", headers() | {"webhook-timestamp": "soon"}),
        ("/hooks/crm", headers(secret=hook_secret(b"a secret of the tests", "crm"))),  # no such key
    ],
)
def test_what_is_not_genuine_has_no_effect(
    company: Company, shop: httpx.Client, path: str, sent: dict[str, str]
) -> None:
    answer = shop.post(path, content=BODY, headers=sent)
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_invalid")
    assert company.hooks == []


@pytest.mark.parametrize("body", [b"[]", b"{}", b"nonsense", b'{"message": "", "key": "a"}', b"[" * 100_000])
def test_what_is_no_message_says_so(company: Company, shop: httpx.Client, body: bytes) -> None:
    answer = shop.post("/hooks/erp", content=body, headers=headers(body))
    assert (answer.status_code, answer.json()["code"]) == (422, "message_invalid")
    assert company.hooks == []


def test_a_revoked_source_is_not_heard(company: Company, shop: httpx.Client) -> None:
    company.parts().api_keys.revoke("erp", NOON)
    assert shop.post("/hooks/erp", content=BODY, headers=headers()).status_code == 401
