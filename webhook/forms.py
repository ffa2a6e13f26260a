"""The page of a form, for platforms whose cards cannot hold it. Its submission comes in like a click there.

Where the platform tells who opened it, it is its person's alone. Elsewhere who opens it is whoever has its
signed address, and it can be answered once. Whether they may do it is the engine's affair, as ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from bot.cards import Input, InputType
from bot.files import MAX_BYTES, MAX_FILES
from bot.forms import Form
from bot.messages import IncomingMessage, Language, Press, Text
from webhook import form_page, form_rows, form_visitors
from webhook.files import keep, refusal
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.static import POLICY

router = APIRouter()
log = structlog.get_logger()
_MAX_VALUE = 3000  # characters of one answer
MAX_FORM = 3 * MAX_BYTES  # bytes of a submission
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # the address is the right to the form
    "cache-control": "no-store",
}


@router.get("/forms/{token}")
def show(
    token: str, request: Request, parts: Parts, lang: Annotated[str, Query()] = "", code: str = ""
) -> Response:
    found, language, closed = _opened(token, lang, parts)
    if found is None:
        return closed
    sign_in = parts.forms.sign_ins.get(found.address.platform)
    if sign_in is None:
        if parts.forms.answered(found.address.platform, _bearer_id(token)):
            return _page(form_page.answered(language), 410)
    elif code:
        return _headed(form_visitors.come_back(sign_in, request, found, language, parts))
    elif not form_visitors.is_owner(request, found, parts):
        return _headed(form_visitors.send_to(sign_in, request, token, language, parts))
    return _page(form_page.form(found.card, language, _known(found)), 200)


@router.post("/forms/{token}")
async def submit(token: str, request: Request, parts: Parts, lang: Annotated[str, Query()] = "") -> Response:
    if await run_in_threadpool(parts.forms.find, token) is None:  # before anything is read
        return _page(form_page.unknown(parts.language), 404)
    sent = await _read(request)
    return await run_in_threadpool(_submitted, token, sent, request, lang, parts)


@dataclass(frozen=True, slots=True)
class _Sent:
    values: Mapping[str, str]
    dropped: frozenset[str]  # ids of files that were taken out again
    files: tuple[tuple[str, str, bytes], ...]  # input, name, content


async def _read(request: Request) -> _Sent:
    values, dropped, files = {}, set(), []
    async with request.form() as form:
        for name, value in form.multi_items():
            if not isinstance(value, str):
                if value.filename:
                    data = await value.read(MAX_BYTES + 1)
                    files.append((name.removesuffix(form_rows.NEW), value.filename, data))
            elif name.endswith(form_rows.DROP):
                dropped.add(value)
            else:
                values[name] = value
    return _Sent(values, frozenset(dropped), tuple(files[:MAX_FILES]))


def _submitted(token: str, sent: _Sent, request: Request, lang: str, parts: HttpParts) -> Response:
    found, language, closed = _opened(token, lang, parts)
    if found is None:
        return closed
    is_bearer = found.address.platform not in parts.forms.sign_ins
    if not is_bearer and not form_visitors.is_owner(request, found, parts):
        return _page(form_page.unclear(language), 403)
    action = sent.values.get("action", "")
    button = next((each for each in found.card.buttons if each.id == action), None)
    refused: dict[str, Text] = {}
    values = {each.id: _value(each, sent, found, parts, refused) for each in found.card.inputs}
    if button is None:
        more = action.removeprefix(form_rows.ADD) if action.startswith(form_rows.ADD) else ""
        shown = form_page.form(found.card, language, values, refused, more_rows=more)
        return _page(shown, 200 if more else 422)
    if form_page.checks(button) and (wrong := {**_missing(found, values), **refused}):
        return _page(form_page.form(found.card, language, values, wrong), 422)
    id_ = _bearer_id(token) if is_bearer else _owner_id(token, action, values)
    message, now = _message(id_, found, Press(action=action, values=values, card=found.card.key), parts)
    fresh = parts.inbox.accept(message, now)
    log.info("form_submitted", platform=found.address.platform, card=found.card.key, repeated=not fresh)
    if not fresh and is_bearer:
        return _page(form_page.answered(language), 200)
    answer = _page(form_page.done(found.card, button, language), 200)
    if fresh:
        answer.background = BackgroundTask(parts.inbox.wake)
    return answer


def _opened(token: str, lang: str, parts: HttpParts) -> tuple[Form | None, Language, Response]:
    """The form, or what is said in its place."""
    found = parts.forms.find(token)
    if found is None:
        return None, parts.language, _page(form_page.unknown(parts.language), 404)
    language = Language(lang) if lang in tuple(Language) else found.language
    is_open = parts.now() < found.expires_at
    return found if is_open else None, language, _page(form_page.expired(language), 410)


def _message(id_: str, form: Form, press: Press, parts: HttpParts) -> tuple[IncomingMessage, datetime]:
    now = parts.now()
    message = IncomingMessage(
        platform=form.address.platform,
        message_id=id_,
        sender=form.sender,
        address=form.address,
        at=now,
        press=press,
    )
    return message, now


def _owner_id(token: str, action: str, values: Mapping[str, str]) -> str:
    """The same answers twice are one submission; corrected ones are another."""
    return _id(json.dumps([token, action, dict(values)], sort_keys=True))


def _bearer_id(token: str) -> str:
    """Where nobody tells who opened it, a page is answered once, whatever it is answered."""
    return _id(token)


def _id(made_of: str) -> str:
    return f"form/{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"


def _value(asked: Input, sent: _Sent, form: Form, parts: HttpParts, refused: dict[str, Text]) -> str:
    """As a press brings it. Files are kept at once, so that a page shown again still has them."""
    match asked.type:
        case InputType.TABLE:
            return form_rows.rows(asked, sent.values)
        case InputType.FILE:
            kept = [
                each
                for each in form_rows.listed(sent.values.get(asked.id, ""))
                if each.get("id") not in sent.dropped
            ]
            for name, data in ((name, data) for field, name, data in sent.files if field == asked.id):
                if (problem := refusal(name, data)) is not None:
                    refused[asked.id] = problem.detail
                    continue
                file = keep(name, data, platform=form.address.platform, sender=form.sender, parts=parts)
                kept.append(dict(file))
            return json.dumps(kept, ensure_ascii=False) if kept else ""
        case _:
            return sent.values.get(asked.id, "").strip()[:_MAX_VALUE]


def _missing(form: Form, values: Mapping[str, str]) -> dict[str, Text]:
    wrong = {each.id: form_page.MISSING for each in form.card.inputs if each.required and not values[each.id]}
    for each in form.card.inputs:
        if each.type is InputType.TABLE and (cell := form_rows.missing_cell(each, values[each.id])):
            wrong[each.id] = cell
    return wrong


def _known(form: Form) -> Mapping[str, str]:
    return {each.id: each.value for each in form.card.inputs}


def _page(html: str, status: int) -> Response:
    return _headed(Response(html, status_code=status))


def _headed(answer: Response) -> Response:
    answer.headers.update({**_HEADERS, "content-type": "text/html; charset=utf-8"})
    return answer
