"""A draft in words: line by line, and what a correction changed."""

from __future__ import annotations

from bot.messages import Text
from bot.modelling.draft import Draft, DraftStep, Stage
from bot.modelling.source import gate_words

_MODES = {"all": Text(zh="会签", en="everyone"), "sequence": Text(zh="依次", en="one after another"),
          "any": Text(zh="", en="")}  # fmt: skip
_TIMEOUTS = {
    "escalate": Text(zh="超时升级", en="then escalated"),
    "pass": Text(zh="超时自动通过", en="then passed by itself"),
    "reject": Text(zh="超时自动驳回", en="then rejected by itself"),
}


def outline(draft: Draft) -> Text:
    """The steps as a numbered list."""
    lines = [_line(each) for each in draft.stages]
    zh = "\n".join(f"{place}. {each.zh}" for place, each in enumerate(lines, 1))
    en = "\n".join(f"{place}. {each.en}" for place, each in enumerate(lines, 1))
    return Text(zh=zh, en=en)


def changes(old: Draft, new: Draft) -> Text:
    """＋ what came, － what went, ↻ what stayed and is different; in the order of the new draft."""
    before = [_line(each) for each in old.stages]
    after = [_line(each) for each in new.stages]
    marks = [("－", each) for each in before if each not in after]
    marks += [("＋", each) for each in after if each not in before]
    if not marks and before != after:
        marks = [("↻", Text(zh="顺序变了", en="the order changed"))]
    if old.name != new.name:
        marks.insert(
            0,
            ("↻", Text(zh=f"名称:{old.name.zh} → {new.name.zh}", en=f"name: {old.name.en} → {new.name.en}")),
        )
    return Text(zh="\n".join(f"{sign} {each.zh}" for sign, each in marks),
                en="\n".join(f"{sign} {each.en}" for sign, each in marks))  # fmt: skip


def _line(stage: Stage) -> Text:
    steps = [_step(each) for each in stage.steps]
    zh, en = " ∥ ".join(each.zh for each in steps), " ∥ ".join(each.en for each in steps)
    if len(steps) > 1:
        zh, en = f"并行:{zh}", f"in parallel: {en}"
    if stage.gate is None:
        return Text(zh=zh, en=en)
    gate = gate_words(stage.gate)
    return Text(zh=f"{gate.zh} 才需要:{zh}", en=f"if {gate.en}: {en}")


def _step(step: DraftStep) -> Text:
    mode, late = _MODES[step.mode], _TIMEOUTS.get(step.timeout)
    zh, en = [mode.zh] if mode.zh else [], [mode.en] if mode.en else []
    if step.due:
        amount, unit = step.due[:-1], step.due[-1]
        zh.append(f"{amount} {'个工作日' if unit == 'd' else '小时'}内")
        en.append(f"within {amount} {'working days' if unit == 'd' else 'hours'}")
    if late:
        zh.append(late.zh)
        en.append(late.en)
    if step.gate is not None:
        zh.append(f"{gate_words(step.gate).zh} 才需要")
        en.append(f"only if {gate_words(step.gate).en}")
    name = step.name
    return Text(
        zh=f"{name.zh}({','.join(zh)})" if zh else name.zh,
        en=f"{name.en} ({', '.join(en)})" if en else name.en,
    )
