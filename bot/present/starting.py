"""Starting a process: asking for what is missing, and showing what will happen before it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue

from bot.cards import Card, State
from bot.messages import Text
from bot.present import forms, moments, names, values
from bot.present.choosing import apart
from bot.present.confirming import confirm
from engine.forecast import whole_way
from engine.people import Directory, PersonId
from engine.step import World
from engine.template import FieldType, Template

_ASKED = {
    FieldType.MONEY: Text(zh="多少钱?比如 1200 元,或 62 万。", en="How much? For example 1200, or 620k."),
    FieldType.DATE: Text(zh="哪一天?比如下周五。", en="Which day? For example next Friday."),
    FieldType.DATETIME: Text(zh="什么时候?比如周三下午。", en="When? For example Wednesday afternoon."),
    FieldType.PERSON: Text(zh="是谁?说名字就行。", en="Who? A name will do."),
    FieldType.NUMBER: Text(zh="多少?", en="How many?"),
    FieldType.FILE: Text(
        zh="把文件直接发给我,或在表里选。", en="Send me the file, or choose it in the form."
    ),
    FieldType.TABLE: Text(zh="在表里一行一行填。", en="Fill it in row by row in the form."),
}


def question(template: Template, asked: Sequence[str], *, doubtful: bool) -> Text:
    """One question at a time in words; the form beside it asks for all."""
    name = names.text(template.name)
    first = template.fields_by_id[asked[0]]
    label = names.text(first.label)
    hint = _ASKED.get(first.type, Text(zh="", en=""))
    asks = _asks(label, hint)
    if doubtful:
        return Text(
            zh=f"「{label.zh}」我没听明白。{hint.zh}", en=f"I did not get “{label.en}”. {hint.en}".strip()
        )
    labels = names.listed(names.text(template.fields_by_id[each].label) for each in asked)
    if len(asked) == 1:
        return Text(
            zh=f"好,{name.zh}只差这一项:{asks.zh}",
            en=f"{name.en}, only one thing is missing. {asks.en}",
        )
    return Text(
        zh=f"好,{name.zh}。还差:{labels.zh}。{asks.zh}可以一句话说完,也可以填下面的表。",
        en=f"{name.en}, then. Still missing: {labels.en}. {asks.en}"
        " You may also say it all in one sentence, or fill in the form.",
    )


def _asks(label: Text, hint: Text) -> Text:
    """「预算」多少钱?比如… ; of free text 「产品」填什么?"""
    return Text(zh=f"「{label.zh}」{hint.zh or '填什么?'}", en=f"“{label.en}”: {hint.en or 'what is it?'}")


def form_card(template: Template, known: Mapping[str, JsonValue], directory: Directory) -> Card:
    name = names.text(template.name)
    return Card(
        key="",  # the turn fills it in, and adds the buttons
        state=State.INFO,
        status=Text(zh="待填写", en="To fill in"),
        title=Text(zh=f"发起:{name.zh}", en=f"Start: {name.en}"),
        context=names.text(template.about),
        inputs=forms.inputs(template.fields, known, directory),
    )


def confirm_start(
    template: Template,
    fields: Mapping[str, JsonValue],
    title: str | None,
    starter: PersonId,
    world: World,
    now: datetime,
) -> Card:
    name = names.text(template.name)
    shown = values.facts(template, fields, world.directory, now=now, zone=world.calendar.zone)
    about = f":{title}" if title else ""
    return confirm(
        Text(zh=f"发起{name.zh}{about}?", en=f"Start: {name.en}{f' “{title}”' if title else ''}?"),
        facts=shown,
        context=_way(template, fields, starter, world, now),
    )


def _way(
    template: Template, fields: Mapping[str, JsonValue], starter: PersonId, world: World, now: datetime
) -> Text | None:
    """提交后:陈杰 → 李娜 → …,预计 12月4日 走完。"""
    said, chosen = apart(fields)
    coming = whole_way(template, said, starter, world, now, chosen)
    if not coming:
        return None
    zh, en = [], []
    for each in coming:
        who = names.people(each.people[:2], world.directory)
        zh.append(who.zh if each.people else each.step.name.zh)
        en.append(who.en if each.people else each.step.name.en)
    end = moments.day(
        max(each.end for each in coming).astimezone(world.calendar.zone).date(),
        now.astimezone(world.calendar.zone).date(),
    )
    return Text(
        zh=f"提交后:{' → '.join(zh)};按时的话,{end.zh}走完。",
        en=f"Then: {' → '.join(en)}; done by {end.en} if all are on time.",
    )
