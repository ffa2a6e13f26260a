"""A draft in words: line by line, and what a correction changed."""

from __future__ import annotations

from typing import Any

from bot.messages import Text
from bot.modelling.draft import GOTO, LABEL, PIECE, Draft, DraftStep, Gate, Stage
from bot.modelling.source import field_name, gate_words
from bot.modelling.ways import landing
from engine.template import END

_MODES = {
    "all": Text(zh="会签", en="everyone"),
    "sequence": Text(zh="依次", en="one after another"),
    "vote": Text(zh="票签", en="by vote"),
    "claim": Text(zh="认领", en="whoever claims it"),
}
_TIMEOUTS = {
    "escalate": Text(zh="超时升级", en="then escalated"),
    "pass": Text(zh="超时自动通过", en="then passed by itself"),
    "reject": Text(zh="超时自动驳回", en="then rejected by itself"),
}


_UNITS = {
    "d": Text(zh="个工作日", en="working days"),
    "h": Text(zh="小时", en="hours"),
    "m": Text(zh="分钟", en="minutes"),
}


def outline(draft: Draft) -> Text:
    """The steps as a numbered list; ways elsewhere stand below the step that they leave."""
    zh, en, number = [], [], 0
    for line, goes_on in _lines(draft):
        number += not goes_on
        sign = "   ↳" if goes_on else f"{number}."
        zh.append(f"{sign} {line.zh}")
        en.append(f"{sign} {line.en}")
    return Text(zh="\n".join(zh), en="\n".join(en))


def _lines(draft: Draft) -> list[tuple[Text, bool]]:
    """Each stage in words, and whether it only says how the one before goes on."""
    found: list[tuple[Text, bool]] = []
    for at, stage in enumerate(draft.stages):
        if not stage.mark:
            found.append((_line(stage), False))
        elif stage.mark != LABEL:
            before = draft.stages[at - 1] if at else None
            goes_on = before is not None and not before.mark and before.is_one_with(stage)
            found.append((_way(draft, at, goes_on=goes_on), goes_on))
    return found


def _way(draft: Draft, at: int, *, goes_on: bool) -> Text:
    """回到「询价比价」; on a branch of its own with the branch's condition."""
    stage = draft.stages[at]
    way = Text(zh="直接往下走", en="straight on")
    if stage.mark == GOTO:
        target = stage.steps[0].target
        name = landing(draft, target)
        is_back = any(each.mark == LABEL and each.steps[0].target == target for each in draft.stages[:at])
        way = Text(
            zh=f"{'回到' if is_back else '转到'}「{name.zh}」", en=f"{'back ' * is_back}to “{name.en}”"
        )
        if target == END:
            way = Text(zh="结束", en="the end")
    if goes_on:
        return Text(zh=f"然后{way.zh}", en=f"then {way.en}")
    if stage.gate is None:
        return Text(zh=f"否则:{way.zh}", en=f"otherwise: {way.en}") if stage.fork else way
    gate = gate_words(stage.gate)
    return Text(zh=f"{_spaced(gate)}时:{way.zh}", en=f"if {gate.en}: {way.en}")


def changes(old: Draft, new: Draft) -> Text:
    """＋ what came, － what went, ↻ what stayed and is different; in the order of the new draft."""
    before, after = [line for line, _ in _lines(old)], [line for line, _ in _lines(new)]
    marks = [("－", each) for each in before if each not in after]
    marks += [("＋", each) for each in after if each not in before]
    known = {*old.fields, *(each.field for each in _gates(old)), *_written(old)}
    fresh = dict.fromkeys((*new.fields, *(each.field for each in _gates(new))))
    marks += [("＋", Text(zh=f"表单多一项:{field_name(each).zh}", en=f"a field more: {field_name(each).en}"))
              for each in fresh if new.is_change and each and each not in known]  # fmt: skip
    if not marks and before != after:
        marks = [("↻", Text(zh="顺序变了", en="the order changed"))]
    if old.name != new.name:
        marks.insert(
            0,
            ("↻", Text(zh=f"名称:{old.name.zh} → {new.name.zh}", en=f"name: {old.name.en} → {new.name.en}")),
        )
    return Text(zh="\n".join(f"{sign} {each.zh}" for sign, each in marks),
                en="\n".join(f"{sign} {each.en}" for sign, each in marks))  # fmt: skip


def _gates(draft: Draft) -> list[Gate]:
    every = [gate for stage in draft.stages for gate in (stage.gate, *(each.gate for each in stage.steps))]
    return [each for each in every if each is not None]


def _written(draft: Draft) -> list[str]:
    fields: Any = draft.base.get("fields", ())
    return [each["id"] for each in fields]


def _line(stage: Stage) -> Text:
    steps = [_step(each) for each in stage.steps]
    zh, en = " ∥ ".join(each.zh for each in steps), " ∥ ".join(each.en for each in steps)
    if len(steps) > 1:
        zh, en = f"并行:{zh}", f"in parallel: {en}"
    if stage.gate is None and stage.fork:
        return Text(zh=f"否则:{zh}", en=f"otherwise: {en}")
    if stage.gate is None:
        return Text(zh=zh, en=en)
    gate = gate_words(stage.gate)
    return Text(zh=f"{_only_then(gate)}:{zh}", en=f"if {gate.en}: {en}")


def _only_then(gate: Text) -> str:
    return f"{_spaced(gate)}才需要"


def _spaced(gate: Text) -> str:
    """A blank parts digits from characters: 数量不低于 100 才需要, but 金额超过 20 万元才需要."""
    return f"{gate.zh}{' ' if gate.zh[-1:].isascii() else ''}"


def _step(step: DraftStep) -> Text:
    mode, late = _MODES.get(step.mode), _TIMEOUTS.get(step.timeout)
    zh, en = [], []
    if step.named is not None and step.kind != PIECE and step.people.zh not in step.named.zh:
        zh.append(step.people.zh)
        en.append(step.people.en)
    if mode is not None and not (step.named and mode.zh in step.named.zh):
        zh.append(mode.zh)
        en.append(mode.en)
    if step.due:
        amount, unit = step.due[:-1], _UNITS[step.due[-1]]
        zh.append(f"{amount} {unit.zh}内")
        en.append(f"within {amount} {unit.en if amount != '1' else unit.en.removesuffix('s')}")
    if late:
        zh.append(late.zh)
        en.append(late.en)
    if step.gate is not None:
        zh.append(_only_then(gate_words(step.gate)))
        en.append(f"only if {gate_words(step.gate).en}")
    name = step.name
    return Text(
        zh=f"{name.zh}({','.join(zh)})" if zh else name.zh,
        en=f"{name.en} ({', '.join(en)})" if en else name.en,
    )
