"""A running process goes on by another version of its template (R66)."""

from __future__ import annotations

from engine import commands as c
from engine import events as e
from engine.errors import NotAllowedHere, NotFound, ProcessSuspended, TargetInvalid
from engine.permission import administered
from engine.process import Mode, Process, Round, Vote
from engine.settling import settle
from engine.template import END, START, StepId, Template
from engine.walk import Walk


def problems(
    process: Process, version: Template, steps: dict[StepId, StepId], restart: tuple[StepId, ...]
) -> list[tuple[str, str]]:
    """What stands against it: (step or field, why); none when it can move.

    `gone`: the step is not there and not mapped; `kind`: it is of another kind; `mode`: votes were cast by
    another mode; `type`: a field in use has another type; `field`: it is not there.
    """
    found: list[tuple[str, str]] = []
    used = {each.step for each in process.tokens} | {each.step for each in process.waits}
    used |= {each.step for each in process.forks}
    for name in sorted(used - {START}):
        target = steps.get(name, name)
        if target not in version.steps:
            found.append((name, "gone"))
        elif version.step(target).kind != process.template.step(name).kind:
            found.append((name, "kind"))
    for round_ in process.rounds:
        target = steps.get(round_.step, round_.step)
        if target in version.steps and round_.step not in restart and _mode_changed(round_, version, target):
            found.append((round_.step, "mode"))
    for used_field in process.fields:
        field = version.fields_by_id.get(used_field)
        if field is None:
            found.append((used_field, "field"))
        elif field.type is not process.template.fields_by_id[used_field].type:
            found.append((used_field, "type"))
    return found


def _mode_changed(round_: Round, version: Template, target: StepId) -> bool:
    mode = getattr(version.step(target).config, "mode", round_.mode)
    cast = any(each.vote is not Vote.OPEN for each in round_.seats)
    return mode != round_.mode and (
        cast or Mode.CLAIM in (mode, round_.mode) or Mode.SEQUENCE in (mode, round_.mode)
    )


def migrate(walk: Walk, command: c.Migrate, version: Template | None) -> None:
    """An open round moves as it stands; a new threshold applies at once, so not while suspended (R60)."""
    administered(walk)
    process = walk.process
    if process.suspended_at is not None:
        raise ProcessSuspended(process.number)
    if version is None or version.id != process.template.id:
        raise NotFound("template", process.template.id)
    if version.version == process.template.version:
        raise TargetInvalid(str(command.version))
    against = problems(process, version, command.steps, command.restart)
    if against:
        raise NotAllowedHere("migrate", against[0][0])
    walk.emit(e.Migrated, version=version.version, steps=command.steps)
    walk.process = walk.process.changed(template=version)
    for name in command.restart:
        _restart(walk, command.steps.get(name, name))
    for round_ in walk.process.rounds:
        if round_.step != START and any(each.id == round_.id for each in walk.process.rounds):
            settle(walk, round_.id)


def _restart(walk: Walk, step: StepId) -> None:
    """A new round, by the new rule."""
    for token in [each for each in walk.process.tokens if each.step == step and step != END]:
        rounds = [each.id for each in walk.process.rounds if each.token == token.id]
        walk.close_tasks([each for each in walk.process.tasks if each.round in rounds], "migrated")
        walk.emit(
            e.TokenMoved,
            cause="restarted",
            ended=(token.id,),
            token=token,
            forks=walk.process.forks,
            backs=walk.process.backs,
            reroutes=walk.process.reroutes,
        )
        walk.arrive(token.id)
