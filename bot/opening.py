"""What is shown before anything is handled: the form that a press asks for, and what somebody has to do.

Both only read. They are for platforms that can show a form beside the chat, or have a place of one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.cards import Button, Card, Reply, Saying, show
from bot.dialogue import Pending
from bot.intent import Ask, IntentSpec
from bot.messages import Press, Text
from bot.present import names
from bot.present.task_card import open_card
from bot.presses import meaning
from bot.view import MY_TASKS, Ambiguous, TurnView, Unclear, number_in
from engine.process import Process, Task, TaskId

MAX_TASKS = 10
MAX_STARTS = 15
_IN_A_ROW = 5
_FILLED_ON_CARD = ("approve", "complete_task")


def form_of(
    press: Press, view: TurnView, pending: Pending | None, intents: Mapping[str, IntentSpec[Any, TurnView]]
) -> Card | None:
    """None where the press asks for nothing, or is not for the speaker to make."""
    meant = meaning(press)
    if meant.intent is None:
        is_open = pending is not None and meant.verb == "submit" and meant.rest == [pending.nonce]
        return pending.card if pending is not None and is_open else None
    task = meant.intent.slots.get("task")
    if isinstance(task, str):
        held = _held(task, view)
        if held is None:
            return None
        if meant.intent.name in _FILLED_ON_CARD:
            card = open_card(*held, view.world, view.now)
            return card if card.inputs else None
    spec = intents[meant.intent.name]
    try:
        plan = spec.plan(spec.slots.model_validate(meant.intent.slots), view)
    except (Ambiguous, Unclear, ValidationError):
        return None
    return plan.form if isinstance(plan, Ask) else None


def _held(id_: str, view: TurnView) -> tuple[Process, Task] | None:
    """The task, as long as it is in the speaker's hands."""
    number = number_in(id_)
    process = view.memory.process(number) if number else None
    task = process.task(TaskId(id_)) if process else None
    return (process, task) if process and task and task.assignee == view.speaker else None


def home(view: TurnView) -> Reply:
    """The speaker's open tasks, the soonest due first, and how to start something."""
    tasks = view.memory.open_tasks(view.speaker)
    count = len(tasks)
    if tasks:
        plural = "" if count == 1 else "s"
        head = Text(zh=f"**你手上有 {count} 件事**", en=f"**You have {count} task{plural}**")
    else:
        head = Text(zh="**你手上没有要处理的事。**", en="**Nothing is waiting for you.**")
    cards = [open_card(process, task, view.world, view.now) for process, task in tasks[:MAX_TASKS]]
    parts: list[Saying | Card] = [Saying(text=head), *cards]
    if count > MAX_TASKS:
        more = Text(zh=f"还有 {count - MAX_TASKS} 件。", en=f"There are {count - MAX_TASKS} more.")
        parts.append(Saying(text=more, choices=(MY_TASKS,)))
    return show(*_starting(view), *parts)


def _starting(view: TurnView) -> list[Saying]:
    starts = [
        Button(id=f"start/{each.id}", label=names.text(each.name), asks=True)
        for each in view.memory.templates()[:MAX_STARTS]
    ]
    first = Text(
        zh="要发起什么,私信我一句话就行,比如「走个采购,买10台示波器,预算62万」。也可以从这里开始:",
        en="To start something, send me one sentence, such as “buy 10 oscilloscopes, budget 620k”. Or here:",
    )
    more = Text(zh="还有:", en="And:")
    return [
        Saying(text=more if place else first, choices=tuple(starts[place : place + _IN_A_ROW]))
        for place in range(0, max(1, len(starts)), _IN_A_ROW)
    ]
