"""`more`: what stands behind 更多, for platforms whose cards cannot unfold."""

from __future__ import annotations

from bot.cards import Button, Saying, folded, show
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.present import standing
from bot.present.process_card import process_card
from bot.present.task_card import open_card
from bot.view import TurnView, nothing, task_in

_IN_A_ROW = 5


class MoreSlots(Slots):
    of: str  # a task's id, or a process's number


def plan(slots: MoreSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.of)
    task = process.task(id_) if (id_ := task_in(slots.of)) else None
    if task is not None and task.assignee == view.speaker:
        card = open_card(process, task, view.world, view.now)
    else:
        history = view.memory.history(process.number)
        card = process_card(process, history, view.world, view.now, viewer=view.speaker)
    _, behind = folded(card)
    return Say(show(*_rows(standing.headline(process), behind or card.extra)))


def _rows(what: Text, buttons: tuple[Button, ...]) -> list[Saying]:
    if not buttons:
        text = Text(zh=f"{what.zh} 没有别的可做了。", en=f"There is nothing more to do with {what.en}.")
        return [Saying(text=text)]
    first = Text(zh=f"{what.zh} 还可以:", en=f"More for {what.en}:")
    return [
        Saying(
            text=first if not place else Text(zh="还有:", en="And:"),
            choices=buttons[place : place + _IN_A_ROW],
        )
        for place in range(0, len(buttons), _IN_A_ROW)
    ]


VERBS = (IntentSpec("more", "", MoreSlots, (), plan, nothing),)
