"""Asking before something changes: the turn gives the card its key and its two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Card, Fact, State
from bot.messages import Text
from bot.present import names, standing, values
from engine.people import PersonId
from engine.process import Process
from engine.sight import hidden_from
from engine.step import World

UNNAMED = ""  # the turn fills in the key


def confirm(
    title: Text, *, number: str = "", facts: Sequence[Fact] = (), context: Text | None = None
) -> Card:
    return Card(
        key=UNNAMED,
        state=State.INFO,
        status=Text(zh="请确认", en="Please confirm"),
        title=title,
        number=number,
        facts=tuple(facts[:6]),
        more=tuple(facts[6:]),
        context=context,
    )


def confirm_verb(
    verb: Text,
    process: Process,
    world: World,
    now: datetime,
    *,
    note: str = "",
    label: Text | None = None,
    context: Text | None = None,
    viewer: PersonId,
) -> Card:
    """同意 NP-12 极光手表? With what it hangs on, and the reason or comment that will be written down."""
    what = standing.headline(process)
    zone, directory = world.calendar.zone, world.directory
    hidden = hidden_from(process, viewer, world)
    fields = {name: value for name, value in process.fields.items() if name not in hidden}
    facts = list(values.facts(process.template, fields, directory, now=now, zone=zone)[:2])
    facts.append(Fact(label=Text(zh="申请人", en="From"), value=names.titled(process.starter, directory)))
    if note:
        facts.append(Fact(label=label or Text(zh="理由", en="Reason"), value=Text(zh=note, en=note)))
    title = Text(zh=f"{verb.zh} {what.zh}?", en=f"{verb.en} {what.en}?")
    return confirm(title, number=process.number, facts=facts, context=context)


def reason_welcome(reason: str) -> Text | None:
    """While there is none: it may be said in place of the yes."""
    if reason:
        return None
    return Text(
        zh="想写理由,直接说一句;不写就点确认。",
        en="To give a reason, just say it; else confirm.",
    )
