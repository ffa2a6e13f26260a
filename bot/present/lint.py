"""What the lint found, in people's words: what is wrong, where, and what happens if it stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.messages import Text
from bot.present.names import listed, text
from engine.lint import Finding, Level
from engine.template import END, StepId, Template

_LEVELS: Mapping[Level, Text] = {
    Level.ERROR: Text(zh="错误", en="error"),
    Level.WARNING: Text(zh="提醒", en="warning"),
    Level.INFO: Text(zh="说明", en="note"),
}
_RULES: Mapping[str, Text] = {
    "person": Text(zh="没有在职的人是", en="nobody active is"),
    "role": Text(zh="没有在职的人担任角色", en="nobody active has the role"),
    "head_of": Text(zh="没有这个部门或它没有负责人:", en="there is no department, or none with a head,"),
    "on_call": Text(zh="值班表没有人:", en="nobody is on the rota"),
    "manager_of": Text(zh="没有人有这么多级上级:", en="nobody has as many managers above, from"),
    "managers_of": Text(
        zh="没有人有要找到的职务或角色,起点:", en="nobody has the title or role to reach, from"
    ),
    "field": Text(zh="所有部门都没有负责人,字段:", en="no department has a head, for the field"),
    "owner": Text(zh="模板负责人不在职:", en="an owner of the template is not active:"),
}
_WHY: Mapping[str, Text] = {
    "unknown": Text(zh="没有这一步", en="there is no such step"),
    "no_people": Text(zh="那一步没有人处理", en="no people act there"),
    "not_before": Text(zh="它不在这一步之前", en="it does not come before this one"),
    "itself": Text(zh="那就是这一步自己", en="that is this step itself"),
    "join": Text(zh="那是汇合点,只能从它的分支走到", en="that is a join, reached from its branches only"),
}


def line(finding: Finding, template: Template) -> Text:
    """`错误 第 12 行 「财务总监审批」(cfo):…`."""
    level, what = _LEVELS[finding.level], sentence(finding, template)
    where = place(finding, template)
    at = (
        Text(zh=f"第 {finding.line} 行 ", en=f"line {finding.line}, ") if finding.line else Text(zh="", en="")
    )
    return Text(zh=f"{level.zh} {at.zh}{where.zh}:{what.zh}", en=f"{level.en} {at.en}{where.en}: {what.en}")


def place(finding: Finding, template: Template) -> Text:
    if finding.step is None:
        return Text(zh="整个模板", en="the template")
    name = template.step(finding.step).name
    return Text(zh=f"「{name.zh}」({finding.step})", en=f"“{name.en}” ({finding.step})")


def sentence(finding: Finding, template: Template) -> Text:
    return _SENTENCES[finding.code](finding.data, template)


def _step(step: str, template: Template) -> Text:
    found = template.steps.get(StepId(step))
    if step == END:
        return Text(zh="结束", en="the end")
    return Text(zh=f"「{found.name.zh}」", en=f"“{found.name.en}”") if found else Text(zh=step, en=step)


def _steps(steps: list[str], template: Template) -> Text:
    return listed(_step(each, template) for each in steps)


def _values(at: Mapping[str, Any], template: Template) -> Text:
    """预算 = 500000."""
    pairs = []
    for name, value in at.items():
        field = template.fields_by_id.get(name)
        label = text(field.label) if field else Text(zh=name, en=name)
        shown = listed(_value(each) for each in (value if isinstance(value, list) else [value]))
        pairs.append(Text(zh=f"{label.zh} = {shown.zh}", en=f"{label.en} = {shown.en}"))
    return listed(pairs)


def _value(value: Any) -> Text:
    if value == "":
        return Text(zh="(空)", en="(empty)")
    shown = f"{value:,}" if isinstance(value, int) else str(value)
    if isinstance(value, float):
        shown = f"{value:,f}".rstrip("0").rstrip(".")
    return Text(zh=shown, en=shown)


_TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|(?P<name>[A-Za-z_]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>&&|\|\||[=!<>]=)"""
)
_SIGNS: Mapping[str, Text] = {
    "&&": Text(zh="且", en="and"),
    "||": Text(zh="或", en="or"),
    "==": Text(zh="=", en="="),
    "!=": Text(zh="≠", en="≠"),
    ">=": Text(zh="≥", en="≥"),
    "<=": Text(zh="≤", en="≤"),
}


def _condition(when: str, template: Template) -> Text:
    """`budget >= 500000` → 预算 ≥ 500,000, with the labels of fields and options."""
    options = {each.id: each.label for field in template.fields for each in field.options}

    def worded(found: re.Match[str]) -> Text:
        word = found[0]
        label = None
        if found["name"] and word in template.fields_by_id:
            label = template.fields_by_id[word].label
        elif found["text"]:
            label = options.get(word[1:-1])
        if label is not None:
            return text(label)
        if found["number"]:
            return _value(float(word) if "." in word else int(word))
        return _SIGNS.get(word, Text(zh=word, en=word))

    return Text(
        zh=_TOKEN.sub(lambda found: worded(found).zh, when),
        en=_TOKEN.sub(lambda found: worded(found).en, when),
    )


def _branch_never(data: Mapping[str, Any], template: Template) -> Text:
    when, to = _condition(data["when"], template), _step(data["to"], template)
    if data["why"] == "covered":
        return Text(
            zh=f"「{when.zh}」永远轮不到:前面的条件已经全部包住,{to.zh}不会走到;把窄的条件写在前面",
            en=f"“{when.en}” is never taken: those before it cover it all, so {to.en} is not reached by it; "
            "put the narrower one first",
        )
    return Text(
        zh=f"「{when.zh}」永远不成立,{to.zh}不会从这里走到",
        en=f"“{when.en}” can never hold, so {to.en} is not reached by it",
    )


def _overlap(data: Mapping[str, Any], template: Template) -> Text:
    at = _values(data["at"], template)
    one, two = _condition(data["first"], template), _condition(data["second"], template)
    return Text(
        zh=f"{at.zh} 时「{one.zh}」和「{two.zh}」都成立,走写在前面的「{one.zh}」",
        en=f"at {at.en} both “{one.en}” and “{two.en}” hold; the first one, “{one.en}”, is taken",
    )


def _gap(data: Mapping[str, Any], template: Template) -> Text:
    at = _values(data["at"], template)
    return Text(
        zh=f"{at.zh} 时没有一个条件成立,流程会停住;补一个条件或默认分支",
        en=f"at {at.en} no condition holds and the process stands still; add one, or a default branch",
    )


def _gap_to_default(data: Mapping[str, Any], template: Template) -> Text:
    at, to = _values(data["at"], template), _step(data["to"], template)
    return Text(
        zh=f"{at.zh} 时没有一个条件成立,会直接到{to.zh};确认这是想要的",
        en=f"at {at.en} no condition holds, which leads to {to.en}; make sure that is meant",
    )


def _label(name: str, template: Template) -> Text:
    field = template.fields_by_id.get(name)
    return Text(zh=f"「{field.label.zh}」", en=f"“{field.label.en}”") if field else Text(zh=name, en=name)


def _may_be_empty(data: Mapping[str, Any], template: Template) -> Text:
    field = _label(data["field"], template)
    return Text(
        zh=f"{field.zh}不是必填;没有填时条件无法判断,流程会停住",
        en=f"{field.en} may be left empty; the condition cannot be judged then and the process stands still",
    )


def _nobody(data: Mapping[str, Any], _template: Template) -> Text:
    rule, of = _RULES[data["rule"]], data["of"]
    return Text(zh=f"{rule.zh} {of}", en=f"{rule.en} {of}")


def _field_unfit(data: Mapping[str, Any], template: Template) -> Text:
    field, types = _label(data["field"], template), ", ".join(data["types"])
    return Text(
        zh=f"{data['setting']} 要的是 {types} 类型的字段,{field.zh}不是",
        en=f"{data['setting']} needs a field of type {types}, which {field.en} is not",
    )


def _rounded(data: Mapping[str, Any], _template: Template) -> Text:
    given, meant, seats, needs, would = (data[each] for each in ("given", "meant", "seats", "needs", "would"))
    return Text(
        zh=f"{seats} 票的 {given} 要 {needs} 票,{meant} 只要 {would} 票;想要 {meant} 就写 {meant}"
        if needs > would
        else f"{seats} 票的 {given} 只要 {needs} 票,{meant} 要 {would} 票;想要 {meant} 就写 {meant}",
        en=f"{given} of {seats} needs {needs} votes, {meant} would need {would}; write {meant} if meant",
    )


def _join_incomplete(data: Mapping[str, Any], template: Template) -> Text:
    join, past = _step(data["join"], template), _steps(data["past"], template)
    return Text(
        zh=f"从{past.zh}开始的分支可以不经过{join.zh}就结束,其他分支会在那里白等,后面的步骤不会走到",
        en=f"the branch from {past.en} can end without coming to {join.en}; the others wait there in vain "
        "and what follows is never reached",
    )


def _target(data: Mapping[str, Any], template: Template) -> Text:
    to, why = _step(data["to"], template), _WHY[data["why"]]
    return Text(
        zh=f"{data['setting']} 指向{to.zh}:{why.zh}", en=f"{data['setting']} leads to {to.en}: {why.en}"
    )


def _return_target(data: Mapping[str, Any], template: Template) -> Text:
    to, why = _step(data["to"], template), _WHY[data["why"]]
    return Text(zh=f"不能退回到{to.zh}:{why.zh}", en=f"cannot be returned to {to.en}: {why.en}")


def _performer_of(data: Mapping[str, Any], template: Template) -> Text:
    to, why = _step(data["to"], template), _WHY[data["why"]]
    return Text(zh=f"找不到{to.zh}的处理人:{why.zh}", en=f"nobody has performed {to.en}: {why.en}")


def _joins_apart(data: Mapping[str, Any], template: Template) -> Text:
    joins = _steps(data["joins"], template)
    return Text(
        zh=f"分支到了不同的汇合点:{joins.zh};应当在同一处汇合",
        en=f"its branches come to different joins, {joins.en}; they should meet in one",
    )


def _circle(data: Mapping[str, Any], template: Template) -> Text:
    steps = _steps(data["steps"], template)
    return Text(
        zh=f"{steps.zh}成了一个圈,里面没有人也没有等待,会不停地转",
        en=f"{steps.en} form a circle without people or waits, which never stops",
    )


def _rota_gap(data: Mapping[str, Any], _template: Template) -> Text:
    rota, at = data["rota"], datetime.fromisoformat(data["at"])
    return Text(
        zh=f"值班表「{rota['zh']}」在 {at.month}月{at.day}日 {at:%H:%M} 没人接班,那时走到这一步找不到处理人",
        en=f"nobody takes over on the rota “{rota['en']}” on {at.day} {at:%b} at {at:%H:%M}; "
        "what comes to this step then finds nobody",
    )


def _circle_without_people(data: Mapping[str, Any], template: Template) -> Text:
    steps = _steps(data["steps"], template)
    return Text(zh=f"{steps.zh}成了一个没有人的圈", en=f"{steps.en} form a circle without people")


def _fixed(zh: str, en: str) -> Callable[[Mapping[str, Any], Template], Text]:
    """A sentence with the finding's data in it as they are."""
    return lambda data, _template: Text(zh=zh.format(**data), en=en.format(**data))


_SENTENCES: Mapping[str, Callable[[Mapping[str, Any], Template], Text]] = {
    "unreachable": _fixed("没有一条路走得到这一步", "no way leads to this step"),
    "dead_end": _fixed("从这一步走不到结束", "no way leads from this step to an end"),
    "circle": _circle,
    "circle_without_people": _circle_without_people,
    "join_incomplete": _join_incomplete,
    "joins_apart": _joins_apart,
    "join_without_fork": _fixed(
        "有一条路不经过并行就到了这个汇合点,到了也没有可等的",
        "a way comes to this join without a fork: nothing to wait for",
    ),
    "condition_invalid": _fixed(
        "「{when}」读不懂,应当是 {expected}", "“{when}” does not work: it should be {expected}"
    ),
    "prefix_shared": _fixed(
        "编号前缀 {prefix} 已被「{zh}」使用:两个模板会共用一串编号,看编号分不出是哪一个;换一个前缀更清楚",
        "“{en}” has the number prefix {prefix} already: both would share one series of numbers, "
        "which then do not tell them apart; another prefix is clearer",
    ),
    "undecided": _fixed(
        "这些条件会不会重叠或遗漏,无法自动判断",
        "whether these conditions overlap or leave a gap cannot be decided",
    ),
    "branch_never": _branch_never,
    "overlap": _overlap,
    "gap": _gap,
    "gap_to_default": _gap_to_default,
    "may_be_empty": _may_be_empty,
    "nobody": _nobody,
    "rota_gap": _rota_gap,
    "votes_above_seats": _fixed(
        "要 {needs} 票,但一共只有 {seats} 票", "{needs} votes are needed, but there are {seats}"
    ),
    "rounded_share": _rounded,
    "no_due": _fixed("没有写 due:没有期限,也不会提醒", "has no due time: nobody is reminded"),
    "timeout_without_due": _fixed(
        "写了 timeout 但没有 due,永远不会超时", "has a timeout but no due time, so never one"
    ),
    "return_target": _return_target,
    "target": _target,
    "performer_of": _performer_of,
    "field_unknown": _fixed(
        "{setting} 用到了表单里没有的字段 {field}", "{setting} names {field}, which the form does not have"
    ),
    "field_unfit": _field_unfit,
    "title_hidden": _fixed(
        "字段 {field} 在这里隐藏了,标题里却会显示它", "{field} is hidden here, but the title shows it"
    ),
    "field_hidden": _fixed(
        "字段 {field} 在这里隐藏了,却又要在这里填", "{field} is hidden here and yet to be filled in here"
    ),
}
