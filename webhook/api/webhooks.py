"""Subscriptions: which other systems are called when something happens to a process."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from bot.messages import Text
from engine.events import TYPES
from storage.subscriptions import Subscription
from webhook.addresses import NotAllowed, Unreachable, target
from webhook.api.asked import Asked
from webhook.api.keys import ACT, READ, caller_of
from webhook.api.objects import Listed, Shown
from webhook.api.route import ApiRoute
from webhook.given import Parts
from webhook.problems import Problem, not_found

router = APIRouter(prefix="/webhooks", tags=["webhooks"], route_class=ApiRoute)
_MOST = 50  # each is a row for every event

_TOO_MANY = Text(zh=f"最多 {_MOST} 个订阅。", en=f"There may be {_MOST} subscriptions at the most.")


def _known(event: str) -> str:
    if event not in TYPES:
        raise ValueError(f"one of {', '.join(sorted(TYPES))}")
    return event


class Subscribing(Asked):
    """`events`: types of events; none means all."""

    url: Annotated[str, Field(min_length=1, max_length=2000)]
    events: Annotated[list[Annotated[str, AfterValidator(_known)]], Field(max_length=100)] = []


class WebhookObject(Shown):
    id: str
    url: str
    events: list[str]
    created_at: datetime


class NewWebhookObject(WebhookObject):
    """`secret` is told here and never again: it signs every call (Standard Webhooks)."""

    secret: str


@router.post("", status_code=201, dependencies=[ACT])
def subscribe(request: Request, response: Response, parts: Parts, body: Subscribing) -> NewWebhookObject:
    """Each event is POSTed to the URL as `{type, timestamp, data}`, until it is answered with 2xx."""
    try:
        target(body.url, private=parts.private_calls)
    except (NotAllowed, Unreachable) as error:
        detail = Text(zh=f"这个地址不能用:{error}。", en=f"This URL cannot be used: {error}.")
        raise Problem(422, "url_refused", detail) from error
    if len(parts.subscriptions.all()) >= _MOST:
        raise Problem(409, "too_many", _TOO_MANY)
    events = sorted(set(body.events))
    made = parts.subscriptions.add(body.url, events, by=caller_of(request).name, now=parts.now())
    response.headers["location"] = f"/api/v1/webhooks/{made.id}"
    return NewWebhookObject(**_shown(made).model_dump(), secret=made.secret)


@router.get("", dependencies=[READ])
def listed(parts: Parts) -> Listed[WebhookObject]:
    return Listed(items=[_shown(each) for each in parts.subscriptions.all()])


@router.get("/{webhook}", dependencies=[READ])
def one(parts: Parts, webhook: str) -> WebhookObject:
    found = parts.subscriptions.find(webhook)
    if found is None:
        raise not_found()
    return _shown(found)


@router.delete("/{webhook}", status_code=204, dependencies=[ACT])
def unsubscribe(parts: Parts, webhook: str) -> None:
    """What was not delivered yet is not delivered any more."""
    if not parts.subscriptions.remove(webhook):
        raise not_found()


def _shown(found: Subscription) -> WebhookObject:
    return WebhookObject(id=found.id, url=found.url, events=list(found.events), created_at=found.created_at)
