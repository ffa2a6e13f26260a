"""`manage` and what stands in its menu: suspend, resume, jump, reassign, retry, void. For administrators."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.cards import Button, Card, Input, Option, Reply, say
from bot.intent import Ask, Do, IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.present import names, standing
from bot.present.asking import choice, person_input, reason_form
from bot.present.confirming import confirm
from bot.present.done import done
from bot.view import MAX_CHOICES, TurnView
from engine import commands
from engine.people import PersonId
from engine.permission import is_admin
from engine.process import Number, Process
from engine.service import Outcome
from engine.template import END, StepId

_SUSPEND = Text(zh="挂起", en="Suspend")
_RESUME = Text(zh="恢复", en="Resume")
_JUMP = Text(zh="跳转", en="Jump")
_REASSIGN = Text(zh="改派", en="Reassign")
_RETRY = Text(zh="重试", en="Retry")
_VOID = Text(zh="作废", en="Cancel it")
_NAMED = 8  # processes of a leaver


class ManageSlots(Slots):
    process: str
    reason: str | None = None


class JumpSlots(ManageSlots):
    to_step: str | None = None
    token: int | None = None


class ReassignSlots(ManageSlots):
    scope: str | None = None  # all: of the leaver everywhere
    leaver: str | None = None
    person: str | None = None


def menu(slots: ManageSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    what = standing.headline(process)
    if not is_admin(process, view.speaker, view.world):
        return Say(
            say("管理流程要由模板的负责人或 PMO 来做。", "That is up to the template's owners and the PMO.")
        )
    if not process.is_running:
        return Say(
            say(f"{what.zh} 已经结束,没有要管理的了。", f"{what.en} is over; there is nothing to manage.")
        )
    return Say(say(f"{what.zh},要怎么处理?", f"{what.en}: what shall be done?", *_offers(process)))


def _offers(process: Process) -> list[Button]:
    number = process.number
    if process.suspended_at is not None:
        offers = [Button(id=f"resume/{number}", label=_RESUME)]
    else:
        offers = [Button(id=f"suspend/{number}", label=_SUSPEND, asks=True)]
        offers += [Button(id=f"jump/{number}", label=_JUMP, asks=True)]
    if process.tasks:
        offers.append(Button(id=f"reassign/{number}", label=_REASSIGN, asks=True))
    if process.halts:
        offers.append(Button(id=f"retry/{number}", label=_RETRY, asks=True))
    return [*offers, Button(id=f"void/{number}", label=_VOID, asks=True)]


def _suspend(slots: ManageSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    reason = _reason(slots, view)
    if not reason:
        return _ask_why(
            _SUSPEND,
            process,
            "为什么挂起?写下来,大家都看得到。",
            "Why is it suspended? Everyone will read it.",
        )
    return Do((commands.Suspend(process=process.number, actor=view.speaker, reason=reason),))


def _void(slots: ManageSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    reason = _reason(slots, view)
    if not reason:
        return _ask_why(
            _VOID, process, "为什么作废?作废后不能恢复。", "Why is it cancelled? That cannot be undone."
        )
    return Do((commands.Cancel(process=process.number, actor=view.speaker, reason=reason),))


def _resume(slots: ManageSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    return Do((commands.Resume(process=process.number, actor=view.speaker, reason=slots.reason or ""),))


def _retry(slots: ManageSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    reason = _reason(slots, view)
    if not reason and process.halts and is_admin(process, view.speaker, view.world):
        return _ask_why(
            _RETRY,
            process,
            f"{process.number} 的问题怎么解决的?记下来就重试。",
            f"What was mended in {process.number}? It goes on the record, and I retry.",
        )
    return Do((commands.Retry(process=process.number, actor=view.speaker, reason=reason),))


def _jump(slots: JumpSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    to_step = view.values.get("to_step") or slots.to_step
    token = int(view.values.get("token") or slots.token or 0) or None
    reason = _reason(slots, view)
    steps = [each for each in process.template.steps.values() if each.kind != "join"]
    options = (
        *(Option(id=each.id, label=names.text(each.name)) for each in steps),
        Option(id=END, label=Text(zh="直接结束", en="Straight to the end")),
    )
    where = choice("to_step", Text(zh="跳到", en="Jump to"), options, chosen=to_step or "")
    form = reason_form(_JUMP, process, *_tokens(process, token), where, required=True)
    known = {"process": process.number, "to_step": to_step, "token": token, "reason": reason or None}
    if not to_step:
        return Ask(
            question=Text(zh=f"{process.number} 跳到哪一步?", en=f"Where shall {process.number} jump to?"),
            slot="to_step",
            choices=tuple(
                Button(id=f"choose/to_step/{each.id}", label=each.label) for each in options[:MAX_CHOICES]
            ),
            form=form,
            slots=known,
        )
    if not reason:
        question = Text(zh="为什么跳转?会记下来。", en="Why the jump? It will be on the record.")
        return Ask(question=question, slot="reason", form=form, slots=known)
    command = commands.Jump(
        process=process.number, actor=view.speaker, reason=reason, to_step=StepId(to_step), token=token
    )
    return Do((command,))


def _tokens(process: Process, chosen: int | None) -> tuple[Input, ...]:
    """Which of several branches; with one there is nothing to ask."""
    if len(process.tokens) < 2:
        return ()
    options = tuple(
        Option(id=str(each.id), label=names.text(process.template.step(each.step).name))
        for each in process.tokens
    )
    return (choice("token", Text(zh="从哪里", en="From"), options, chosen=str(chosen or options[0].id)),)


def _reassign(slots: ReassignSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    holders = tuple(dict.fromkeys(each.assignee for each in process.tasks if each.assignee))
    leaver = view.values.get("leaver") or slots.leaver or (holders[0] if len(holders) == 1 else None)
    said = view.values.get("person") or slots.person
    reason = _reason(slots, view)
    options = tuple(Option(id=each, label=names.titled(each, view.directory)) for each in holders)
    of = choice("leaver", Text(zh="谁的事", en="Whose work"), options, chosen=leaver or "")
    to = person_input(Text(zh="改派给", en="To"), view.directory).model_copy(update={"value": said or ""})
    everything = (view.values.get("scope") or slots.scope) == "all"
    scope = choice("scope", Text(zh="范围", en="Which"), _SCOPES, chosen="all" if everything else "this")
    form = reason_form(_REASSIGN, process, of, to, scope, required=True)
    known = {"process": process.number, "leaver": leaver, "person": said, "reason": reason or None}
    known["scope"] = "all" if everything else None
    if not said or not leaver:
        question = Text(zh=f"{process.number} 改派给谁?", en=f"Who shall take over in {process.number}?")
        return Ask(question=question, slot="person", form=form, slots=known)
    person = view.person_meant(said)
    if not reason:
        question = Text(zh="为什么改派?会记下来。", en="Why is it reassigned? It will be on the record.")
        return Ask(question=question, slot="reason", form=form, slots={**known, "person": person})
    concerned = _of_leaver(PersonId(leaver), view) if everything else (process.number,)
    work = tuple(
        commands.Reassign(process=each, actor=view.speaker, reason=reason, leaver=PersonId(leaver), to=person)
        for each in concerned
    )
    return Do(work, _confirm_handover(PersonId(leaver), person, concerned, view) if everything else None)


_SCOPES = (
    Option(id="this", label=Text(zh="只这个流程", en="Only this process")),
    Option(id="all", label=Text(zh="他手上所有的事(离职交接)", en="All their work (they leave)")),
)


def _of_leaver(leaver: PersonId, view: TurnView) -> tuple[Number, ...]:
    """Where the speaker may hand it over."""
    waiting = view.memory.waiting_for(leaver)
    return tuple(each.number for each in waiting if is_admin(each, view.speaker, view.world))


def _confirm_handover(leaver: PersonId, to: PersonId, concerned: Sequence[Number], view: TurnView) -> Card:
    """How much moves, and in which processes, before anything does (R58)."""
    who, whom = names.titled(leaver, view.directory), names.titled(to, view.directory)
    count, listed = len(concerned), "、".join(concerned[:_NAMED]) + ("…" if len(concerned) > _NAMED else "")
    plural = "" if count == 1 else "es"
    return confirm(
        Text(
            zh=f"把{who.zh}在 {count} 个流程里的事都交给{whom.zh}?",
            en=f"Hand all work of {who.en} in {count} process{plural} over to {whom.en}?",
        ),
        context=Text(zh=f"涉及:{listed}。", en=f"These are {listed.replace('、', ', ')}."),
    )


def _reason(slots: ManageSlots, view: TurnView) -> str:
    return (view.values.get("reason") or slots.reason or "").strip()


def _ask_why(verb: Text, process: Process, zh: str, en: str) -> Ask:
    form = reason_form(verb, process, required=True)
    return Ask(question=Text(zh=zh, en=en), slot="reason", form=form, slots={"process": process.number})


def _says(zh: str, en: str) -> Callable[[Sequence[Outcome], TurnView], Reply]:
    def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
        return done(outcomes, Text(zh=zh, en=en), view.directory, now=view.now, zone=view.zone)

    return present


VERBS: tuple[
    IntentSpec[ManageSlots, TurnView] | IntentSpec[JumpSlots, TurnView] | IntentSpec[ReassignSlots, TurnView],
    ...,
] = (
    IntentSpec("manage", "", ManageSlots, (), menu, _says("", "")),
    IntentSpec("suspend", "", ManageSlots, (), _suspend, _says("已挂起", "Suspended:")),
    IntentSpec("resume", "", ManageSlots, (), _resume, _says("已恢复", "Resumed:")),
    IntentSpec("jump", "", JumpSlots, (), _jump, _says("已跳转", "Jumped:")),
    IntentSpec("reassign", "", ReassignSlots, (), _reassign, _says("已改派", "Reassigned:")),
    IntentSpec("retry", "", ManageSlots, (), _retry, _says("已重试", "Retried:")),
    IntentSpec("void", "", ManageSlots, (), _void, _says("已作废", "Cancelled:")),
)
