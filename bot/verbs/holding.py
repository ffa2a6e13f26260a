"""`claim`, `release`, `take_back`: what a holder does with a task besides deciding it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.cards import Reply
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present.done import done
from bot.view import TurnView, number_in
from engine.commands import Claim, Release, TakeBack
from engine.process import Number, TaskId
from engine.service import Outcome


class TaskSlots(Slots):
    task: str


def _does(kind: type[Claim | Release | TakeBack]) -> Callable[[TaskSlots, TurnView], Plan]:
    def plan(slots: TaskSlots, view: TurnView) -> Plan:
        number = number_in(slots.task) or Number(slots.task)
        return Do((kind(process=number, task=TaskId(slots.task), actor=view.speaker),))

    return plan


def _says(zh: str, en: str) -> Callable[[Sequence[Outcome], TurnView], Reply]:
    def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
        return done(outcomes, Text(zh=zh, en=en), view.directory, now=view.now, zone=view.zone)

    return present


VERBS = tuple(
    IntentSpec(name, "", TaskSlots, (), _does(kind), _says(zh, en))
    for name, kind, zh, en in (
        ("claim", Claim, "已领取", "You have claimed"),
        ("release", Release, "已放回", "Given back:"),
        ("take_back", TakeBack, "已收回你的决定", "You took back your decision on"),
    )
)
