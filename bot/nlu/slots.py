"""Filling an intent's slots from what was read: one small function per intent."""

from __future__ import annotations

from collections.abc import Callable

from bot.nlu.act_slots import (
    add_signer,
    approve,
    cancel_process,
    comment,
    complete_task,
    reject,
    return_task,
    transfer_task,
    urge,
)
from bot.nlu.fields import start_slots
from bot.nlu.grammars.rule import Candidate
from bot.nlu.question_slots import (
    create_template,
    explain,
    helping,
    my_tasks,
    predict_delay,
    process_status,
    recommend_template,
    report,
    show_chart,
    suggest_improvement,
)
from bot.nlu.reading import Reading
from bot.nlu.time_slots import check_in, delegate, set_reminder, settings, snooze
from bot.nlu.words import Slots

Filler = Callable[[Reading, Candidate | None], Slots]


def nothing(reading: Reading, candidate: Candidate | None) -> Slots:
    return {}


FILLERS: dict[str, Filler] = {
    "start_process": start_slots,
    "list_templates": nothing,
    "process_status": process_status,
    "cancel_process": cancel_process,
    "urge": urge,
    "my_tasks": my_tasks,
    "complete_task": complete_task,
    "approve": approve,
    "reject": reject,
    "return_task": return_task,
    "transfer_task": transfer_task,
    "add_signer": add_signer,
    "delegate": delegate,
    "comment": comment,
    "snooze": snooze,
    "set_reminder": set_reminder,
    "show_chart": show_chart,
    "report": report,
    "predict_delay": predict_delay,
    "explain": explain,
    "recommend_template": recommend_template,
    "create_template": create_template,
    "check_in": check_in,
    "suggest_improvement": suggest_improvement,
    "settings": settings,
    "confirm": nothing,
    "deny": nothing,
    "help": helping,
    "none": nothing,
}
