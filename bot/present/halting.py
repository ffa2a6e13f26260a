"""Why a process stands still, in people's words; the machine's words stay in the log."""

from __future__ import annotations

import re

from bot.messages import Text
from bot.present import names
from engine.events import Halted
from engine.process import Process


def cause(event: Halted, process: Process) -> Text:
    """Which condition cannot be judged, and what it misses in the form."""
    rule = event.detail.split(": ", 1)[0]
    used = set(re.findall(r"\w+", rule))
    missing = [each for each in process.template.fields if each.id in used - process.fields.keys()]
    if not missing:
        return Text(zh=f"「{rule}」这一条算不出来", en=f"“{rule}” cannot be worked out")
    labels = names.listed(names.text(each.label) for each in missing)
    return Text(
        zh=f"「{rule}」这一条算不出来,表单里没有填{labels.zh}",
        en=f"“{rule}” cannot be worked out, since the form has no {labels.en}",
    )
