"""Why is this on my desk: recomputed from the log, never remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.messages import Text
from bot.present import moments, names, reasons, standing, values
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
    zh = [f"{what.zh} 走到「{step.zh}」,因为{_you(why, task, viewer).zh}。"]
    en = [f"{what.en} is at “{step.en}”, because {_you(why, task, viewer).en}."]
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


def _you(why: Text, task: Task, viewer: PersonId) -> Text:
    if task.assignee == viewer:
        return why
    return Text(zh=why.zh.replace("你", "处理人"), en=why.en.replace("you are", "the holder is"))
