"""The card of a process: where it stands, what it waits for, what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Button, Card, Fact, State
from bot.messages import Text
from bot.present import moments, names, offering, standing, values
from bot.present.story import story
from engine.events import AnyEvent
from engine.people import PersonId
from engine.process import Process, ProcessStatus
from engine.sight import hidden_from
from engine.step import World

_STATES = {
    ProcessStatus.RUNNING: State.WAITING,
    ProcessStatus.COMPLETED: State.DONE,
    ProcessStatus.REJECTED: State.REJECTED,
    ProcessStatus.CANCELLED: State.CANCELLED,
}


def key(number: str) -> str:
    return f"process/{number}"


def process_card(
    process: Process, history: Sequence[AnyEvent], world: World, now: datetime, *, viewer: PersonId
) -> Card:
    zone, directory = world.calendar.zone, world.directory
    starter = Fact(label=Text(zh="申请人", en="From"), value=names.titled(process.starter, directory))
    hidden = hidden_from(process, viewer, world)
    fields = {name: value for name, value in process.fields.items() if name not in hidden}
    said = values.facts(process.template, fields, directory, now=now, zone=zone, number=process.number)
    shown = [*said[:4], starter]
    if process.due_at is not None:
        due = moments.lasting(process.due_at, now, zone)
        shown.append(Fact(label=Text(zh="应完成", en="Due"), value=due))
    stands = standing.waits_for(process, directory, now, zone)
    coming = standing.after(process, world, now) if process.is_running else None
    if coming:
        stands = Text(zh=f"{stands.zh}之后:{coming.zh}", en=f"{stands.en} Then: {coming.en}")
    return Card(
        key=key(process.number),
        state=_STATES[process.status],
        status=standing.STATUS[process.status],
        title=_title(process),
        number=process.number,
        facts=tuple(shown),
        more=story(process, history, directory, now, zone, hidden=hidden),
        context=stands,
        buttons=_buttons(process, viewer),
        extra=offering.on_process(process, viewer, world, now),
    )


def _title(process: Process) -> Text:
    """What kind and which one; once where the title is nothing but the kind."""
    kind, title = standing.template_name(process), process.title
    if title in (kind.zh, kind.en):
        return kind
    return Text(zh=f"{kind.zh}:{title}", en=f"{kind.en}: {title}")


def _buttons(process: Process, viewer: PersonId) -> tuple[Button, ...]:
    buttons = []
    others = [task for task in process.tasks if task.assignee != viewer]
    mine = next((task for task in process.tasks if task.assignee == viewer), None)
    if mine is not None:
        buttons.append(Button(id=f"open/{mine.id}", label=Text(zh="办理", en="Open my task")))
    if others:
        buttons.append(Button(id=f"urge/{process.number}", label=Text(zh="催一下", en="Nudge")))
    buttons.append(Button(id=f"chart/{process.number}", label=Text(zh="甘特图", en="Gantt chart")))
    return tuple(buttons)
