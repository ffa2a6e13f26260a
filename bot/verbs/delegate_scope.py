"""`delegate_scope`: 更多设置 of a delegation, for some of the speaker's approvals only (R41)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Card, Input, InputType, Option, Reply, State
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.money import typed_amount
from bot.present import forms, names
from bot.present.asking import choice
from bot.present.delegating import agreed, period
from bot.view import TurnView, Unclear
from bot.wishes import Delegate, SetReminder
from engine.deputies import Delegation, Scope, check, may_give
from engine.people import PMO, PersonId


class ScopeSlots(Slots):
    """Moments as ISO 8601."""

    person: str
    start: str
    end: str


def plan(slots: ScopeSlots, view: TurnView) -> Plan:
    """Raises WorkflowError where the rules of delegation are against it."""
    person = view.person_meant(slots.person)
    start, end = max(datetime.fromisoformat(slots.start), view.now), datetime.fromisoformat(slots.end)
    if not view.values:
        who, at = names.name(person, view.directory), period(start, end, view.now, view.zone)
        question = Text(
            zh=f"{at.zh}由{who.zh}代你批哪些?不选就是全部。",
            en=f"Which of your approvals does {who.en} act on {at.en}? All, if you choose nothing.",
        )
        return Ask(question=question, slot="", form=_form(question, view), slots=slots.model_dump())
    up_to = view.values.get("up_to", "").strip()
    amount = typed_amount(up_to) if up_to else None
    if up_to and amount is None:
        raise Unclear(
            "金额我没看懂,写成数字就行,比如 10万。",
            "I did not get the amount; a number will do, such as 100k.",
        )
    scope = Scope(view.values.get("template", ""), view.values.get("department", ""), amount)
    principal = view.person_meant(view.values.get("principal") or view.speaker)
    if not may_give(view.speaker, principal, view.directory):
        raise Unclear(
            "谁来代理,只有本人或 PMO 能安排。", "Only they themselves or the PMO can arrange a deputy."
        )
    check(
        Delegation(0, principal, person, start, end, scope),
        view.world.delegations,
        view.directory,
        view.now,
    )
    return Do(
        (
            Delegate(
                principal=principal,
                deputy=person,
                start=start,
                end=end,
                template=scope.template,
                department=scope.department,
                up_to_cny=scope.up_to_cny,
            ),
            *_told(principal, person, period(start, end, view.now, view.zone), view),
        )
    )


def _told(principal: PersonId, deputy: PersonId, at: Text, view: TurnView) -> tuple[SetReminder, ...]:
    """Whom an administrator has somebody stand in for hears of it now."""
    if principal == view.speaker:
        return ()
    who = names.name(deputy, view.directory)
    words = Text(zh=f"{at.zh}由{who.zh}代你审批", en=f"{who.en} acts on your approvals {at.en}")
    said = words.said_in(view.language)
    return (SetReminder(by=view.speaker, person=principal, text=said, at=view.now),)


def _form(title: Text, view: TurnView) -> Card:
    templates = tuple(Option(id=each.id, label=names.text(each.name)) for each in view.memory.templates())
    departments = tuple(
        Option(id=each.id, label=names.text(each.name)) for each in view.directory.departments.values()
    )
    for_whom = Text(zh="谁的审批(不选就是你的)", en="Whose approvals (yours, if you choose nobody)")
    others = choice("principal", for_whom, forms.people(view.directory), required=False)
    return Card(
        key="",  # the turn fills it in, and adds the buttons
        state=State.INFO,
        status=Text(zh="代理范围", en="Scope"),
        title=title,
        inputs=(
            *((others,) if view.speaker in view.directory.with_role(PMO) else ()),
            choice("template", Text(zh="哪种流程", en="Which process"), templates, required=False),
            choice("department", Text(zh="谁发起的", en="Started by"), departments, required=False),
            Input(
                id="up_to",
                label=Text(zh="金额不超过", en="Amount up to"),
                type=InputType.MONEY,
                hint=Text(zh="表单里的第一个金额。", en="The first amount of the form."),
            ),
        ),
    )


def present(wishes: Sequence[Delegate | SetReminder], view: TurnView) -> Reply:
    wish = wishes[0]
    assert isinstance(wish, Delegate)
    return agreed(wish, view.memory.templates(), view.directory, view.now, view.zone, by=view.speaker)


VERBS = (IntentSpec("delegate_scope", "", ScopeSlots, (), plan, present),)
