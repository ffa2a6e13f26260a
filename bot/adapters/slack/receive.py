"""Requests of Slack → the assistant's messages: events, clicks, the command."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

import structlog
from pydantic_core import from_json

from bot.adapter import NotGenuine, RawAnswer, RawRequest, Received
from bot.adapters.slack import modal, mrkdwn
from bot.adapters.slack.payloads import Click, Command, Event, EventCallback, File, Submission, UrlCheck
from bot.adapters.slack.render import ASKS, INPUT
from bot.adapters.slack.signature import check
from bot.adapters.slack.views import Views
from bot.messages import Address, Attachment, IncomingMessage, Press

_PEOPLE_SAY = (None, "file_share", "thread_broadcast")  # other subtypes are edits, joins and the like
_VOICE_CLIP = "slack_audio"
_ELSEWHERE = "我在私信里回复你。\nI answer in our direct messages."

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Receiver:
    """`views` open what has to open at once; without them every press is handled by the assistant."""

    secret: str
    views: Views | None = None

    def __call__(self, request: RawRequest, now: datetime) -> Received:
        check(request, self.secret, now)
        try:
            if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
                return _form(request.body, now, self.views)
            return _event(from_json(request.body), now, self.views)
        except (ValueError, RecursionError) as error:  # pydantic's and JSON's errors are ValueErrors
            raise NotGenuine(f"malformed: {type(error).__name__}") from error


def over_socket(kind: str, payload: object, now: datetime, views: Views | None = None) -> Received:
    """An envelope of Socket Mode, whose line is genuine. Raises NotGenuine for what is malformed."""
    try:
        match kind, payload:
            case "events_api", dict():
                return _event(payload, now, views)
            case "interactive", dict():
                return _interaction(payload, now, views)
            case "slash_commands", dict():
                return _commanded(Command.model_validate(payload), json.dumps(payload).encode(), now)
            case _:
                return _ignored(kind)
    except (ValueError, RecursionError) as error:
        raise NotGenuine(f"malformed: {type(error).__name__}") from error


def _event(body: Any, now: datetime, views: Views | None) -> Received:
    kind = body.get("type") if isinstance(body, dict) else None
    if kind == "url_verification":
        return Received(answer=RawAnswer(UrlCheck.model_validate(body).challenge.encode()))
    if kind != "event_callback":
        return _ignored(kind)
    callback = EventCallback.model_validate(body)
    if callback.event.get("type") not in ("message", "app_mention", "app_home_opened"):
        return _ignored(callback.event.get("type"))
    event = Event.model_validate(callback.event)
    if event.bot_id or not event.user or not event.channel or event.user == callback.bot:
        return Received()
    if event.type == "app_home_opened" and event.tab == "home":
        return _at_home(event.user, event.channel, now, views)
    if event.type == "app_home_opened":
        return Received((_opened(event.user, event.channel, now),))
    direct = event.channel_type == "im" or event.channel.startswith("D")
    # In a channel a mention is also a message: the one event is as good as the other.
    if event.subtype not in _PEOPLE_SAY or direct != (event.type == "message"):
        return Received()
    return Received((_said(event, callback, direct, now),))


def _said(event: Event, callback: EventCallback, direct: bool, now: datetime) -> IncomingMessage:
    clip = next((file for file in event.files if file.subtype == _VOICE_CLIP), None)
    transcript = _transcript(clip) if clip else ""
    typed = mrkdwn.read(event.text or "", callback.bot)
    return IncomingMessage(
        platform="slack",
        message_id=callback.event_id,
        sender=event.user or "",
        address=Address(
            platform="slack",
            conversation=event.channel or "",
            # In a channel the answer hangs under the question.
            thread=event.thread_ts or (None if direct else event.ts),
            direct=direct,
        ),
        at=now,
        text=typed or transcript,
        voice=bool(transcript and not typed),
        attachments=tuple(map(_attachment, event.files)),
    )


def _opened(user: str, channel: str, now: datetime) -> IncomingMessage:
    """The view is opened often, the first contact is greeted: one id for all of them."""
    address = Address(platform="slack", conversation=channel)
    return IncomingMessage(
        platform="slack", message_id=f"opened/{user}", sender=user, address=address, at=now, opened=True
    )


def _at_home(user: str, channel: str, now: datetime, views: Views | None) -> Received:
    """The tab is filled anew each time that somebody looks at it; nothing is said in the chat."""
    if views is None:
        return Received()
    opened = _opened(user, channel, now)
    return Received(attempt=lambda: views.publish(opened))


def _transcript(clip: File) -> str:
    """Slack's own, when it is complete; a preview that goes on says half of what was meant."""
    done = clip.transcription
    if done is None or done.status != "complete" or done.preview is None or done.preview.has_more:
        return ""
    return done.preview.content.strip()


def _attachment(file: File) -> Attachment:
    kind = "image" if (file.mimetype or "").startswith("image/") else "file"
    return Attachment(
        kind="voice" if file.subtype == _VOICE_CLIP else kind,
        name=file.name or file.id,
        ref=_reference(file),
        seconds=file.duration_ms / 1000 if file.duration_ms is not None else None,
    )


def _reference(file: File) -> str:
    """Of a clip its id too: what was said in it is asked for later."""
    url = file.url_private_download or file.url_private
    if url and file.subtype == _VOICE_CLIP:
        return f"{file.id} {url}"
    return url or file.id


def _form(body: bytes, now: datetime, views: Views | None) -> Received:
    form = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    if "command" in form:
        return _commanded(Command.model_validate(form), body, now)
    if "payload" not in form:
        return _ignored("form")
    return _interaction(from_json(form["payload"]), now, views)


def _interaction(payload: Any, now: datetime, views: Views | None) -> Received:
    match payload.get("type") if isinstance(payload, dict) else None:
        case "block_actions":
            return _clicked(Click.model_validate(payload), now, views)
        case "view_submission":
            return _submitted(Submission.model_validate(payload), now)
        case kind:
            return _ignored(kind)


def _commanded(command: Command, body: bytes, now: datetime) -> Received:
    """Answered in the direct conversation with whoever typed it, wherever that was."""
    message = IncomingMessage(
        platform="slack",
        message_id=f"command/{command.trigger_id or _digest(body)}",
        sender=command.user_id,
        address=Address(platform="slack", conversation=command.user_id),
        at=now,
        text=mrkdwn.read(command.text, ""),
        opened=not command.text.strip(),
    )
    told = {"response_type": "ephemeral", "text": _ELSEWHERE}
    answer = RawAnswer(json.dumps(told, ensure_ascii=False).encode(), media_type="application/json")
    return Received((message,), RawAnswer() if command.channel_id.startswith("D") else answer)


def _clicked(click: Click, now: datetime, views: Views | None) -> Received:
    pressed = next((each for each in click.actions if each.type == "button" and each.action_id), None)
    where = _where(click)
    if pressed is None or where is None:
        return Received()
    ts = click.message.ts if click.message else None
    value = pressed.value or ""
    # Slack does not repeat clicks; whoever repeats one for it repeats all of this.
    made_of = (click.trigger_id, ts, pressed.action_ts, pressed.action_id, click.user.id)
    message = IncomingMessage(
        platform="slack",
        message_id=f"click/{_digest(json.dumps(made_of).encode())}",
        sender=click.user.id,
        address=where,
        at=now,
        press=Press(action=pressed.action_id, values=_entered(click), card=value.removeprefix(ASKS) or None),
    )
    if views is None or not value.startswith(ASKS):
        return Received((message,))
    return Received(
        (message,), attempt=lambda: views.open(message, pressed, trigger=click.trigger_id, message=ts)
    )


def _where(click: Click) -> Address | None:
    """What is clicked on the Home tab is answered in the direct conversation; modals only submit."""
    if click.view is not None and click.view.type == "home":
        return Address(platform="slack", conversation=click.user.id)
    if click.channel is None or click.message is None:
        return None
    channel, message = click.channel.id, click.message
    return Address(
        platform="slack",
        conversation=channel,
        thread=message.thread_ts if message.thread_ts != message.ts else None,
        direct=channel.startswith("D"),
    )


def _submitted(submission: Submission, now: datetime) -> Received:
    view = submission.view
    if view.callback_id != modal.CALLBACK:
        return _ignored(f"view {view.callback_id}")
    origin = modal.Origin.model_validate_json(view.private_metadata)
    if flaws := modal.flaws(view, origin.language):
        told = {"response_action": "errors", "errors": flaws}
        return Received(
            answer=RawAnswer(json.dumps(told, ensure_ascii=False).encode(), media_type="application/json")
        )
    values = modal.entered(view)
    files = modal.attached(view)
    made_of = (view.id, view.hash, submission.user.id, values, [file.id for _, file in files])
    address = Address(
        platform="slack", conversation=origin.channel, thread=origin.thread, direct=origin.direct
    )
    return Received(
        (
            IncomingMessage(
                platform="slack",
                message_id=f"form/{_digest(json.dumps(made_of).encode())}",
                sender=submission.user.id,
                address=address,
                at=now,
                press=Press(action=origin.action, values=values, card=origin.card),
                attachments=tuple(
                    _attachment(file).model_copy(update={"input": name}) for name, file in files
                ),
            ),
        )
    )


def _entered(click: Click) -> Mapping[str, str]:
    """What stands in the card's inputs: their blocks are named after them."""
    blocks = click.state.values if click.state else {}
    return {
        block.removeprefix(INPUT): entered.text
        for block, elements in blocks.items()
        if block.startswith(INPUT)
        for entered in elements.values()
    }


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _ignored(kind: object) -> Received:
    log.info("callback_ignored", platform="slack", kind=str(kind)[:80])
    return Received()
