"""The report of a simulation, in sentences: what a changed template would have meant for what is finished."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bot.messages import Text
from bot.present import names
from charts import dates
from engine.people import Directory
from engine.simulation import Report, Work
from engine.template import StepId, Template

_SHOWN = 8  # lines of each kind
_STATUS = {
    "completed": Text(zh="走完", en="complete"),
    "rejected": Text(zh="被驳回", en="be rejected"),
    "halted": Text(zh="停住", en="halt"),
    "endless": Text(zh="走不完", en="never end"),
    "refused": Text(zh="发起不了", en="not start"),
    "cancelled": Text(zh="撤回", en="be withdrawn"),
}


def report(
    found: Report, template: Template, directory: Directory, before: Template | None = None
) -> list[Text]:
    """Line by line, the sum first. `before` is the version that knows the names of steps that are gone."""
    total, changed = len(found.replayed), len(found.changed)
    if not total:
        return [
            Text(
                zh="还没有走完的流程可以拿来试算。",
                en="No process of this template has ended yet; nothing to replay.",
            )
        ]
    differ = Text(zh=f"{changed} 个会有变化", en=f"{changed} would differ")
    if not changed:
        differ = Text(zh="都不会变", en="none would differ")
    lines = [
        Text(
            zh=f"用最近结束的 {total} 个流程试算:{differ.zh}。",
            en=f"Replayed the latest {total} that have ended: {differ.en}.",
        ),
        _duration(found),
    ]
    lines += _work(found.sums("appear"), template, directory, Text(zh="多出", en="new"))
    lines += _work(found.sums("vanish"), before or template, directory, Text(zh="不再需要", en="gone"))
    silent = Counter(step for each in found.replayed for step in each.by_itself)
    for step, count in silent.most_common(_SHOWN):
        name = names.text(template.step(step).name)
        lines.append(
            Text(zh=f"自动通过:「{name.zh}」{count} 次", en=f"passes by itself: “{name.en}”, {_times(count)}")
        )
    for each in found.replayed:
        if each.status != each.was and each.status in ("halted", "endless", "refused", "rejected"):
            said = _STATUS[each.status]
            lines.append(Text(zh=f"{each.number} 会{said.zh}", en=f"{each.number} would {said.en}"))
    return lines


def _duration(found: Report) -> Text:
    took, would = _working(found.took, found), _working(found.would_take, found)
    if took == would:
        return Text(
            zh=f"一半的流程约在 {took.zh}内走完,改后差不多。",
            en=f"Half of them take at most about {took.en}; that hardly changes.",
        )
    return Text(
        zh=f"一半的流程约在 {took.zh}内走完,改后约 {would.zh}。",
        en=f"Half of them take at most about {took.en}; then about {would.en}.",
    )


def _working(length: timedelta, found: Report) -> Text:
    said = dates.working(length, found.day)
    if length >= found.day:
        return names.text(said)
    return Text(zh=f"{said.zh}工作时间", en=f"{said.en} of working time")


def _work(sums: Counter[Work], template: Template, directory: Directory, kind: Text) -> list[Text]:
    lines = []
    for (step, person), count in sums.most_common(_SHOWN):
        who, name = names.name(person, directory), _step(step, template)
        lines.append(
            Text(
                zh=f"{kind.zh}:{who.zh}的「{name.zh}」{count} 次",
                en=f"{kind.en}: “{name.en}” of {who.en}, {_times(count)}",
            )
        )
    return lines


def _step(step: StepId, template: Template) -> Text:
    found = template.steps.get(step)
    return names.text(found.name) if found else Text(zh=step, en=step)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
