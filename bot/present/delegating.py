"""Who stands in for whom, when, and for what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.cards import Reply, say
from bot.messages import Text
from bot.present import amounts, moments, names
from bot.wishes import Delegate
from engine.people import DepartmentId, Directory, PersonId
from engine.template import Template


def period(start: datetime, end: datetime, now: datetime, zone: tzinfo) -> Text:
    begins, ends = moments.moment(start, now, zone), moments.moment(end, now, zone)
    if start <= now:
        return Text(zh=f"从现在到 {ends.zh},", en=f"from now until {ends.en}")
    return Text(zh=f"从 {begins.zh} 到 {ends.zh},", en=f"from {begins.en} until {ends.en}")


def agreed(
    wish: Delegate,
    templates: Sequence[Template],
    directory: Directory,
    now: datetime,
    zone: tzinfo,
    *,
    by: PersonId,
) -> Reply:
    who, at = names.name(PersonId(wish.deputy), directory), period(wish.start, wish.end, now, zone)
    what = _scope(wish, templates, directory)
    if by != wish.principal:
        whom = names.name(PersonId(wish.principal), directory)
        return say(
            f"好,{at.zh}由{who.zh}代{whom.zh}审批{what.zh},我会告诉{whom.zh}。",
            f"Done: {who.en} acts for {whom.en} {at.en}{what.en}; {whom.en} is told.",
        )
    return say(
        f"好,{at.zh}由{who.zh}代你审批{what.zh}。到期后没处理完的会回到你手上;说「取消代理」可以提前结束。",
        f"Done: {who.en} acts for you {at.en}{what.en}. Whatever is open then comes back to you; "
        "say “end my delegation” to stop earlier.",
    )


def _scope(wish: Delegate, templates: Sequence[Template], directory: Directory) -> Text:
    """研发部发起的、10 万元以内的「采购申请」; empty for everything."""
    zh, en = [], []
    found = next((each for each in templates if each.id == wish.template), None)
    department = directory.departments.get(DepartmentId(wish.department))
    if department is not None:
        zh.append(f"{department.name.zh}发起的")
        en.append(f"started by {department.name.en}")
    if wish.up_to_cny is not None:
        most = amounts.money(wish.up_to_cny)
        zh.append(f"{most.zh}以内的")
        en.append(f"up to {most.en}")
    if found is None and not zh:
        return Text(zh="", en="")
    kind = Text(zh=f"「{found.name.zh}」", en=found.name.en) if found else Text(zh="流程", en="processes")
    return Text(zh=f"{'、'.join(zh)}{kind.zh}", en=f", on {kind.en} {' and '.join(en)}".rstrip())
