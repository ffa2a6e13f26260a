"""The card of a task: what is asked of its holder, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.cards import Button, Card, Fact, Input, State, Style
from bot.messages import Text, same
from bot.present import forms, moments, names, offering, reasons, standing, values
from bot.present.closing import became
from engine.people import Directory
from engine.ports import ClosedTask
from engine.process import Process, Task, TaskKind, TaskStatus
from engine.sight import hidden_at
from engine.step import World

MAX_FACTS = 6
_OUTCOMES = {
    TaskStatus.APPROVED: (State.DONE, Text(zh="已同意", en="Approved")),
    TaskStatus.COMPLETED: (State.DONE, Text(zh="已完成", en="Completed")),
    TaskStatus.REJECTED: (State.REJECTED, Text(zh="已驳回", en="Rejected")),
    TaskStatus.RETURNED: (State.REJECTED, Text(zh="已退回", en="Returned")),
    TaskStatus.TRANSFERRED: (State.CANCELLED, Text(zh="已转交", en="Transferred")),
    TaskStatus.SKIPPED: (State.CANCELLED, None),
    TaskStatus.CANCELLED: (State.CANCELLED, None),
}


def key(task_id: str) -> str:
    return f"task/{task_id}"


def open_card(
    process: Process, task: Task, world: World, now: datetime, files: tuple[Fact, ...] = ()
) -> Card:
    """For the holder: what is asked, the facts it hangs on, why you, and the verbs.

    `files`: what others handed in before, seen before the card is unfolded.
    """
    directory = world.directory
    state, status = _strip(task, now)
    if task.pool:
        status = _pooled(task, directory)
    step = process.template.step(task.step)
    shown = _facts(process, task, world, now)
    shown = (*shown[: MAX_FACTS - len(files)], *files, *shown[MAX_FACTS - len(files) :])
    return Card(
        key=key(task.id),
        state=state,
        status=status,
        title=_title(process, task),
        number=process.number,
        facts=shown[:MAX_FACTS],
        more=shown[MAX_FACTS:],
        context=_context(process, task, world, now),
        inputs=_inputs(process, task, step.config, directory),
        buttons=_buttons(task, step.config),
        extra=offering.on_task(process, task, world),
    )


def closed_card(process: Process, closed: ClosedTask, world: World, now: datetime) -> Card:
    """The same card after the decision, whoever took it: who did what and when, instead of buttons."""
    state, status = _OUTCOMES[closed.status]
    zone, directory = world.calendar.zone, world.directory
    said = became(closed.status, closed.cause, closed.by, directory)
    at = moments.lasting(closed.at, now, zone)
    if status is not None and closed.by and not closed.cause:  # the holder's own decision
        who = names.acting(closed.by, closed.on_behalf_of, directory)
        said = Text(zh=f"{who.zh} {status.zh}", en=f"{status.en} by {who.en}")
    outcome = Text(zh=f"{said.zh} · {at.zh}", en=f"{said.en}, {at.en}")
    hidden = hidden_at(process, closed.step) if closed.step else ()
    fields = {name: value for name, value in process.fields.items() if name not in hidden}
    shown = values.facts(process.template, fields, directory, now=now, zone=zone)
    return Card(
        key=key(closed.id),
        state=state,
        status=status or said,
        title=same(process.title),
        number=process.number,
        facts=shown[:3],
        outcome=outcome,
    )


def moved(card: Card) -> Card:
    """What is left of a card that is shown again further down: one place to act is enough."""
    return Card(
        key=card.key,
        state=State.CANCELLED,
        status=Text(zh="已移到下方", en="Shown again below"),
        title=card.title,
        number=card.number,
    )


def _strip(task: Task, now: datetime) -> tuple[State, Text]:
    if task.due_at is not None and task.due_at <= now:
        return State.WAITING, Text(zh="已超期", en="Overdue")  # by how much changes while the card stands
    if task.kind is TaskKind.APPROVAL:
        return State.WAITING, Text(zh="等你审批", en="Awaiting your approval")
    if task.kind is TaskKind.RESUBMIT:
        return State.WAITING, Text(zh="等你修改", en="Awaiting your changes")
    return State.WAITING, Text(zh="等你办理", en="Awaiting you")


def _pooled(task: Task, directory: Directory) -> Text:
    if not task.assignee:
        return Text(zh="等一位领取", en="Waiting to be claimed")
    who = names.name(task.assignee, directory)
    return Text(zh=f"{who.zh} 已领取", en=f"Claimed by {who.en}")


def _title(process: Process, task: Task) -> Text:
    step = process.template.step(task.step).name
    match task.kind:
        case TaskKind.APPROVAL:
            return Text(zh=f"审批:{process.title}", en=f"Approve: {process.title}")
        case TaskKind.RESUBMIT:
            return Text(zh=f"修改后重新提交:{process.title}", en=f"Edit and resubmit: {process.title}")
        case TaskKind.TASK:
            return Text(zh=f"{step.zh}:{process.title}", en=f"{step.en}: {process.title}")


def _facts(process: Process, task: Task, world: World, now: datetime) -> tuple[Fact, ...]:
    zone, directory = world.calendar.zone, world.directory
    hidden = hidden_at(process, task.step)
    fields = {name: value for name, value in process.fields.items() if name not in hidden}
    shown = list(values.facts(process.template, fields, directory, now=now, zone=zone, number=process.number))
    asker = Fact(label=Text(zh="申请人", en="From"), value=names.titled(process.starter, directory))
    shown.insert(min(2, len(shown)), asker)
    if task.due_at is not None:
        due = moments.lasting(task.due_at, now, zone)
        by = Text(zh=f"{due.zh} 前", en=due.en)
        shown.insert(min(3, len(shown)), Fact(label=Text(zh="期限", en="Due"), value=by))
    if task.on_behalf_of is not None:
        principal = names.titled(task.on_behalf_of, directory)
        shown.insert(0, Fact(label=Text(zh="代谁审批", en="On behalf of"), value=principal))
    return tuple(shown)


def _context(process: Process, task: Task, world: World, now: datetime) -> Text:
    why = reasons.because(task.because, process, world.directory)
    if task.on_behalf_of is not None:
        principal = names.name(task.on_behalf_of, world.directory)
        of_them = reasons.said_of(why, principal)
        why = Text(
            zh=f"你代{principal.zh}处理,{of_them.zh}", en=f"you stand in for {principal.en}: {of_them.en}"
        )
    step = process.template.step(task.step).name
    coming = standing.after(process, world, now)
    zh = f"「{step.zh}」:{why.zh}。"
    en = f"“{step.en}”: {why.en}."
    if task.kind is TaskKind.RESUBMIT:
        zh, en = f"{why.zh}。", f"{why.en[:1].upper()}{why.en[1:]}."
    if coming:
        zh, en = f"{zh}你之后:{coming.zh}", f"{en} After you: {coming.en}"
    return Text(zh=zh, en=en)


def _inputs(process: Process, task: Task, config: Any, directory: Directory) -> tuple[Input, ...]:
    fields = process.template.fields
    if task.kind is not TaskKind.RESUBMIT:
        fields = tuple(each for each in fields if each.id in config.edits)
    asked = forms.inputs(fields, process.fields, directory)
    wants_files = task.kind is not TaskKind.RESUBMIT and config.files == "required"
    return (*asked, forms.attachment()) if wants_files and not _unclaimed(task) else asked


def _buttons(task: Task, config: Any) -> tuple[Button, ...]:
    if task.kind is TaskKind.RESUBMIT:
        return (
            Button(id=f"complete/{task.id}", label=Text(zh="重新提交", en="Resubmit"), style=Style.PRIMARY),
            Button(id=f"cancel/{_process(task)}", label=Text(zh="撤回", en="Withdraw"), style=Style.DANGER),
        )
    if _unclaimed(task):
        claim = Button(id=f"claim/{task.id}", label=Text(zh="领取", en="Claim"), style=Style.PRIMARY)
        return (claim, Button(id=f"explain/{task.id}", label=Text(zh="为什么是我", en="Why me")))
    buttons = []
    if task.kind is TaskKind.APPROVAL:
        buttons.append(
            Button(id=f"approve/{task.id}", label=Text(zh="同意", en="Approve"), style=Style.PRIMARY)
        )
    else:
        buttons.append(
            Button(id=f"complete/{task.id}", label=Text(zh="完成", en="Done"), style=Style.PRIMARY)
        )
    if config.transfer is not False:
        buttons.append(Button(id=f"transfer/{task.id}", label=Text(zh="转交", en="Transfer"), asks=True))
    if config.may_return is not False:
        buttons.append(Button(id=f"return/{task.id}", label=Text(zh="退回", en="Return"), asks=True))
    if task.kind is TaskKind.APPROVAL:
        no = Text(zh="驳回", en="Reject")
        buttons.append(Button(id=f"reject/{task.id}", label=no, style=Style.DANGER, asks=True))
    return tuple(buttons)


def _unclaimed(task: Task) -> bool:
    return bool(task.pool) and not task.assignee


def _process(task: Task) -> str:
    return task.id.rsplit("-", 1)[0]
