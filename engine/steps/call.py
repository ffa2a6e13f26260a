"""`call`: a sub-process of another template, waited for or not; one for each item of a list if wanted."""

from __future__ import annotations

from pydantic import JsonValue

from engine import events as e
from engine.commands import EndWait
from engine.errors import FieldInvalid
from engine.people import SYSTEM
from engine.process import Because, Token, Wait, WaitKind
from engine.rewinding import back_to, end_everything
from engine.step import StepConfig, StepType
from engine.template import START, Step, StepId
from engine.waiting import happened, over, take, wait_for
from engine.walk import Walk


class CallConfig(StepConfig):
    template: str
    title: str = ""  # of the child; its own pattern when empty
    fields: dict[str, str] = {}  # the child's field → a CEL expression over this process's fields, and `item`
    results: dict[str, str] = {}  # this process's field → the child's field, when it has completed
    each: str | None = None  # a table or file field: one child for each of its rows
    wait: bool = True
    reject_to: str = "end"  # a child ended rejected: end | starter | a step

    def leads_to(self) -> tuple[str, ...]:
        return () if self.reject_to in ("end", "starter") else (self.reject_to,)


def _enter(walk: Walk, token: Token, step: Step) -> None:
    """Who carries out the events starts the children, as the starter, and reports each one's end."""
    config: CallConfig = step.config
    rows: JsonValue = walk.process.fields.get(config.each) if config.each else [None]
    items = rows if isinstance(rows, list) else []
    waits = [
        wait_for(walk, token, step, WaitKind.CHILD, name=config.template, index=index, item=item)
        for index, item in enumerate(items, 1)
    ]
    if not config.wait:
        for wait in waits:
            over(walk, wait, "not_awaited")
    if not config.wait or not waits:
        walk.leave(token, step, automatic=True)


def _happened(walk: Walk, wait: Wait, step: Step, command: EndWait) -> None:
    config: CallConfig = step.config
    token = walk.process.token(wait.token)
    match command.outcome:
        case "happened":
            try:
                take(walk, config.results, command.data)
            except FieldInvalid as flaw:
                _stop(walk, wait, token, "answer_unfit", str(flaw))
                return
            others = [each for each in walk.process.waits if each.token == token.id and each.id != wait.id]
            if others:
                over(walk, wait, "happened")
            else:
                happened(walk, wait, step)
        case "rejected":
            _rejected(walk, wait, token, step)
        case "cancelled":
            _stop(walk, wait, token, "child_cancelled", str(wait.child or ""))
        case "failed":
            _stop(walk, wait, token, "child_failed", command.detail)


def _stop(walk: Walk, wait: Wait, token: Token, problem: str, detail: str) -> None:
    """A retry starts new children."""
    over(walk, wait, "failed", detail)
    walk.end_waits((token.id,), "overtaken")
    walk.halt(token, problem, detail)


def _rejected(walk: Walk, wait: Wait, token: Token, step: Step) -> None:
    over(walk, wait, "rejected")
    target = step.config.reject_to
    if target == "end":
        end_everything(walk, "rejected")
        walk.emit(e.ProcessRejected, actor=SYSTEM, step=step.id, reason=str(wait.child or ""))
        return
    because = Because(rule="return", of=str(wait.child or ""))
    back_to(walk, token, START if target == "starter" else StepId(target), "rejected", because)


STEP = StepType(kind="call", config=CallConfig, enter=_enter, happened=_happened)
