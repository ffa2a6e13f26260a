"""What has happened in a process, one line per act of a person: the log as people read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, tzinfo

from bot.cards import Fact
from bot.messages import Text, same
from bot.present import halting, moments, names
from bot.present.done import condition
from engine import events as e
from engine.people import SYSTEM, Directory
from engine.process import Origin, Process

MAX_LINES = 20


def story(
    process: Process,
    history: Sequence[e.AnyEvent],
    directory: Directory,
    now: datetime,
    zone: tzinfo,
    *,
    hidden: Collection[str] = (),
) -> tuple[Fact, ...]:
    """The latest acts, oldest first; without conditions on fields that are `hidden` from the reader."""
    lines = []
    for event in history:
        if isinstance(event, e.BranchTaken) and not event.data.keys().isdisjoint(hidden):
            continue
        said = _line(process, event, directory)
        if said is not None:
            at = moments.lasting(event.at, now, zone)
            lines.append(Fact(label=at, value=said))
    return tuple(lines[-MAX_LINES:])


def _line(process: Process, event: e.AnyEvent, directory: Directory) -> Text | None:
    who = names.name(event.actor, directory)
    match event:
        case e.ProcessStarted():
            return Text(zh=f"{who.zh} 发起", en=f"started by {who.en}")
        case e.TaskApproved():
            return _act(process, event, _for(event, directory), Text(zh="同意", en="approved"), event.comment)
        case e.TaskRejected():
            return _act(process, event, _for(event, directory), Text(zh="驳回", en="rejected"), event.reason)
        case e.TaskCompleted():
            if process.template.step(event.step).kind == "start":
                return Text(zh=f"{who.zh} 修改后重新提交", en=f"{who.en} edited and resubmitted it")
            return _act(
                process, event, _for(event, directory), Text(zh="完成", en="completed"), event.comment
            )
        case e.TaskReturned():
            return _act(process, event, _for(event, directory), Text(zh="退回", en="returned"), event.reason)
        case e.TaskTransferred() if event.to:
            to = names.name(event.to, directory)
            step = process.template.step(event.step).name
            why = f": {event.reason}" if event.reason else ""
            return Text(
                zh=f"{who.zh} 把「{step.zh}」转交给{to.zh}{why}",
                en=f"{who.en} handed “{step.en}” over to {to.en}{why}",
            )
        case e.SignersAdded():
            people = names.listed(names.name(each.person, directory) for each in event.seats)
            how = _POSITIONS[event.position]
            return Text(zh=f"{who.zh} 加签{people.zh}({how.zh})", en=f"{who.en} added {people.en} ({how.en})")
        case e.SignerRemoved() if event.cause == "removed":
            person = names.name(event.person, directory)
            return Text(zh=f"{who.zh} 减签{person.zh}", en=f"{who.en} removed {person.en} as a signer")
        case e.DecisionTakenBack():
            step = process.template.step(event.step).name
            return Text(zh=f"{who.zh} 收回了「{step.zh}」的决定", en=f"{who.en} took back “{step.en}”")
        case e.TaskReassigned() if event.cause in _REASSIGNED:
            person = names.name(event.assignee, directory)
            said = _REASSIGNED[event.cause]
            return Text(zh=said.zh.format(who=person.zh), en=said.en.format(who=person.en))
        case e.Suspended():
            why = f": {event.reason}" if event.reason else ""
            return Text(zh=f"{who.zh} 挂起{why}", en=f"suspended by {who.en}{why}")
        case e.Resumed():
            return Text(zh=f"{who.zh} 恢复", en=f"resumed by {who.en}")
        case e.Migrated():
            return Text(zh=f"改走模板第 {event.version} 版", en=f"goes on by version {event.version}")
        case e.TokenMoved() if event.cause == "jumped" and event.token is not None:
            step = process.template.step(event.token.step).name
            why = f": {event.reason}" if event.reason else ""
            return Text(zh=f"{who.zh} 跳转到「{step.zh}」{why}", en=f"{who.en} jumped to “{step.en}”{why}")
        case e.Commented():
            return Text(zh=f"{who.zh} 留言:{event.text}", en=f"{who.en} noted: {event.text}")
        case e.BranchTaken() if event.when:
            step = process.template.step(event.step).name
            rule = condition(event, process) or same(event.when)
            return Text(zh=f"「{step.zh}」:{rule.zh}", en=f"“{step.en}”: {rule.en}")
        case e.TaskUrged():
            to = names.name(event.assignee, directory)
            return Text(zh=f"{who.zh} 催了{to.zh}", en=f"{who.en} nudged {to.en}")
        case e.TaskEscalated():
            to = names.name(event.to, directory)
            return Text(zh=f"超期,已上报{to.zh}", en=f"overdue, {to.en} was told")
        case e.Halted():
            cause = halting.cause(event, process)
            return Text(zh=f"停住:{cause.zh}", en=f"halted: {cause.en}")
        case e.HaltLifted():
            why = f": {event.reason}" if event.reason else ""
            return Text(zh=f"{who.zh} 重试{why}", en=f"retried by {who.en}{why}")
        case e.ProcessCompleted() if event.forced:
            why = f": {event.reason}" if event.reason else ""
            return Text(zh=f"{who.zh} 直接结束{why}", en=f"brought to its end by {who.en}{why}")
        case e.ProcessCompleted():
            return Text(zh="流程完成", en="completed")
        case e.ProcessCancelled():
            why = f": {event.reason}" if event.reason else ""
            verb = Text(zh="作废", en="cancelled") if event.as_admin else Text(zh="撤回", en="withdrawn")
            return Text(zh=f"{who.zh} {verb.zh}{why}", en=f"{verb.en} by {who.en}{why}")
        case _:
            return None


def _for(event: e.Decided, directory: Directory) -> Text:
    """郑爽 代 吴昊; what the clock decided, it says so."""
    if event.actor == SYSTEM:
        return Text(zh="超时,自动", en="by the time limit:")
    return names.acting(event.actor, event.on_behalf_of, directory)


_POSITIONS = {
    Origin.PARALLEL: Text(zh="一起签", en="alongside"),
    Origin.BEFORE: Text(zh="先签", en="before"),
    Origin.AFTER: Text(zh="后签", en="after"),
    Origin.RULE: Text(zh="", en=""),
}
_REASSIGNED = {
    "claimed": Text(zh="{who} 领取", en="claimed by {who}"),
    "delegated": Text(zh="由代理人 {who} 处理", en="{who} acts as deputy"),
    "delegation_ended": Text(zh="代理结束,回到 {who}", en="the delegation ended; back to {who}"),
}


def _act(process: Process, event: e.Event, who: Text, verb: Text, words: str) -> Text:
    step = process.template.step(getattr(event, "step")).name  # noqa: B009 - every event that comes here has a step
    tail = f": {words}" if words else ""
    return Text(zh=f"{who.zh} {verb.zh}「{step.zh}」{tail}", en=f"{who.en} {verb.en} “{step.en}”{tail}")
