"""`remove_signer`: 减签, an added signer who has not signed is taken out again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, Reply
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names, standing
from bot.present.confirming import confirm
from bot.present.done import done
from bot.present.offering import Added, removable
from bot.view import MAX_CHOICES, TurnView, Unclear
from engine import commands
from engine import events as e
from engine.decide import decide
from engine.process import Process, TaskId
from engine.service import Outcome


class RemoveSignerSlots(Slots):
    process: str
    person: str | None = None


def plan(slots: RemoveSignerSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    added = removable(process, view.speaker, view.world)
    if slots.person:
        person = view.person_meant(slots.person)
        added = tuple(each for each in added if each.seat.person == person)
    if not added:
        raise Unclear(
            f"{process.number} 现在没有可以减掉的加签人;已经签过的不能减。",
            f"{process.number} has no added signer to remove; who has signed stays.",
        )
    if len(added) > 1:
        return Ask(
            question=Text(zh="不用谁签了?", en="Who need not sign?"),
            slot="person",
            choices=tuple(
                Button(
                    id=f"choose/person/{each.seat.person}",
                    label=names.titled(each.seat.person, view.directory),
                )
                for each in added[:MAX_CHOICES]
            ),
            slots={"process": process.number},
        )
    return _removal(process, added[0], view)


def _removal(process: Process, added: Added, view: TurnView) -> Plan:
    """What is decided by it at once is shown first (R13)."""
    command = commands.RemoveSigner(
        process=process.number, task=_task(process, added), actor=view.speaker, person=added.seat.person
    )
    decision = decide(process, command, view.world, view.now)
    passes = any(isinstance(each, e.StepPassed) for each in decision.events)
    fails = any(isinstance(each, e.ProcessRejected) for each in decision.events)
    if not passes and not fails:
        return Do((command,))
    who, what = names.name(added.seat.person, view.directory), standing.headline(process)
    step = process.template.step(added.round.step).name
    then = (
        Text(
            zh=f"票数这就够了,「{step.zh}」即刻通过。",
            en=f"The votes then suffice: “{step.en}” passes at once.",
        )
        if passes
        else Text(zh="票数这就不够了,流程会被驳回。", en="The votes then no longer suffice: it is rejected.")
    )
    title = Text(zh=f"{what.zh} 不用{who.zh}签了?", en=f"Need {who.en} not sign {what.en}?")
    return Do((command,), confirm(title, number=process.number, context=then))


def _task(process: Process, added: Added) -> TaskId:
    """Theirs; of one whose turn has not come, any of the round's."""
    tasks = [each for each in process.tasks if each.round == added.round.id]
    own = [each for each in tasks if each.seat == added.seat.id]
    return (own or tasks)[0].id


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    verb = Text(zh="已减签", en="Signer removed from")
    return done(outcomes, verb, view.directory, now=view.now, zone=view.zone)


VERBS = (IntentSpec("remove_signer", "", RemoveSignerSlots, (), plan, present),)
