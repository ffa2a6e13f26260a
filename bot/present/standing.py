"""Where a process stands, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.messages import Text
from bot.present import moments, names
from engine.forecast import ahead
from engine.people import Directory
from engine.process import Process, ProcessStatus, Task, TaskKind, Wait, WaitKind
from engine.step import World

STATUS = {
    ProcessStatus.RUNNING: Text(zh="进行中", en="Running"),
    ProcessStatus.COMPLETED: Text(zh="已完成", en="Completed"),
    ProcessStatus.REJECTED: Text(zh="已驳回", en="Rejected"),
    ProcessStatus.CANCELLED: Text(zh="已撤回", en="Cancelled"),
}


_OVER = {
    ProcessStatus.RUNNING: Text(zh="", en=""),
    ProcessStatus.COMPLETED: Text(zh="流程走完了。", en="The process is complete."),
    ProcessStatus.REJECTED: Text(zh="流程到此结束。", en="The process ends here."),
    ProcessStatus.CANCELLED: Text(zh="流程到此结束。", en="The process ends here."),
}


def template_name(process: Process) -> Text:
    return names.text(process.template.name)


def headline(process: Process) -> Text:
    """NP-12 极光手表 新品立项: number and title, in one breath."""
    return Text(zh=f"{process.number} {process.title}", en=f"{process.number} {process.title}")


def waits_for(process: Process, directory: Directory, now: datetime, zone: tzinfo) -> Text:
    """现在等李娜(财务总监)审批「预算」,12月4日 18:00 前。 Or how it ended."""
    if not process.is_running:
        return _ended(process, now, zone)
    if process.halts:
        step = process.template.step(process.halts[0].step).name
        return Text(
            zh=f"停在「{step.zh}」,需要管理员处理。",
            en=f"It is halted at “{step.en}” until an administrator mends it.",
        )
    waiting = _now([_waiting(process, group, directory, now, zone) for group in _by_step(process.tasks)])
    waiting += [_wait(process, each, now, zone) for each in process.waits]
    if process.suspended_at is not None:
        waiting.insert(0, Text(zh="流程已挂起,恢复后继续。", en="It is suspended."))
    return _sentences(waiting)


def _now(awaited: Sequence[Text]) -> list[Text]:
    """One sentence for whatever is waited for at the same time."""
    if not awaited:
        return []
    zh, en = ";".join(each.zh for each in awaited), "; ".join(each.en for each in awaited)
    both = "同时" if len(awaited) > 1 else ""
    return [Text(zh=f"现在{both}等{zh}。", en=f"Now waiting for {en}.")]


def _wait(process: Process, wait: Wait, now: datetime, zone: tzinfo) -> Text:
    step = process.template.step(wait.step).name
    match wait.kind:
        case WaitKind.TIMER if wait.at is not None:
            at = moments.moment(wait.at, now, zone)
            return Text(zh=f"「{step.zh}」到 {at.zh} 自动继续。", en=f"“{step.en}” goes on {at.en}.")
        case WaitKind.CHILD if wait.child is not None:
            return Text(zh=f"在等子流程 {wait.child}。", en=f"It waits for the sub-process {wait.child}.")
        case _:
            return Text(zh=f"在等「{step.zh}」的结果。", en=f"It waits for the outcome of “{step.en}”.")


def goes_on(process: Process, directory: Directory, now: datetime, zone: tzinfo) -> Text:
    """What follows from an act that has just been told: who is next, or that this was the end of it."""
    if process.is_running:
        return waits_for(process, directory, now, zone)
    return _OVER[process.status]


def after(process: Process, world: World, now: datetime) -> Text | None:
    """李娜 → 归档: the way ahead, three steps at most; None when this is the last one."""
    coming = ahead(process, world, now)[:3]
    if not coming:
        return None
    zh, en = [], []
    for each in coming:
        who = names.people(each.people[:2], world.directory)
        zh.append(f"{who.zh}({each.step.name.zh})" if each.people else each.step.name.zh)
        en.append(f"{who.en} ({each.step.name.en})" if each.people else each.step.name.en)
    return Text(zh=" → ".join(zh), en=" → ".join(en))


def _by_step(tasks: Sequence[Task]) -> list[list[Task]]:
    groups: dict[int, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.round, []).append(task)
    return list(groups.values())


def held_by(process: Process, directory: Directory) -> Text:
    """现在等徐静(法务)的「法务审核」。 Without a time, beside a picture that shows it."""
    return _sentences(_now([_awaited(process, group, directory) for group in _by_step(process.tasks)]))


def _awaited(process: Process, tasks: list[Task], directory: Directory) -> Text:
    who = names.listed(_holder(task, directory) for task in tasks)
    step = process.template.step(tasks[0].step).name
    what = {
        TaskKind.APPROVAL: Text(zh=f"的「{step.zh}」", en=f"to decide “{step.en}”"),
        TaskKind.TASK: Text(zh=f"完成「{step.zh}」", en=f"to finish “{step.en}”"),
        TaskKind.RESUBMIT: Text(zh="修改后重新提交", en="to edit and resubmit"),
    }[tasks[0].kind]
    return Text(zh=f"{who.zh}{what.zh}", en=f"{who.en} {what.en}")


def _holder(task: Task, directory: Directory) -> Text:
    """郑爽(代吴昊); of a pool's task, who may claim it."""
    if not task.assignee:
        pool = names.listed(names.name(each, directory) for each in task.pool)
        return Text(zh=f"{pool.zh}中的一位", en=f"one of {pool.en}")
    who = names.titled(task.assignee, directory)
    if task.on_behalf_of is None:
        return who
    principal = names.name(task.on_behalf_of, directory)
    return Text(zh=f"{who.zh}(代{principal.zh})", en=f"{who.en} (for {principal.en})")


def _waiting(process: Process, tasks: list[Task], directory: Directory, now: datetime, zone: tzinfo) -> Text:
    awaited = _awaited(process, tasks, directory)
    dues = [task.due_at for task in tasks if task.due_at is not None]
    if not dues:
        return awaited
    due = min(dues)
    said = moments.moment(due, now, zone)
    late = moments.span(now - due) if due < now else None
    zh_when = f"{said.zh} 前" if late is None else f"已超期 {late.zh}"
    en_when = f"by {said.en}" if late is None else f"{late.en} overdue"
    return Text(zh=f"{awaited.zh},{zh_when}", en=f"{awaited.en}, {en_when}")


def _ended(process: Process, now: datetime, zone: tzinfo) -> Text:
    status = STATUS[process.status]
    at = moments.moment(process.ended_at or now, now, zone)
    return Text(zh=f"{at.zh}{status.zh}。", en=f"{status.en} {at.en}.")


def _sentences(texts: Sequence[Text]) -> Text:
    return Text(zh="".join(each.zh for each in texts), en=" ".join(each.en for each in texts))
