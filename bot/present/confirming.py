"""Asking before something changes: the turn gives the card its key and its two buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Card, Fact, State
from bot.messages import Text
from bot.present import standing
from engine.process import Process

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


def confirm_verb(verb: Text, process: Process, *, note: str = "", label: Text | None = None) -> Card:
    """同意 NP-12 极光手表? With the reason or comment that will be written down."""
    what = standing.headline(process)
    facts = [Fact(label=label or Text(zh="理由", en="Reason"), value=Text(zh=note, en=note))] if note else []
    return confirm(
        Text(zh=f"{verb.zh} {what.zh}?", en=f"{verb.en} {what.en}?"), number=process.number, facts=facts
    )
