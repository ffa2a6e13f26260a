"""What an intent is given to plan with."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply, say
from bot.intent import Plan, Say, Slots


def not_yet(slots: Slots, view: object) -> Plan:
    """The honest answer of an intent that is understood and not served yet."""
    return Say(say(zh="我听懂了,但这件事我现在还不会做。", en="I understood that, but I cannot do it yet."))


def nothing(events: Sequence[object], view: object) -> Reply:
    """An intent that only answers has no events to word."""
    return Reply()
