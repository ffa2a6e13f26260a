"""A recording from the page: written down by the speech service, then said like any text."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from bot.messages import Text
from webhook.chat.incoming import MAX_TEXT, Said, say
from webhook.chat.membership import member
from webhook.chat.session import Actor, Visitor
from webhook.given import Parts
from webhook.parts import HttpParts, NotTranscribed
from webhook.problems import Problem

router = APIRouter()
MAX_RECORDING = 10_000_000  # bytes; two minutes of Opus are about one million

_NO_SERVICE = Text(
    zh="这里还没有接语音识别服务,先打字告诉我吧。",
    en="No speech service is set up; please type instead.",
)
_NOT_AUDIO = Text(zh="这不是录音,我听不了。", en="That is not a recording.")
_NOT_HEARD = Text(
    zh="刚才没听清,请再说一遍,或者打字。", en="I could not make that out; please say it again, or type."
)


@router.post("/chat/voice")
async def hear(
    request: Request,
    parts: Parts,
    actor: Actor,
    conversation: str,
    content_type: Annotated[str, Header()] = "",
) -> JSONResponse:
    recording = await request.body()
    said = await run_in_threadpool(_heard, parts, actor, conversation, content_type, recording)
    return JSONResponse({"id": said}, 202)


def _heard(parts: HttpParts, actor: Visitor, conversation: str, media_type: str, recording: bytes) -> str:
    member(parts, actor, conversation)
    if parts.chat.transcribe is None:
        raise Problem(501, "no_speech_service", _NO_SERVICE)
    kind = media_type.split(";")[0].strip().lower()
    if not kind.startswith(("audio/", "video/")) or not recording:  # browsers call a recording either
        raise Problem(415, "not_audio", _NOT_AUDIO)
    try:
        text = parts.chat.transcribe(recording, kind).strip()[:MAX_TEXT]
    except NotTranscribed as error:
        raise Problem(502, "not_transcribed", _NOT_HEARD) from error
    if not text:
        raise Problem(422, "not_transcribed", _NOT_HEARD)
    key = hashlib.sha256(recording).hexdigest()  # the same recording sent again is said once
    return say(Said(actor.person.id, conversation, key, text=text, voice=True), parts, parts.now())
