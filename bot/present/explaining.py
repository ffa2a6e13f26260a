"""Why is this on my desk: recomputed from the log, never remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.messages import Text
from bot.present import moments, names, reasons, standing, values, working_time
from bot.present.done import condition
from engine import events as e
from engine.people import PersonId
from engine.process import Process, Task
from engine.sight import hidden_from
from engine.step import World


def explanation(
    process: Process,
    task: Task | None,
    history: Sequence[e.AnyEvent],
    world: World,
    now: datetime,
    *,
    viewer: PersonId,
) -> Text:
    """The rule, the data and the branch that led to this task's holder."""
    zone, directory = world.calendar.zone, world.directory
    what = standing.headline(process)
    opened = _opening(task, history)
    if task is None or opened is None:
        stands = standing.waits_for(process, directory, now, zone)
        return Text(zh=f"{what.zh}:{stands.zh}", en=f"{what.en}: {stands.en}")
    step = process.template.step(task.step).name
    why = reasons.because(opened.because, process, directory)
    why = _whose(why, task, world, viewer)
    zh = [f"{what.zh} 走到「{step.zh}」,因为{why.zh}。"]
    en = [f"{what.en} is at “{step.en}”, because {why.en}."]
    if (deputy := _deputy(task, world, now)) is not None:
        zh.append(deputy.zh)
        en.append(deputy.en)
    hidden = hidden_from(process, viewer, world)
    for branch in _branches(process, opened, history):
        if not branch.data.keys().isdisjoint(hidden):
            continue
        data = _data(process, branch, world, now)
        rule = condition(branch, process)
        if rule is None:
            zh.append(f"这一步是因为条件 `{branch.when}` 成立({data.zh})。")
            en.append(f"This step was taken because `{branch.when}` holds ({data.en}).")
        else:
            zh.append(f"走到这一步,{rule.zh}({data.zh};规则 `{branch.when}`)。")
            because = rule.en[:1].lower() + rule.en[1:]
            en.append(f"It came this way {because} ({data.en}; the rule is `{branch.when}`).")
    at = moments.moment(opened.opened_at, now, zone)
    zh.append(f"{at.zh} 到你这里的。" if task.assignee == viewer else f"从 {at.zh} 等到现在。")
    en.append(f"It has been open since {at.en}.")
    if (due := _due(task, opened, process, world, now)) is not None:
        zh.append(due.zh)
        en.append(due.en)
    return Text(zh="".join(zh), en=" ".join(en))


def _opening(task: Task | None, history: Sequence[e.AnyEvent]) -> Task | None:
    """The task as it was opened, as the log has it."""
    if task is None:
        return None
    return next((each for event in history for each in e.opened_tasks(event) if each.id == task.id), None)


def _branches(process: Process, opened: Task, history: Sequence[e.AnyEvent]) -> list[e.BranchTaken]:
    """Conditions that led straight to this step."""
    return [
        event
        for event in history
        if isinstance(event, e.BranchTaken)
        and event.when
        and event.to == opened.step
        and event.at <= opened.opened_at
    ][-1:]


def _data(process: Process, branch: e.BranchTaken, world: World, now: datetime) -> Text:
    template = process.template
    shown = values.facts(
        template,
        {name: value for name, value in branch.data.items() if name in template.fields_by_id},
        world.directory,
        now=now,
        zone=world.calendar.zone,
    )
    return names.listed(
        Text(zh=f"{each.label.zh} {each.value.zh}", en=f"{each.label.en} {each.value.en}") for each in shown
    )


def _whose(why: Text, task: Task, world: World, viewer: PersonId) -> Text:
    """The rule named the principal, whoever acts; the reader is addressed only where it is he."""
    named = task.on_behalf_of or task.assignee
    if named == viewer:
        return why
    who = names.name(named, world.directory) if named else Text(zh="候选人", en="one of the pool")
    return reasons.said_of(why, who)


def _deputy(task: Task, world: World, now: datetime) -> Text | None:
    """吴昊 的审批由 郑爽 代理,到 11月28日: who stands in for the person whom the rule named, and how long."""
    if task.on_behalf_of is None:
        return None
    deputy = names.name(task.assignee, world.directory)
    principal = names.name(task.on_behalf_of, world.directory)
    periods = [
        each.end
        for each in world.delegations
        if each.principal == task.on_behalf_of and each.start <= now < each.end
    ]
    if not periods:
        return Text(
            zh=f"{principal.zh}的审批由{deputy.zh}代理。", en=f"{deputy.en} stands in for {principal.en}."
        )
    until = moments.moment(max(periods), now, world.calendar.zone)
    return Text(
        zh=f"{principal.zh}的审批由{deputy.zh}代理,到 {until.zh}。",
        en=f"{deputy.en} stands in for {principal.en} until {until.en}.",
    )


def _due(task: Task, opened: Task, process: Process, world: World, now: datetime) -> Text | None:
    """The calendar: how much working time the step gives, which hours count, and what moved it since."""
    span = process.template.step(task.step).due
    if task.due_at is None or span is None:
        return None
    at = moments.moment(task.due_at, now, world.calendar.zone)
    given, counted = working_time.span(span), working_time.hours(world.calendar)
    moved = Text(zh="", en="")
    if task.due_at != opened.due_at:
        moved = Text(zh=",之后因挂起顺延", en=", and later moved on by a suspension")
    return Text(
        zh=f"期限 {at.zh}:这一步给 {given.zh},只算{counted.zh}{moved.zh}。",
        en=f"It is due {at.en}: the step gives {given.en}, counting {counted.en} only{moved.en}.",
    )
