"""What a button means: its id is `verb/argument/…`, its intent is certain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import JsonValue

from bot.intent import Intent
from bot.messages import Press

SlotMaker = Callable[[list[str]], dict[str, JsonValue]]


def _one(slot: str) -> SlotMaker:
    return lambda rest: {slot: rest[0]} if rest else {}


_VERBS: dict[str, tuple[str, SlotMaker]] = {
    "approve": ("approve", _one("task")),
    "reject": ("reject", _one("task")),
    "complete": ("complete_task", _one("task")),
    "return": ("return_task", _one("task")),
    "transfer": ("transfer_task", _one("task")),
    "sign": ("add_signer", _one("task")),
    "snooze": ("snooze", lambda rest: {"task": rest[0], **({"until": rest[1]} if len(rest) > 1 else {})}),
    "cancel": ("cancel_process", _one("process")),
    "urge": ("urge", _one("process")),
    "show": ("process_status", _one("process")),
    "chart": (
        "show_chart",
        lambda rest: {"chart": "gantt", "process": rest[0]} if rest else {"chart": "gantt"},
    ),
    "explain": ("explain", _one("task")),
    "claim": ("claim", _one("task")),
    "release": ("release", _one("task")),
    "take_back": ("take_back", _one("task")),
    "unsign": ("remove_signer", _one("process")),
    "cc": ("cc", _one("process")),
    "more": ("more", _one("of")),
    "scope": ("delegate_scope", lambda rest: dict(zip(("person", "start", "end"), rest, strict=False))),
    **{
        verb: (verb, _one("process"))
        for verb in ("manage", "suspend", "resume", "jump", "reassign", "retry", "void")
    },
    "start": ("start_process", _one("template")),
    "again": ("start_process", _one("template")),  # by the number of a process: with its data
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Either an intent, or something the turn does itself: confirm, deny, choose, submit, open."""

    verb: str
    rest: list[str] = field(default_factory=list)
    intent: Intent | None = None


def meaning(press: Press) -> Meaning:
    verb, *rest = press.action.split("/")
    if verb == "say" and rest:
        return Meaning(verb, rest, Intent(name=rest[0], parser="button"))
    if verb in _VERBS:
        name, slots = _VERBS[verb]
        return Meaning(verb, rest, Intent(name=name, slots=slots(rest), parser="button"))
    return Meaning(verb, rest)
