"""What the engine's rules want people to be told, in a sentence for each cause."""

from __future__ import annotations

from collections.abc import Collection

from bot.messages import Text, same
from bot.present import names, standing
from engine import events as e
from engine.people import Directory, PersonId
from engine.process import Process


def told(
    event: e.PeopleNotified, process: Process, directory: Directory, hidden: Collection[str] = ()
) -> Text:
    """Begins with the number and title. Fields that are `hidden` from the reader are not named."""
    what = standing.headline(process)
    step = names.text(process.template.step(event.step).name)
    said = _CAUSES.get(event.cause)
    if said is None:
        note = f":{event.text}" if event.text else ""
        return Text(zh=f"知会{note}。{what.zh}", en=f"For your information{note}. {what.en}")
    who = names.name(PersonId(str(event.data.get("principal", ""))), directory)
    changes = _changes(event, process, hidden)
    zh = said.zh.format(step=step.zh, who=who.zh, changes=changes.zh)
    en = said.en.format(step=step.en, who=who.en, changes=changes.en)
    return Text(zh=f"{what.zh}:{zh}", en=f"{what.en}: {en}")


_CAUSES = {
    "walks_again": Text(
        zh="退回之后内容有变化,原来的条件结果不同了,所以不直接回到「{step}」,要重新走一遍。",
        en="The changes made a condition decide otherwise, so it does not come straight back to “{step}” "
        "but walks the whole way again.",
    ),
    "vote_voided": Text(
        zh="你在「{step}」投过票之后内容被改了({changes}),请看过之后重新表态。",
        en="After your decision at “{step}” the content was changed ({changes}); please decide anew.",
    ),
    "edited_after": Text(
        zh="你在「{step}」同意之后,后面的人改了内容({changes})。",
        en="After your approval at “{step}” somebody later in line changed the content ({changes}).",
    ),
    "condition_stays": Text(
        zh="这次修改会让「{step}」得出不同结果,按模板设置不改道,照原路走。",
        en="The change would make “{step}” decide otherwise; as the template says, it goes on as before.",
    ),
    "deputy_starter": Text(
        zh="{who} 的代理人就是申请人,不能审批自己的申请,「{step}」仍由 {who} 处理。",
        en="{who}'s deputy is the person who asked and may not decide this, so “{step}” stays with {who}.",
    ),
    "deputy_left": Text(
        zh="{who} 的代理人已经离职,「{step}」仍由 {who} 处理,请重新设置代理。",
        en="{who}'s deputy has left, so “{step}” stays with {who}; please choose another deputy.",
    ),
    "deputy_seated": Text(
        zh="{who} 的代理人在「{step}」里已有自己的一票,这一步仍由 {who} 处理。",
        en="{who}'s deputy has a vote of their own at “{step}”, so it stays with {who}.",
    ),
    "deputy_circle": Text(
        zh="{who} 的代理绕成了一圈,「{step}」仍由 {who} 处理,请检查代理设置。",
        en="{who}'s deputies go round in a circle, so “{step}” stays with {who}; please check them.",
    ),
    "child_goes_on": Text(
        zh="它发起的子流程不受影响,会继续走。",
        en="The sub-process that it started is not affected and goes on.",
    ),
}


def _changes(event: e.PeopleNotified, process: Process, hidden: Collection[str]) -> Text:
    """预算 40万 → 60万, for each field."""
    values = event.data.get("values")
    if not isinstance(values, dict):
        return same("")
    zh, en = [], []
    for name, pair in values.items():
        if name in hidden:
            continue
        field = process.template.fields_by_id.get(name)
        label = names.text(field.label) if field else same(name)
        old, new = (pair[0], pair[1]) if isinstance(pair, list) and len(pair) == 2 else ("", "")
        arrow = f"{'—' if old is None else old} → {new}"
        zh.append(f"{label.zh} {arrow}")
        en.append(f"{label.en} {arrow}")
    return Text(zh=";".join(zh), en="; ".join(en))
