"""Joins the parts. Readable from top to bottom; no container, no locator."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.adapter import Opened
from bot.app import colourless, found  # noqa: F401 - the first before anything that logs
from bot.app.budget import SharedBudget
from bot.app.bundles import bundled
from bot.app.callouts import Callouts
from bot.app.conversation import Conversation
from bot.app.core import Core, open_core
from bot.app.effects import open_effects
from bot.app.home_visitors import HomeVisitors
from bot.app.homes import KIND as HOME
from bot.app.homes import Homes
from bot.app.identities import Identities
from bot.app.learning import UpToDate
from bot.app.lettering import words_in_charts
from bot.app.lexicon import lexicon_of
from bot.app.linking import Linking
from bot.app.memory import open_memory
from bot.app.outages import Outages
from bot.app.parcels import Parcels
from bot.app.platforms import form_desk, open_platforms
from bot.app.post import PostOffice
from bot.app.preview import Preview
from bot.app.redis_server import open_redis, redis_url
from bot.app.settings import Settings
from bot.app.voice import Ear, open_transcriber
from bot.intent import Parser, Reader
from bot.messages import same
from bot.nlu.auto import AutoParser
from bot.nlu.breaker import Breaker
from bot.nlu.lexicon import Lexicon
from bot.nlu.llm import LlmParser
from bot.nlu.local import LocalParser
from bot.nlu.reader import LocalReader
from bot.turn import Turn
from charts import sheet, style
from engine.commands import FireTimer, FireWait, Redirect
from engine.people import SYSTEM
from scheduler.parts import Parts
from scheduler.rq_queue import RqQueue
from storage.blobs import BlobStore
from storage.dialogues import Dialogues
from storage.inbox import Inbox
from storage.outbox import NewMessage, Outbox, OutboxItem
from storage.posted import PostedCards
from storage.preferences import PreferenceBook
from storage.reminders import Reminders
from storage.retention import Retention
from storage.subscriptions import Subscriptions
from storage.timers import Timers
from storage.turns import Turns
from storage.waits import Waits


def worker_parts(settings: Settings, owner: str) -> Parts:
    """Everything a worker needs, loaded before its first job."""
    style.prepare(settings.data_dir / "cache" / "matplotlib")
    core = open_core(settings)
    words = words_in_charts(core.people.directory(), core.templates.current())
    warming = threading.Timer(_WARM_AFTER_S, sheet.warm_up, (words,))
    warming.daemon = True
    warming.start()
    return parts_of(core, owner)


_WAITS = 500  # processes in one go
_WARM_AFTER_S = 4.0  # charts are made ready when those who wait for their first answer have it


@dataclass(frozen=True, slots=True)
class Understanding:
    """Words → intents, and the answers to questions."""

    parser: Parser
    reader: Reader


def parts_of(
    core: Core,
    owner: str,
    understanding: Understanding | None = None,
    platforms: Mapping[str, Opened] | None = None,
) -> Parts:
    """`platforms`: those of the settings, when none are given."""
    platforms = platforms or open_platforms(core)
    conversation = open_conversation(core, understanding or open_understanding(core), platforms)

    callouts = Callouts(core, conversation.post.memory, Subscriptions(core.database))
    effects = open_effects(core)
    visitors = HomeVisitors(open_redis(redis_url(core.settings)))
    homes = Homes(platforms, conversation.post.memory, Preview(core, platforms), visitors)

    def notify(payload: str, now: datetime) -> Sequence[NewMessage]:
        return (
            *conversation.tell(payload, now),
            *callouts.for_events(payload),
            *effects.of_events(payload, now),
            *homes.for_events(payload, now),
        )

    def send(item: OutboxItem, now: datetime) -> None:
        if item.kind == "call":
            callouts.send(item)
        elif item.kind == "service":
            effects.call(item, now)
        elif item.kind == HOME:
            homes.send(item, now)
        else:
            conversation.post.send(item, now)

    def fire(timer: FireTimer, now: datetime) -> None:
        core.workflow.execute(timer, now)

    def redirect(now: datetime) -> None:
        for delegation, principal in core.delegations.due(now):
            for number in core.delegations.affected(principal):
                core.workflow.execute(Redirect(actor=SYSTEM, process=number), now)
            core.delegations.carried(delegation, now)

    waits = Waits(core.database)

    def fire_waits(now: datetime) -> None:
        for number in waits.due(now, _WAITS):
            process = conversation.post.memory.process(number)
            for wait in process.waits if process else ():
                if wait.at is not None and wait.at <= now:
                    core.workflow.execute(FireWait(actor=SYSTEM, process=number, wait=wait.id), now)

    return Parts(
        owner=owner,
        clock=core.clock,
        queue=RqQueue(open_redis(redis_url(core.settings))),
        inbox=Inbox(core.database),
        turns=conversation.turns,
        outbox=Outbox(core.database),
        reminders=conversation.reminders,
        handle=conversation.handle,
        apologise=conversation.apologise,
        notify=notify,
        send=send,
        remind=conversation.remind,
        due_timers=Timers(core.database).due,
        fire=fire,
        redirect=redirect,
        fire_waits=fire_waits,
        tidy=Retention(
            core.database,
            messages=timedelta(days=core.settings.keep_messages_days),
            turns=timedelta(days=core.settings.keep_turns_days),
        ).prune,
        bundle=bundled,
    )


def open_conversation(
    core: Core, understanding: Understanding, platforms: Mapping[str, Opened]
) -> Conversation:
    memory, outages = open_memory(core), Outages()
    identities = Identities(core, platforms, outages)
    post = PostOffice(
        core=core,
        memory=memory,
        platforms=platforms,
        identities=identities,
        cards=PostedCards(core.database),
        preferences=PreferenceBook(core.database),
        outbox=Outbox(core.database),
        desk=form_desk(core),
        outages=outages,
    )
    words = UpToDate(
        understanding.parser, understanding.reader, core.templates.current, lambda: open_lexicon(core)
    )
    turn = Turn(
        parser=words,
        reader=words,
        intents={**found.intents(), **found.verbs()},
        workflow=core.workflow,
        memory=memory,
        world=core.world,
    )
    return Conversation(
        core=core,
        turn=turn,
        turns=Turns(core.database),
        dialogues=Dialogues(core.database),
        reminders=Reminders(core.database),
        identities=identities,
        post=post,
        ear=Ear(platforms, open_transcriber(core.settings), outages),
        parcels=Parcels(core, platforms, BlobStore(core.database), outages),
        linking=_open_linking(core, platforms),
    )


def _open_linking(core: Core, platforms: Mapping[str, Opened]) -> Linking:
    redis = open_redis(redis_url(core.settings))
    specs = found.platforms()
    names = [name for name, opened in platforms.items() if opened.lookup is not None]
    titles = {name: specs[name].title if name in specs else same(name) for name in names}
    also = {name: specs[name].also for name in names if name in specs}
    return Linking(core, redis, SharedBudget(redis), titles, also)


def open_lexicon(core: Core) -> Lexicon:
    company = core.people.company()
    return lexicon_of(company.directory, company.nicknames, core.templates.current())


def open_understanding(core: Core) -> Understanding:
    return Understanding(_with_model(core, open_parser(core)), LocalReader(open_lexicon(core)))


def open_parser(core: Core) -> LocalParser:
    kept = core.settings.data_dir / "cache" / "classifier.npz"
    return LocalParser(tuple(found.intents().values()), open_lexicon(core), kept)


def _with_model(core: Core, local: LocalParser) -> Parser:
    settings = core.settings
    if not settings.llm_base_url:
        return local
    model = LlmParser(
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key.get_secret_value(),
        model=settings.llm_model,
        specs=tuple(found.intents().values()),
        lexicon=open_lexicon(core),
    )
    threading.Thread(target=model.warm, daemon=True).start()
    return AutoParser(local, model, Breaker(time.monotonic))
