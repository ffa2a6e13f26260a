"""What follows from a command: the events, or a refusal. Pure: the same question gets the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from pydantic import JsonValue

from engine import commands as c
from engine import events as e
from engine import fields as form
from engine.acts import administering, deciding, handing, migrating, returning, signing, timing, waiting
from engine.errors import FieldRequired, PersonInactive
from engine.evolve import begin
from engine.people import Directory, PersonId
from engine.process import Process
from engine.step import World
from engine.template import FieldType, Template
from engine.walk import Walk


@dataclass(frozen=True, slots=True)
class Decision:
    """The events in order, and the process that they make."""

    process: Process
    events: tuple[e.AnyEvent, ...]


def start(template: Template, command: c.StartProcess, world: World, now: datetime) -> Decision:
    """A new process under `command.number`. Raises PersonInactive, FieldInvalid, FieldRequired."""
    if not world.directory.is_active(command.actor):
        raise PersonInactive(command.actor)
    values = form.accepted(template, command.fields, world.directory)
    form.require(template, values)
    _check_chosen(template, command, world)
    started = e.ProcessStarted(
        at=now,
        actor=command.actor,
        template=template.id,
        version=template.version,
        title=command.title.strip() or _title(template, values, world.directory),
        fields=values,
        due_at=world.calendar.after(now, world.calendar.length(template.due)) if template.due else None,
        first=template.first,
        chosen=command.chosen,
        parent=command.parent,
    )
    walk = Walk(begin(command.number, template, started), world, now, command.actor)
    walk.events.append(started)
    walk.arrive(1)
    return Decision(walk.process, tuple(walk.events))


def decide(
    process: Process, command: c.AnyCommand, world: World, now: datetime, version: Template | None = None
) -> Decision:
    """What a command to a process under way leads to. Raises a WorkflowError; then nothing changes.

    `version`: the template that a migration leads to.
    """
    walk = Walk(process, world, now, command.actor)
    _follow(walk, command, version)
    return Decision(walk.process, tuple(walk.events))


def _follow(walk: Walk, command: c.AnyCommand, version: Template | None) -> None:
    match command:
        case c.StartProcess():
            raise AssertionError("a new process is started by `start`")
        case c.Approve():
            deciding.approve(walk, command)
        case c.Reject():
            deciding.reject(walk, command)
        case c.Complete():
            deciding.complete(walk, command)
        case c.Claim():
            deciding.claim(walk, command)
        case c.Release():
            deciding.release(walk, command)
        case c.Return():
            returning.give_back(walk, command)
        case c.TakeBack():
            returning.take_back(walk, command)
        case c.AddSigner():
            signing.add_signer(walk, command)
        case c.RemoveSigner():
            signing.remove_signer(walk, command)
        case c.Transfer():
            handing.transfer(walk, command)
        case c.Reassign():
            handing.reassign(walk, command)
        case c.Redirect():
            handing.redirect(walk, command)
        case c.Snooze():
            timing.snooze(walk, command)
        case c.FireTimer():
            timing.fire(walk, command)
        case c.Suspend():
            timing.suspend(walk, command)
        case c.Resume():
            timing.resume(walk, command)
        case c.FireWait() | c.EndWait() | c.RecordChild():
            waiting.go_on(walk, command)
        case c.Cancel():
            administering.cancel(walk, command)
        case c.Urge():
            administering.urge(walk, command)
        case c.AddComment():
            administering.comment(walk, command)
        case c.Cc():
            administering.cc(walk, command)
        case c.Retry():
            administering.retry(walk, command)
        case c.Jump():
            administering.jump(walk, command)
        case c.Migrate():
            migrating.migrate(walk, command, version)
        case _:
            assert_never(command)


def _check_chosen(template: Template, command: c.StartProcess, world: World) -> None:
    """Steps whose people the starter chooses need them from the beginning."""
    for step in template.steps.values():
        rules = getattr(step.config, "who", ())
        if any(rule.chosen for rule in rules) and len(rules) == 1 and not command.chosen.get(step.id):
            raise FieldRequired((step.id,))
    for people in command.chosen.values():
        for person in people:
            if not world.directory.is_active(person):
                raise PersonInactive(person)


def _title(template: Template, values: dict[str, JsonValue], directory: Directory) -> str:
    """The template's title pattern filled in; its first words when there is no pattern."""
    title = template.title or template.name.zh
    for field in template.fields:
        value = values.get(field.id, "")
        if field.type is FieldType.PERSON and isinstance(value, str):
            person = directory.person(PersonId(value))
            value = person.name.zh if person else value
        title = title.replace("{" + field.id + "}", str(value))
    title = title.replace("{template}", template.name.zh)
    return " ".join(title.split())[:200] or template.name.zh
