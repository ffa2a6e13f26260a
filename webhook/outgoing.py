"""Calls to other systems when something happens to a process, signed as Standard Webhooks 1.0 says.

They are rows of the outbox: tried again with its back-off, parked at last. What a subscription gets is in
order, and one that fails holds up only its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from pydantic import JsonValue

from engine.process import Process
from storage.outbox import NewMessage
from storage.queries.events import RecordedEvent
from storage.subscriptions import Subscription
from webhook.addresses import NotAllowed, Target, Unreachable, target
from webhook.api import objects

if TYPE_CHECKING:
    import ssl

    import httpx

_PATIENCE_S = 3.0  # a worker's other deliveries wait meanwhile
_SERVICE_PATIENCE_S = 10.0
_LONGEST_ANSWER = 256_000  # bytes
_TRY_AGAIN = (408, 409, 425, 429)
_LONGEST_WAIT_S = 86_400.0  # whatever Retry-After says
_GONE = 410  # whoever answers so wants no more calls (Standard Webhooks, "Delivery failures")


class CallFailed(Exception):
    """The other system did not take it. `final`: no further attempt is wanted."""

    def __init__(self, reason: str, *, final: bool = False, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.final, self.retry_after_s = final, retry_after_s


def calls(
    process: Process, events: Sequence[RecordedEvent], subscriptions: Iterable[Subscription]
) -> list[NewMessage]:
    """One for each event and each subscription that wants it; a repetition meets itself by its key."""
    return [
        NewMessage(
            key=f"call/{subscription.id}/{process.number}/{recorded.seq}",
            lane=f"call/{subscription.id}",
            payload=json.dumps({"subscription": subscription.id, "body": _body(process, recorded)}),
            kind="call",
        )
        for recorded in events
        for subscription in subscriptions
        if subscription.wants(recorded.event.type)
    ]


def deliver(subscription: Subscription, key: str, body: str, *, now: datetime, private: bool) -> None:
    """One attempt, at the machine's time `now`. Raises CallFailed."""
    call = "msg_" + hashlib.sha256(key.encode()).hexdigest()[:24]
    moment = str(int(now.timestamp()))
    headers = {
        "content-type": "application/json",
        "user-agent": "Tuitui",
        "webhook-id": call,
        "webhook-timestamp": moment,
        "webhook-signature": sign(subscription.secret, call, moment, body.encode()),
    }
    try:
        where = target(subscription.url, private=private)
        status, retry_after = _post(where, headers, body)
    except (NotAllowed, Unreachable, _transport_error()) as error:
        raise CallFailed(repr(error)) from error
    if status // 100 != 2:
        raise CallFailed(f"answered {status}", final=status == _GONE, retry_after_s=_wait_s(retry_after))


def exchange(
    url: str, method: str, body: str, key: str, *, secret: str, now: datetime, private: bool
) -> JsonValue:
    """One call of a service step, and what was answered as JSON (None: nothing). Raises CallFailed.

    Signed like the others; `webhook-id` is the same for each attempt, so that twice is as good as once.
    """
    call, moment = "msg_" + hashlib.sha256(key.encode()).hexdigest()[:24], str(int(now.timestamp()))
    headers = {
        "content-type": "application/json",
        "accept": "application/json",
        "user-agent": "Tuitui",
        "idempotency-key": call,
        "webhook-id": call,
        "webhook-timestamp": moment,
        "webhook-signature": sign(secret, call, moment, body.encode()),
    }
    try:
        where = target(url, private=private)
        status, retry_after, answer = _asked(where, method, headers, body)
    except (NotAllowed, Unreachable, _transport_error()) as error:
        raise CallFailed(repr(error), final=isinstance(error, NotAllowed)) from error
    if status // 100 != 2:
        refused = 400 <= status < 500 and status not in _TRY_AGAIN
        raise CallFailed(f"answered {status}", final=refused, retry_after_s=_wait_s(retry_after))
    try:
        found: JsonValue = json.loads(answer) if answer.strip() else None
    except ValueError as error:
        raise CallFailed("answered with something that is no JSON", final=True) from error
    return found


def _asked(where: Target, method: str, headers: dict[str, str], body: str) -> tuple[int, str, bytes]:
    with (
        _client(_SERVICE_PATIENCE_S) as client,
        client.stream(
            method,
            where.call,
            headers={**headers, "host": where.host},
            content=body.encode() if method != "GET" else None,
            extensions={"sni_hostname": where.name},
        ) as answer,
    ):
        content = b""
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > _LONGEST_ANSWER:
                raise CallFailed(f"answered with more than {_LONGEST_ANSWER} bytes", final=True)
        return answer.status_code, answer.headers.get("retry-after", ""), content


def _client(patience_s: float) -> httpx.Client:
    """One for each call: neither cookies nor a connection go from one system to another at its address.

    No redirects, which could lead anywhere.
    """
    import httpx  # noqa: PLC0415 - as below

    return httpx.Client(verify=_trusted(), timeout=patience_s, follow_redirects=False, trust_env=False)


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities' certificates: reading them takes a hundred times as long as all else of a client."""
    import httpx  # noqa: PLC0415 - as below

    return httpx.create_ssl_context(trust_env=False)


def _transport_error() -> type[Exception]:
    import httpx  # noqa: PLC0415 - the web part signs and never calls; httpx loads rich

    return httpx.HTTPError


def _wait_s(retry_after: str) -> float | None:
    """Of the header in seconds; its other form, a date, is not worth reading."""
    return min(float(retry_after), _LONGEST_WAIT_S) if retry_after.isdecimal() else None


def sign(secret: str, call: str, moment: str, body: bytes) -> str:
    """`v1,` and the base64 HMAC-SHA256 of `{id}.{timestamp}.{body}` under the secret after its `whsec_`.

    Standard Webhooks 1.0.0, "Signature scheme".
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{call}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def _body(process: Process, recorded: RecordedEvent) -> str:
    about = {
        "process": process.number,
        "title": process.title,
        "template": process.template.id,
        "event": objects.event(recorded).model_dump(mode="json"),
    }
    moment = recorded.event.at.isoformat()
    return json.dumps({"type": recorded.event.type, "timestamp": moment, "data": about}, ensure_ascii=False)


def _post(where: Target, headers: dict[str, str], body: str) -> tuple[int, str]:
    """Status and Retry-After; what is answered is not read."""
    with (
        _client(_PATIENCE_S) as client,
        client.stream(
            "POST",
            where.call,
            headers={**headers, "host": where.host},
            content=body.encode(),
            extensions={"sni_hostname": where.name},  # the certificate is the name's, not the address's
        ) as answer,
    ):
        return answer.status_code, answer.headers.get("retry-after", "")
