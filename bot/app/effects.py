"""What a process's events ask of the world: sub-processes, calls of services, plugins, messages that wait.

Carried out when the events leave the outbox. Events may come twice, so everything here is as good twice as
once: commands have keys, or do nothing when the world moved on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import EntryPoint

import structlog
from pydantic import JsonValue

from bot.app import plugins
from bot.app.core import Core
from bot.app.memory import StoredMemory, open_memory
from bot.app.post import payload_of_events
from engine import commands as c
from engine import events as e
from engine.conditions import ConditionFailed, value
from engine.errors import WorkflowError
from engine.people import SYSTEM
from engine.process import Number, Parent, Process, ProcessStatus, Wait, WaitKind
from scheduler.parts import Undelivered
from storage.hook_messages import HookMessages
from storage.outbox import NewMessage, OutboxItem
from webhook.hooks import hook_secret
from webhook.outgoing import CallFailed, exchange

log = structlog.get_logger()
_OUTCOMES = {
    ProcessStatus.COMPLETED: "happened",
    ProcessStatus.REJECTED: "rejected",
    ProcessStatus.CANCELLED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class Effects:
    """`secret_of` gives the secret shared with another system by its name: a host, or the source of hooks."""

    core: Core
    memory: StoredMemory
    messages: HookMessages
    plugins: Mapping[str, EntryPoint]
    secret_of: Callable[[str], str]

    def of_events(self, payload: str, now: datetime) -> Sequence[NewMessage]:
        number, first, last = payload_of_events(payload)
        process = self.memory.process(Number(number))
        if process is None:
            return ()
        events = [each.event for each in self.memory.events.of(number, from_seq=first, to_seq=last)]
        return [made for event in events for made in self._of_event(process, event, now)]

    def _of_event(self, process: Process, event: e.AnyEvent, now: datetime) -> Iterator[NewMessage]:
        match event:
            case e.WaitOpened() if event.wait.kind is WaitKind.CHILD:
                self._start_child(process, event.wait, now)
            case e.WaitOpened() if event.wait.kind in (WaitKind.SERVICE, WaitKind.PLUGIN):
                yield _call(process.number, event.wait)
            case e.WaitOpened() if event.wait.kind is WaitKind.MESSAGE:
                self._deliver_kept(process, event.wait, now)
            case e.WaitEnded() if event.kind is WaitKind.CHILD and event.cause in ("ended", "overtaken"):
                self._cancel(event.data, process.number, now)
            case e.ProcessCompleted() | e.ProcessRejected() | e.ProcessCancelled():
                self._report(process, now)
                if process.template.cascade == "all" and not isinstance(event, e.ProcessCompleted):
                    for child in process.children:
                        self._cancel(child, process.number, now)
            case e.Suspended() | e.Resumed():
                self._children_likewise(process, event, now)
            case _:
                pass

    # Sub-processes

    def _start_child(self, process: Process, wait: Wait, now: datetime) -> None:
        config = process.template.step(wait.step).config
        try:
            fields = {
                name: value(source, process.fields, item=wait.item) for name, source in config.fields.items()
            }
            started = self.core.workflow.execute(
                c.StartProcess(
                    actor=process.starter,
                    template=config.template,
                    title=config.title,
                    fields=fields,
                    parent=Parent(process.number, wait.id, config.wait),
                ),
                now,
                key=f"child/{process.number}/{wait.id}",
            )
        except (WorkflowError, ConditionFailed) as error:
            self._end(process.number, wait.id, "failed", now, detail=str(error))
            return
        child = started.process.number
        self._do(c.RecordChild(actor=SYSTEM, process=process.number, wait=wait.id, child=child), now)

    def _report(self, child: Process, now: datetime) -> None:
        parent = child.parent
        if parent is not None and parent.waited:
            outcome = _OUTCOMES[child.status]
            self._end(parent.process, parent.wait, outcome, now, data=dict(child.fields))

    def _cancel(self, child: JsonValue, parent: Number, now: datetime) -> None:
        if isinstance(child, str) and child:
            self._do(c.Cancel(actor=SYSTEM, process=Number(child), reason=f"{parent} ended"), now)

    def _children_likewise(self, process: Process, event: e.Suspended | e.Resumed, now: datetime) -> None:
        """Messages that came meanwhile are applied at resume."""
        kind = c.Suspend if isinstance(event, e.Suspended) else c.Resume
        for wait in process.waits:
            if wait.child is not None:
                self._do(kind(actor=SYSTEM, process=wait.child, reason=str(process.number)), now)
            elif wait.kind is WaitKind.MESSAGE and kind is c.Resume:
                self._deliver_kept(process, wait, now)

    # Messages

    def receive(self, source: str, id_: str, name: str, key: str, data: JsonValue, now: datetime) -> int:
        """A message of another system: kept, and given to whoever waits for it. How many took it."""
        self.messages.keep(source, id_, name, key, data, now)
        taken = 0
        for number in self.messages.awaited(name, key):
            process = self.memory.process(number)
            for wait in process.waits if process else ():
                if wait.kind is WaitKind.MESSAGE and (wait.name, wait.key) == (name, key) and process:
                    taken += self._deliver_kept(process, wait, now)
        return taken

    def _deliver_kept(self, process: Process, wait: Wait, now: datetime) -> bool:
        """The oldest that nobody has taken. While suspended it is kept."""
        if process.suspended_at is not None:
            return False
        kept = self.messages.oldest(wait.name, wait.key, now)
        if kept is None or not self.messages.take(kept.id, process.number, now):
            return False
        self._end(process.number, wait.id, "happened", now, data=kept.data)
        return True

    # Calls

    def call(self, item: OutboxItem, now: datetime) -> None:
        """One attempt of a service or plugin step. Raises Undelivered to be tried again."""
        asked = json.loads(item.payload)
        process = self.memory.process(Number(asked["process"]))
        wait = next((each for each in process.waits if each.id == asked["wait"]), None) if process else None
        if process is None or wait is None:
            return  # no longer awaited
        config = process.template.step(wait.step).config
        try:
            if wait.kind is WaitKind.PLUGIN:
                plugin = self.plugins.get(wait.name)
                answer: JsonValue = plugins.run(plugin, wait.name, process.fields, config.settings)
            else:
                answer = self._asked(process, wait)
        except CallFailed as error:
            if not error.final and item.attempts < config.retries:
                raise Undelivered(str(error), retry_after_s=error.retry_after_s) from error
            self._end(process.number, wait.id, "failed", now, detail=str(error))
            return
        self._end(process.number, wait.id, "happened", now, data=answer)

    def _asked(self, process: Process, wait: Wait) -> JsonValue:
        config = process.template.step(wait.step).config
        try:
            sent = {name: value(source, process.fields) for name, source in config.sends.items()}
        except ConditionFailed as error:
            raise CallFailed(str(error), final=True) from error
        about = {"process": process.number, "title": process.title, "template": process.template.id}
        body = {**about, "step": wait.step, "fields": sent or dict(process.fields)}
        host = config.url.split("/")[2]
        return exchange(
            config.url,
            config.method,
            json.dumps(body, ensure_ascii=False),
            f"service/{process.number}/{wait.id}",
            secret=self.secret_of(host),
            now=self.core.clock.machine_now(),
            private=self.core.settings.private_calls,
        )

    # Commands

    def _end(
        self,
        number: Number,
        wait: int,
        outcome: str,
        now: datetime,
        *,
        data: JsonValue = None,
        detail: str = "",
    ) -> None:
        command = c.EndWait.model_validate(
            {
                "actor": SYSTEM,
                "process": number,
                "wait": wait,
                "outcome": outcome,
                "data": data,
                "detail": detail[: c.MAX_WORDS],
            }
        )
        self._do(command, now)

    def _do(self, command: c.AnyCommand, now: datetime) -> None:
        try:
            self.core.workflow.execute(command, now)
        except WorkflowError as error:  # it ended, or was changed, meanwhile
            log.info("effect_overtaken", command=type(command).__name__, reason=str(error))


def open_effects(core: Core) -> Effects:
    secret = core.settings.session_secret()
    return Effects(
        core,
        open_memory(core),
        HookMessages(core.database),
        plugins.Plugins(),
        lambda name: hook_secret(secret, name),
    )


def _call(process: Number, wait: Wait) -> NewMessage:
    return NewMessage(
        key=f"service/{process}/{wait.id}",
        lane=f"service/{process}/{wait.step}",
        payload=json.dumps({"process": process, "wait": wait.id}),
        kind="service",
    )
