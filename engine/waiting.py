"""Tokens that wait for something other than people: how a wait opens, and what follows upon it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from pydantic import JsonValue

from engine import events as e
from engine import fields as form
from engine.calendar import Duration
from engine.errors import FieldInvalid
from engine.people import SYSTEM
from engine.process import Token, Wait, WaitKind
from engine.template import Step, StepId
from engine.walk import Walk

_DAY_BEGINS = time(9)


def wait_for(walk: Walk, token: Token, step: Step, kind: WaitKind, **more: Any) -> Wait:
    """`step` says what is awaited; with `events` the token stands on another one."""
    wait = Wait(walk.process.counter + 1, token.id, step.id, kind, **more)
    walk.emit(e.WaitOpened, actor=SYSTEM, wait=wait)
    return wait


def over(walk: Walk, wait: Wait, cause: str, data: JsonValue = None) -> None:
    walk.emit(e.WaitEnded, actor=SYSTEM, wait=wait.id, step=wait.step, kind=wait.kind, cause=cause, data=data)


def happened(walk: Walk, wait: Wait, step: Step, *, data: JsonValue = None, to: StepId | None = None) -> None:
    """The first of what a token waited for: the others no longer count, and it goes on."""
    token = walk.process.token(wait.token)
    over(walk, wait, "happened", data)
    walk.end_waits((token.id,), "overtaken")
    if token.step != step.id:  # it stood on an `events` step
        walk.emit(e.StepPassed, actor=SYSTEM, step=token.step, token=token.id, to=step.id, automatic=True)
        token = walk.process.token(token.id)
    walk.leave(token, step, automatic=True, to=to)


def failed(walk: Walk, wait: Wait, step: Step, problem: str, detail: str) -> None:
    """By the way that the step names for it; else the token halts until an administrator retries."""
    token = walk.process.token(wait.token)
    over(walk, wait, "failed", detail)
    walk.end_waits((token.id,), "overtaken")
    on_error = getattr(step.config, "on_error", None)
    if on_error is not None:
        walk.leave(token, step, automatic=True, cause="failed", to=StepId(on_error))
    else:
        walk.halt(token, problem, detail)


def take(walk: Walk, takes: dict[str, str], data: JsonValue) -> None:
    """Fields of the form from what came; what is not there stays as it was. Raises FieldInvalid."""
    found = {name: value for name, path in takes.items() if (value := at(data, path)) is not None}
    accepted = form.accepted(walk.process.template, found, walk.world.directory)
    before = walk.process.fields
    changed = {name: value for name, value in accepted.items() if before.get(name) != value}
    if changed:
        old = {name: before.get(name) for name in changed}
        walk.emit(e.FieldsChanged, actor=SYSTEM, before=old, after=changed)


def at(data: JsonValue, path: str) -> JsonValue:
    """`a.b.0`: a member, its member, the first of a list; None where there is nothing."""
    for part in path.split(".") if path else ():
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and part.isdigit() and int(part) < len(data):
            data = data[int(part)]
        else:
            return None
    return data


def due(walk: Walk, step: Step) -> tuple[datetime, bool]:
    """When a timer fires, and whether that is a fixed date. Raises FieldInvalid for a date that is none."""
    config, calendar = step.config, walk.world.calendar
    if config.after is not None:
        span = Duration.parse(config.after)
        if config.working:
            return calendar.after(walk.now, calendar.length(span)), False
        unit = {"d": "days", "h": "hours", "m": "minutes"}[span.unit]
        return walk.now + timedelta(**{unit: span.amount}), False
    value = walk.process.fields.get(config.until, config.until)
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise FieldInvalid(config.until, value, "a date such as 2026-12-20") from None
    if "T" not in str(value):
        moment = datetime.combine(moment.date(), _DAY_BEGINS)
    return (moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)), True


def await_message(walk: Walk, token: Token, step: Step) -> None:
    config = step.config
    key = str(walk.process.fields.get(config.key, "")) if config.key else walk.process.number
    wait_for(walk, token, step, WaitKind.MESSAGE, name=config.message, key=key)


def await_moment(walk: Walk, token: Token, step: Step) -> None:
    try:
        moment, fixed = due(walk, step)
    except FieldInvalid as flaw:
        walk.halt(token, "date_missing", str(flaw))
        return
    wait_for(walk, token, step, WaitKind.TIMER, at=moment, fixed=fixed)
