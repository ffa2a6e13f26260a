"""The page of a form, for platforms whose cards cannot hold it. Its submission comes in like a click there.

Who opens the page is whoever has its signed address; whether they may do it is the engine's affair,
as with every card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from bot.forms import Form
from bot.messages import IncomingMessage, Language, Press
from webhook import form_page
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.static import POLICY

router = APIRouter()
log = structlog.get_logger()
_MAX_VALUE = 3000  # characters of one answer
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # the address is the right to the form
    "cache-control": "no-store",
}


@router.get("/forms/{token}")
def show(token: str, parts: Parts, lang: Annotated[str, Query()] = "") -> Response:
    found = parts.form(token)
    if found is None:
        return _page(form_page.unknown(parts.language), 404)
    language = _language(lang, found)
    if parts.now() >= found.expires_at:
        return _page(form_page.expired(language), 410)
    return _page(form_page.form(found.card, language, _known(found)), 200)


@router.post("/forms/{token}")
async def submit(token: str, request: Request, parts: Parts, lang: Annotated[str, Query()] = "") -> Response:
    sent = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_submitted, token, sent, lang, parts)


def _submitted(token: str, sent: Mapping[str, str], lang: str, parts: HttpParts) -> Response:
    found, now = parts.form(token), parts.now()
    if found is None:
        return _page(form_page.unknown(parts.language), 404)
    language = _language(lang, found)
    if now >= found.expires_at:
        return _page(form_page.expired(language), 410)
    action = sent.get("action", "")
    button = next((each for each in found.card.buttons if each.id == action), None)
    values = {each.id: sent.get(each.id, "").strip()[:_MAX_VALUE] for each in found.card.inputs}
    if button is None:
        return _page(form_page.form(found.card, language, values), 422)
    if form_page.checks(button) and (wrong := _missing(found, values)):
        return _page(form_page.form(found.card, language, values, wrong), 422)
    fresh = parts.inbox.accept(_message(token, found, action, values, now), now)
    log.info("form_submitted", platform=found.address.platform, card=found.card.key, repeated=not fresh)
    answer = _page(form_page.done(found.card, button, language), 200)
    if fresh:
        answer.background = BackgroundTask(parts.inbox.wake)
    return answer


def _message(
    token: str, form: Form, action: str, values: Mapping[str, str], now: datetime
) -> IncomingMessage:
    """The same answers twice are one submission; corrected ones are another."""
    made_of = json.dumps([token, action, dict(values)], sort_keys=True)
    return IncomingMessage(
        platform=form.address.platform,
        message_id=f"form/{hashlib.sha256(made_of.encode()).hexdigest()[:32]}",
        sender=form.sender,
        address=form.address,
        at=now,
        press=Press(action=action, values=dict(values), card=form.card.key),
    )


def _missing(form: Form, values: Mapping[str, str]) -> frozenset[str]:
    return frozenset(each.id for each in form.card.inputs if each.required and not values[each.id])


def _known(form: Form) -> Mapping[str, str]:
    return {each.id: each.value for each in form.card.inputs}


def _language(asked: str, form: Form) -> Language:
    return Language(asked) if asked in tuple(Language) else form.language


def _page(html: str, status: int) -> Response:
    return Response(html, status_code=status, media_type="text/html; charset=utf-8", headers=_HEADERS)
