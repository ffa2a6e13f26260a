"""What a command did to a process, in one sentence for who asked for it: whose act, or which rule."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Text
from bot.present import names
from engine import events as e
from engine.people import SYSTEM, Directory
from engine.process import Process

_ENDS = (e.ProcessCompleted, e.ProcessRejected, e.ProcessCancelled)
_ACTS = (
    e.TaskApproved,
    e.TaskCompleted,
    e.TaskRejected,
    e.TaskReturned,
    e.TaskTransferred,
    e.ProcessCancelled,
)


def news(events: Sequence[e.AnyEvent], process: Process, directory: Directory) -> Text | None:
    """None when it is nobody's news. Empty when only the outcome is to be told: nobody acted."""
    for event in events:
        if isinstance(event, _ACTS) and (said := _act(event, process, directory)) is not None:
            return said
    for event in events:
        if (said := _other(event, process, directory)) is not None:
            return said
    ended = any(isinstance(each, _ACTS + _ENDS) for each in events)
    return Text(zh="", en="") if ended else None


def _act(event: e.AnyEvent, process: Process, directory: Directory) -> Text | None:
    who = names.acting(event.actor, getattr(event, "on_behalf_of", None), directory)
    step = getattr(event, "step", None)
    name = names.text(process.template.step(step).name) if step and step != "start" else None
    tail = _words(getattr(event, "reason", "") or getattr(event, "comment", ""))
    match event:
        case e.ProcessCancelled() if event.as_admin and event.actor == SYSTEM:
            return Text(
                zh=f"随上级流程一起取消了{tail.zh}。", en=f"It was cancelled along with its parent{tail.en}. "
            )
        case e.ProcessCancelled() if event.as_admin:
            return Text(zh=f"{who.zh} 作废了它{tail.zh}。", en=f"{who.en} cancelled it{tail.en}. ")
        case e.ProcessCancelled():
            return Text(zh=f"{who.zh} 撤回了它{tail.zh}。", en=f"{who.en} withdrew it{tail.en}. ")
    if name is None:
        return None
    match event:
        case e.TaskApproved() | e.TaskCompleted() if event.actor == SYSTEM:
            return Text(zh=f"「{name.zh}」超时,自动通过。", en=f"“{name.en}” passed by the time limit. ")
        case e.TaskRejected() if event.actor == SYSTEM:
            return Text(
                zh=f"「{name.zh}」超时,自动驳回。", en=f"“{name.en}” was rejected by the time limit. "
            )
        case e.TaskTransferred() if event.to == "":
            return Text(
                zh=f"{who.zh} 请人先签「{name.zh}」{tail.zh}。",
                en=f"{who.en} asked others to sign “{name.en}” first{tail.en}. ",
            )
        case e.TaskTransferred():
            to = names.name(event.to, directory)
            by = Text(zh="超时,自动", en="The time limit") if event.actor == SYSTEM else who
            return Text(
                zh=f"{by.zh} 把「{name.zh}」转交给{to.zh}{tail.zh}。",
                en=f"{by.en} handed “{name.en}” to {to.en}{tail.en}. ",
            )
    verb = _VERBS.get(type(event))
    if verb is None:
        return None
    return Text(
        zh=f"{who.zh} {verb.zh.format(step=name.zh)}{tail.zh}。",
        en=f"{who.en} {verb.en.format(step=name.en)}{tail.en}. ",
    )


_VERBS: dict[type[e.Event], Text] = {
    e.TaskApproved: Text(zh="同意了「{step}」", en="approved “{step}”"),
    e.TaskCompleted: Text(zh="完成了「{step}」", en="finished “{step}”"),
    e.TaskRejected: Text(zh="驳回了「{step}」", en="rejected “{step}”"),
    e.TaskReturned: Text(zh="从「{step}」退回", en="returned it from “{step}”"),
}


def _other(event: e.AnyEvent, process: Process, directory: Directory) -> Text | None:
    """What is no decision of a holder, but moves the process or ends it."""
    who = names.name(event.actor, directory)
    match event:
        case e.TokenMoved() if event.cause == "jumped" and event.token is not None:
            to, tail = process.template.step(event.token.step).name, _words(event.reason)
            return Text(
                zh=f"{who.zh} 把它跳转到「{to.zh}」{tail.zh}。",
                en=f"{who.en} moved it to “{to.en}”{tail.en}. ",
            )
        case e.ProcessCompleted() if event.forced:
            tail = _words(event.reason)
            return Text(
                zh=f"{who.zh} 让它直接结束{tail.zh}。", en=f"{who.en} brought it to its end{tail.en}. "
            )
        case e.SignerRemoved() if event.cause == "removed":
            person = names.name(event.person, directory)
            return Text(zh=f"{who.zh} 减签了 {person.zh}。", en=f"{who.en} removed {person.en} as a signer. ")
        case e.SignerRemoved() | e.SeatMoved() if event.actor != SYSTEM:
            person = names.name(event.person, directory)
            return Text(
                zh=f"{who.zh} 做了工作交接,涉及 {person.zh}。",
                en=f"{who.en} handed work over ({person.en}). ",
            )
        case e.DecisionTakenBack():
            step = process.template.step(event.step).name
            return Text(
                zh=f"{who.zh} 收回了「{step.zh}」的决定。",
                en=f"{who.en} took back the decision on “{step.en}”. ",
            )
        case e.Migrated():
            return Text(
                zh=f"{who.zh} 把它换到模板第 {event.version} 版。",
                en=f"{who.en} moved it to version {event.version} of its template. ",
            )
        case e.StepPassed() if event.cause == "timeout":
            step = process.template.step(event.step).name
            return Text(
                zh=f"「{step.zh}」超时,按设置改走另一条路。",
                en=f"“{step.en}” ran out of time and goes on another way. ",
            )
        case _:
            return None


def _words(said: str) -> Text:
    return Text(zh=f"(“{said}”)", en=f" (“{said}”)") if said else Text(zh="", en="")
