"""The web part: the HTTP floor with everything it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from pydantic import JsonValue

from bot.adapters.webchat.render import shown
from bot.app import colourless  # noqa: F401 - before anything that logs
from bot.app.acceptance import open_inbox
from bot.app.budget import SharedBudget
from bot.app.core import Core, open_core
from bot.app.memory import open_memory
from bot.app.platforms import form_desk, open_platforms
from bot.app.redis_server import open_redis, redis_url
from bot.app.settings import Settings
from bot.app.voice import open_transcriber
from bot.messages import Language
from bot.nlu.speech import SpeechUnavailable
from charts import style
from engine.process import Process
from scheduler.rq_queue import RqQueue
from storage.accounts import Accounts
from storage.api_keys import ApiKeyStore
from storage.blobs import BlobStore
from storage.chat import ChatStore
from storage.database import open_database
from storage.drafts import Drafts
from storage.idempotency import IdempotencyStore
from storage.inbox import Inbox
from storage.live import LiveBus
from storage.preferences import PreferenceBook
from storage.queries.counts import counts
from storage.queries.traffic import traffic
from storage.subscriptions import Subscriptions
from webhook.app import create_http
from webhook.parts import (
    ChartForm,
    ChatParts,
    FormParts,
    Gauges,
    HttpParts,
    NotTranscribed,
    WorkflowParts,
)

_PATIENCE_S = 3.0  # whoever waits at a screen is told sooner than a worker gives up
_ENDINGS = {
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
}


def create(settings: Settings) -> FastAPI:
    """Nothing is connected before the first request."""
    return create_http(http_parts(settings))


def http_parts(settings: Settings) -> HttpParts:
    style.prepare(settings.data_dir / "cache" / "matplotlib")
    database = open_database(settings.database, patience_s=_PATIENCE_S)
    return parts_of(open_core(settings, database=database))


def parts_of(core: Core) -> HttpParts:
    settings = core.settings
    redis = open_redis(redis_url(settings))
    memory, budget, opened = open_memory(core), SharedBudget(redis), open_platforms(core)

    def chart(name: str, process: Process, language: Language, now: datetime, form: ChartForm) -> bytes:
        if name != "gantt":
            raise KeyError(name)
        return memory.gantt_picture(process.number, language, now, form)

    return HttpParts(
        now=core.clock.now,
        machine_now=core.clock.machine_now,
        zone=settings.zone,
        language=settings.language,
        url=settings.url,
        secret=settings.session_secret(),
        pages=Path(str(resources.files("webhook").joinpath("pages"))),
        directory=core.people.directory,
        world=core.world,
        chat=ChatParts(
            store=ChatStore(core.database),
            blobs=BlobStore(core.database),
            live=LiveBus(redis_url(settings)),
            languages=_Languages(PreferenceBook(core.database)),
            show=shown,
            transcribe=_transcribe(settings),
        ),
        inbox=open_inbox(core.database, RqQueue(redis)),
        workflow=WorkflowParts(
            service=core.workflow,
            templates=core.templates,
            drafts=Drafts(core.database),
            formats=core.formats,
            processes=memory.processes,
            tasks=memory.tasks,
            events=memory.events,
            chart=chart,
        ),
        gauges=Gauges(
            counts=lambda now: counts(core.database, now),
            traffic=lambda: traffic(core.database),
            budgets=lambda: [(use.name, use.used, use.limit) for use in budget.uses()],
        ),
        api_keys=ApiKeyStore(core.database),
        idempotency=IdempotencyStore(core.database),
        subscriptions=Subscriptions(core.database),
        hook=partial(_receive, core),
        checks={"database": core.database.ready, "redis": redis.ping},
        callbacks={route: each for platform in opened.values() for route, each in platform.routes.items()},
        private_calls=settings.private_calls,
        forms=FormParts(
            find=form_desk(core).find,
            sign_ins={name: each.sign_in for name, each in opened.items() if each.sign_in is not None},
            owner=Accounts(core.database).person_of,
            answered=Inbox(core.database).knows,
        ),
        file_reader=lambda file, person, until, given: form_desk(core).reader(
            file, person, until, given, core.clock.now()
        ),
        demo=settings.demo,
        advance=core.clock.advance if settings.demo else None,
    )


def _receive(core: Core, source: str, id_: str, name: str, key: str, data: JsonValue, now: datetime) -> int:
    from bot.app.effects import open_effects  # noqa: PLC0415 - it brings the assistant's whole view along

    return open_effects(core).receive(source, id_, name, key, data, now)


@dataclass(frozen=True, slots=True)
class _Languages:
    preferences: PreferenceBook

    def language(self, person: str) -> Language | None:
        chosen = self.preferences.of(person).language
        return Language(chosen) if chosen else None

    def choose_language(self, person: str, language: Language) -> None:
        self.preferences.choose(person, {"language": language.value})


def _transcribe(settings: Settings) -> Callable[[bytes, str], str] | None:
    transcriber = open_transcriber(settings)
    if transcriber is None:
        return None

    def transcribe(audio: bytes, media_type: str) -> str:
        ending = _ENDINGS.get(media_type.split(";")[0].strip(), "webm")
        try:
            return transcriber.transcribe(audio, f"recording.{ending}", settings.language.value)
        except SpeechUnavailable as error:
            raise NotTranscribed(error.text.said_in(settings.language)) from error

    return transcribe
