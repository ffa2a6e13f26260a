# ruff: noqa: E501 - an example that stands for several is read as one line
"""`add_signer`: add one or more people as additional approvers of a task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import Field, field_validator

from bot.cards import Card, Option, Reply
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names
from bot.present.asking import choice, person_form
from bot.present.confirming import confirm
from bot.present.done import done
from bot.view import Target, TurnView
from engine import commands
from engine.process import Mode, Origin, TaskKind
from engine.service import Outcome


class AddSignerSlots(Slots):
    people: list[str] = Field(default_factory=list)
    task: str | None = None

    @field_validator("people", mode="before")
    @classmethod
    def _chosen(cls, value: object) -> object:
        """An answer to "which one?" is one person."""
        return [value] if isinstance(value, str) else value


EXAMPLES = (
    "加签法务徐静",
    "加签",
    "加签李娜和王芳",
    "再加一个审批人郭涛",
    "让法务也签一下",
    "NP-12加签陈杰",
    "加个会签,财务",
    "这个还要质量部会签",
    "把黄磊加为审批人",
    "增加审批人孙磊",
    "前加签李娜",
    "后加签王芳",
    "PR-7加签财务总监",
    "需要徐静一起审",
    "请法务一起会签",
    "再让张总签个字",
    "拉上采购一起批",
    "加上李娜审批",
    "给CT-3加签法务",
    "添加会签人吴昊、郑爽",
    "多加一个人审,刘洋",
    "加签人选郭涛",
    "add Legal as a signer",
    "add Li Na as an approver",
    "get Guo Tao to co-sign",
    "add a signer: Chen Jie",
    "include finance in the approval",
    "add Xu Jing and Li Na to the approvers",
    "need legal to sign too",
    "have the CFO approve this as well",
    "add another approver, Wang Fang",
    "also route NP-12 through quality for sign-off",
    "add Sun Lei to sign CT-3",
    "bring in legal as co-signer",
    "countersign by He Ping",
    "put Huang Lei on the approval list",
    "require an extra signature from finance",
    "加签legal",
    "add一下徐静as signer",
    "让finance也sign一下",
    "再让王芳和郭涛也签一下",
    "这个我一个人定不了,加个李总",
    "加前法务",
    "拉上陈杰一起审NP-3",
    "PR-3 need another approver, put Wu Hao on it",
    "增加审批人:刘洋",
    "多加一个签字的 郭涛",
    "加签小孙、小马,结构评审那个",
    "have Guo Tao sign too",
    "叫上吴总监一块儿签PR-3",
    "质量也得签,把郭涛加进来",
    "let's have Quality sign too",
    "审批里再添上财务",
    "I want legal's signature as well",
    "需要再过一下采购经理",
    "bring the CFO into this approval",
    "请增加徐静为会签人。",
    "该合同需法务会签,请予加签。",
    "建议增加财务总监审批,请加签李娜",
    "loop in Guo Tao for a signature",
    "signer加一个郭涛",
    "{NP-25|这个|CT-81|这单|合同}{加签|再加签|会签|加千|加个签|要加签}{财务总监|徐静|老马和小周|法务|李娜|质量部}{|和PMO主任|一下|,谢谢}",
    "{请在|在|给}{CT-81|NP-3|这单|他那个}{上|里|}{加签|增加会签人|加一个审批人|添加审批人}{李娜|:法务|陈杰|质量经理}",
    "{这个|NP-44|这份合同}{得|要|需要|还得}{再加个|拉上|叫上|加上}{质量部会签|李娜一起签|法务审一下|财务签字|陈杰联签}",
    "{add|include|bring in|get} {legal|Li Na|the CFO|Guo Tao|quality} as {a signer|a co-signer|an approver|an extra approver}{| on MK-21| to this| please| for NP-3}",
    "{MK-21|this|CT-3} needs {one more signer|another approver|a second signature}, {add legal|add Li Na|bring in finance}",
    "{NP-144|这个} {加个 signer|add 一个 signer|add signer}{,陈杰|:李娜|,法务| 财务总监}",
    "{不放心|金额大|保险起见|牵涉质量},{CR-21|这单|这份合同}{再找|再请|还得|也要|再让}{质量部|李总|法务|陈杰}{会签一下|也签个字|把把关签一下|加签|一起批}",
    "{pull|bring|loop|rope} {Guo Tao|legal|the CFO|Li Na} in {as an extra approver|as a co-signer|to sign too|to co-sign}{| on NP-9| for this}",
    "{CT-8|这单}{多加一道|再加一道|补一个}{财务的签字|法务审批|质量会签}",
    "{have|let|get} {legal|Guo Tao|finance} {also sign|co-sign|countersign} {CT-3|this|it}{| as well| please}",
    "{让|请|叫}{安全部|质量|李娜|法务}也{会签|签一下|批一下|看一眼签字}",
    "{CT-3|这单}{需要|得}{两个人签|双签|再来一个人签},{加李娜|加上法务|把陈杰也加进来}",
    "{PR-31|这单}{金额大|事关重大|有风险}{,|}{让李总也签一道|叫法务再签一遍|加个财务签字|得质量也签}",
    "{CT-77|NP-3} {needs|requires|should have} {Guo Tao's|legal's|the CFO's} {signature too|sign-off as well|approval also}",
    "{IT-9|这单} {拉上|带上|加上}{黄磊|法务}{一起审|一块批|也签}",
    "{再加一个|还要加个|补个}{会签人|审批人|签字的}{:|,| }{徐静|李娜|郭涛}",
    "{CR-33|NP-71}{最好|还是}{让|叫|请}{质量经理|财务|法务}再{签一下|审一道|会签}",
    "{include|add} {HR|legal|Guo Tao} as an {approver|signer} {on|for} {LV-40|CT-2|this}",
    "把{技术总监|李总|质量经理|法务|CFO}{加进审批|也加进来|拉进来审|放进审批人里}{|吧}",
    "{I want|I'd like|we need} {the CFO|Guo Tao|legal} {to sign this too|to approve as well|on this too|to co-sign it}",
    "{再|也|还得}让{李总|郭涛|法务}{掌掌眼|过过目|把把关|看看}{签个字|,一起批|并签字}",
    "add another {pair of eyes|signature|approver}: {Guo Tao|legal|the CFO}",
    "{提请|申请|请}{增加|增补|追加}{法务|质量|财务}{会签|联签|审批人}",
    "{请|叫|让}{徐静|郭涛|财务}也{来|过来|帮忙}{签|会签|批一下}",
)


def plan(slots: AddSignerSlots, view: TurnView) -> Plan:
    target = view.task_meant(slots.task, {TaskKind.APPROVAL, TaskKind.TASK})
    named = [each for each in slots.people if each]
    said = named or [view.values.get("people") or view.values.get("person") or ""]
    if not any(said):
        return Ask(
            question=Text(zh="加谁来签?", en="Who else should sign?"),
            slot="people",
            form=_form(target, view),
            slots={"task": target.id},
        )
    people = tuple(dict.fromkeys(view.person_meant(each, slot="people") for each in said if each))
    position = Origin(view.values["position"]) if view.values.get("position") else _position(view.said)
    command = commands.AddSigner(
        process=target.process.number, task=target.id, actor=view.speaker, people=people, position=position
    )
    if view.pressed:
        return Do((command,))
    who = names.listed(names.titled(each, view.directory) for each in people)
    number, title = target.process.number, target.process.title
    how = HOW[position]
    question = Text(
        zh=f"请{who.zh}{how.zh} {number} {title}?", en=f"Have {who.en} {how.en} {number} {title}?"
    )
    return Do((command,), confirm(question, number=number))


def _form(target: Target, view: TurnView) -> Card:
    """After oneself is no way to sign in a vote."""
    task = target.task
    is_vote = task is not None and target.process.round(task.round).mode is Mode.VOTE
    ways = tuple(
        Option(id=way, label=label) for way, label in _WAYS.items() if not (is_vote and way is Origin.AFTER)
    )
    how = choice("position", Text(zh="怎么签", en="How"), ways, chosen=Origin.PARALLEL)
    return person_form(
        Text(zh="加签", en="Add a signer"), Text(zh="加谁", en="Who"), target.process, view.directory, how
    )


_WAYS = {
    Origin.PARALLEL: Text(zh="和我一起签", en="Alongside me"),
    Origin.BEFORE: Text(zh="先签,再由我决定", en="Before me"),
    Origin.AFTER: Text(zh="在我之后签", en="After me"),
}
HOW = {
    Origin.PARALLEL: Text(zh="和你一起签", en="sign alongside you on"),
    Origin.BEFORE: Text(zh="先签,再由你决定", en="sign before you on"),
    Origin.AFTER: Text(zh="在你之后签", en="sign after you on"),
}
_BEFORE = re.compile(r"前加签|先让|先请|先给|\bbefore (?:me|i)\b|\bfirst\b", re.IGNORECASE)
_AFTER = re.compile(r"后加签|我之后|我后面|再让|\bafter (?:me|i)\b", re.IGNORECASE)


def _position(said: str) -> Origin:
    """Plain 加签 means beside; the words say so when it is before or after."""
    if _BEFORE.search(said):
        return Origin.BEFORE
    return Origin.AFTER if _AFTER.search(said) else Origin.PARALLEL


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(
        outcomes, Text(zh="已加签", en="Signers added to"), view.directory, now=view.now, zone=view.zone
    )


INTENT = IntentSpec(
    name="add_signer",
    about="Add one or more people as additional approvers of a task.",
    slots=AddSignerSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
