"""Why a process stands still, in people's words; the machine's words stay in the log."""

from __future__ import annotations

import re

from bot.messages import Text
from bot.present import names
from engine.events import Halted
from engine.process import Process

_CAUSES = {
    "circle": Text(zh="几个自动步骤互相绕圈", en="automatic steps lead back to each other"),
    "nobody": Text(zh="按规则找不到处理人", en="its rule finds nobody"),
    "date_missing": Text(
        zh="要等的日期没有填,或者不是日期", en="the date to wait for is missing or is no date"
    ),
    "child_failed": Text(zh="它的子流程没能发起", en="its sub-process could not be started"),
    "child_cancelled": Text(zh="它的子流程被撤销了", en="its sub-process was cancelled"),
    "service_failed": Text(zh="对方系统一直没有正常回应", en="the other system did not answer properly"),
    "answer_unfit": Text(zh="收到的答复填不进表单", en="the answer does not fit the form"),
}


def cause(event: Halted, process: Process) -> Text:
    """What went wrong, as far as people can mend it."""
    if event.problem == "plugin_failed":
        name = process.template.step(event.step).config.plugin
        return Text(zh=f"插件 {name} 没有做完", en=f"the plugin {name} did not finish its work")
    return _CAUSES.get(event.problem) or _condition(event, process)


def _condition(event: Halted, process: Process) -> Text:
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
