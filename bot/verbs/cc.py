"""`cc`: 抄送, somebody else may follow the process and comment on it, and is told of it now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply, say
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names, standing
from bot.present.asking import person_form
from bot.present.offering import CC
from bot.view import TurnView
from engine import commands
from engine import events as e
from engine.service import Outcome


class CcSlots(Slots):
    process: str
    person: str | None = None


def plan(slots: CcSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    said = view.values.get("person") or slots.person
    if not said:
        return Ask(
            question=Text(
                zh=f"把 {process.number} 抄送给谁?", en=f"Who shall be copied in on {process.number}?"
            ),
            slot="person",
            form=person_form(CC, Text(zh="抄送给", en="To"), process, view.directory),
            slots={"process": process.number},
        )
    person = view.person_meant(said)
    return Do((commands.Cc(process=process.number, actor=view.speaker, people=(person,)),))


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    copied = [each for outcome in outcomes for each in outcome.events if isinstance(each, e.CcAdded)]
    who = names.listed(names.name(person, view.directory) for each in copied for person in each.people)
    what = standing.headline(outcomes[0].process)
    return say(f"已把 {what.zh} 抄送给{who.zh}。", f"{who.en} can follow {what.en} now.")


VERBS = (IntentSpec("cc", "", CcSlots, (), plan, present),)
