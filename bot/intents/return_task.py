# ruff: noqa: E501 - an example that stands for several is read as one line
"""`return_task`: send a task back to the applicant or to an earlier step for rework."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bot.cards import Input, Option, Reply
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names as nouns
from bot.present.asking import choice, reason_form
from bot.present.confirming import confirm_verb, reason_welcome
from bot.present.done import done
from bot.view import Target, TurnView, Unclear
from engine import commands
from engine.process import Process, TaskKind
from engine.rewinding import targets
from engine.service import Outcome
from engine.template import START, StepId


class ReturnTaskSlots(Slots):
    task: str | None = None
    to_step: str | None = None
    reason: str | None = None


EXAMPLES = (
    "退回给申请人补材料",
    "退回",
    "打回重做",
    "退回去改一下预算",
    "打回给申请人",
    "退回上一步",
    "返回设计环节",
    "退给发起人,补充报价单",
    "NP-12退回,资料不全",
    "把PR-7退回给采购",
    "打回修改",
    "退回到立项评审那一步",
    "请退回补充发票",
    "退一下,金额写错了",
    "让他改完再提",
    "回退到初审",
    "发回去重写",
    "退回修改,合同条款有问题",
    "这个打回去让他补附件",
    "CT-3退回法务重审",
    "退回上一级",
    "退回,缺少三家比价",
    "送回设计重新出图",
    "打回,格式不对",
    "send it back to design",
    "return it to the applicant",
    "send it back for more details",
    "return PR-7, quotes missing",
    "bounce it back to the requester",
    "send back",
    "kick it back to step one",
    "return to the previous step",
    "send CT-3 back to legal",
    "needs rework, send it back",
    "push it back to the applicant, wrong amount",
    "return it for revision",
    "send it back, invoice missing",
    "hand it back for correction",
    "back to the drafter please",
    "return NP-12 to design review",
    "退回to applicant",
    "send back一下",
    "把PR-7 return回去",
    "先退回吧,附件缺失",
    "推回 PR-3,没写方案",
    "needs changes, send NP-3 back to planning",
    "回退到测算,数字不对",
    "需要补一份报价,PR-3先退给他",
    "this needs to go back to the drawing step",
    "让他重新填,退",
    "退一步重来",
    "材料不够,退掉让申请人补",
    "bounce this back, the form is incomplete",
    "return to sender, missing signature",
    "回到上一个环节重新审",
    "该单据附件不全,请退回申请人补充。",
    "请退回至上一环节重新核对。",
    "推回上一步吧金额不对",
    "退给提交人让他把数量改对",
    "have them redo it, send it back",
    "kick this back to whoever filed it",
    "{NP-17|DR-14|这个|EX-88|那单|合同}{退回|打回|退|退回去|退会|返回|打回去}{|吧|给申请人|上一步|到设计|到立项评估那一步|重新填}{|,缺附件|,发票抬头不对|,因为市场数据太旧|,补一下报价单|,少一张效果图}",
    "{退给|退回给|打回给|返给|送回}{申请人|发起人|设计|研发|上一步|采购那边}{吧|去|重做|}{|,缺附件|,让他补材料|,数字不对|,补充说明}",
    "{把|麻烦把|给我把}{NP-3|这个|CT-22|这单|李娜那个}{退回去|打回|退回上一步|退给申请人|退回设计环节|打回重做}{|吧|,缺合同扫描件|,严重程度没填}",
    "{send|bounce|kick|hand|push} {it|DR-2|this one|IT-11|the contract} back{| to design| to the requester| to engineering| one step| to Sun Lei}{|, the rollback section is empty| for more detail| - missing invoice|: needs a quote| please}",
    "return {it|CC-3|this|the claim|NP-9} to {the applicant|design|the previous step|legal|the initiator}{|, missing data| for rework|: figures are off| because the quote is old}",
    "{NP-23|DR-9|这个|CT-5} {send back|return|打回|bounce back} {给 design|给申请人|一下|to design|回去|}{|,reason 是图纸版本旧|,reason是缺数据|,缺附件}",
    "{缺附件|材料不齐|数据有误|图纸旧了|签名没签}{,|,先}{退回|打回去|退回去补|退给他重填|返回上一步}{|吧}",
    "{请|烦请}{退回|返回|退至}{申请人|上一环节|发起人}{补充材料|修改|完善|重新提交|核实}",
    "{把|给我把|}{CR-14|这单|NP-36|那份标书}{踢回|打回|退到|退回|发回}{影响评估|比价|起草|设计|法务}{|那步|环节}{,客户侧没写|,少了一家报价|,让他重写|,版本不对|}",
    "{成本表是旧版|回滚方案没写|缺发票|金额对不上|缺盖章页|图没更新}{,让刘洋改了再送上来|,让他补齐再交上来|,让他重写|,改完再提|}{,退了吧|,先退回|,退一下|,打回去|,退回重填}",
    "{IT-18|CT-5|这份}{|的附件}{不全|没盖章|写错了|看不清},{退一下|先退|打回重来|退给他改|回炉}{|让他重写|,补好再来}",
    "{kick|punt|throw|toss} {it|PR-8|this} back{| to sourcing| to him| to the author}{, one quote is missing|: redo the numbers| until it's complete|, please fix}",
    "{让|叫|请}{他|申请人|小赵}{补|改|重写}{完|好|齐}{再|了再}{提|交|报}{上来|一遍|}{,先退|,退回吧|,打回}",
    "{回炉|返工|重做|打回重做}{|吧|,NP-3|,这版不行}",
    "{DR-5里|图纸|表格|合同}{尺寸标注漏了俩|少签一页|日期写反了|金额大小写不一致}{,|}{退给赵敏改|退回去让他改|打回修改|请他重做}",
    "{先别走了|停一下|流程倒回去},{回到上一步|退回上一环|退给起草人}{,让他重填数量|,补齐附件|}",
    "{bounce|send|return} {it|this} to {the requester|Zhao Min|the author}{, needs three quotes|, two dimensions missing|; dates are reversed}",
    "{把|将}{CT-77|这单}退到{法务|采购询价|设计}{那一步|环节|}{重新看条款|重新报价|再核一遍|}",
    "{this|it|NP-7} {needs another look from|should go back to|must be redone by} {design|the requester|engineering}{, send it back to them|, return it|, please bounce}",
    "{退|退了|打回}{!|,}{预算表都没填|附件呢|缺签字|写的什么玩意,重写}",
    "return {EX-91|the form} {to He Ping|to sender|for correction}{, wrong cost centre|, totals are off|}",
    "{NP-7|CT-15}{缺竞品数据|附件三没盖章|数字打架}{,|}{退回产品那边补|返回修改|打回去重弄}",
    "{EX-140|这单}{少了行程单|没附合同|缺比价}{,|}{退给本人|退回去补|打给申请人重来|返回补件}",
    "{CR-33|NP-7}返到{影响评估|起草|询价}{重新写|再核|重做}",
    "return {PR-90|this} please{ - needs specs|, missing quote|: sign it first}",
    "让{他|她|刘洋|申请人}{补个发票|补材料|改完|补齐附件|把合同重传一下}{再交|再提|再报|重新提}",
    "{punt|kick|toss|bounce} it back to {the requester|design|him}{, no quote attached|, half the form is empty|}",
    "{返给|退给|打给|还给}{设计|申请人|老何|提交人}{重画|重写|重填|补资料|改}",
    "{发票抬头|金额|附件|型号}{错了|不对|漏了},{退给他重开|退回去改|返回补|打回去让他填}",
    "{材料不齐|要素缺失|附件缺失},{予以退回|退回补正|请退回申请人}",
    "{回炉|重做|返工|重来}{|吧|,写得太糙|,让他再改改}",
    "{回到|退到|退回|打回到}{设计|方案|法务审核|上一|第一}{那一步|环节|步|阶段}{|重做|重来}",
    "{预算|方案|材料}写得{不清楚|太粗|不对},让他{改了再来|改完再提|重新写}",
)


VERB = Text(zh="退回申请人:", en="Return to the starter:")
STARTER = frozenset({"start", "starter", "申请人", "发起人", "提交人", "requester", "requestor", "applicant"})


def plan(slots: ReturnTaskSlots, view: TurnView) -> Plan:
    target = view.task_meant(slots.task, {TaskKind.APPROVAL, TaskKind.TASK})
    chosen = view.values.get("to_step")
    to_step = StepId(chosen) if chosen else _step(slots.to_step, target, view)
    reason = slots.reason if slots.reason is not None else view.values.get("reason")
    if reason is None and view.pressed:
        return Ask(
            question=Text(
                zh=f"退回 {target.process.number},要申请人改什么?",
                en=f"What should be changed in {target.process.number}?",
            ),
            slot="reason",
            form=reason_form(Text(zh="退回", en="Return"), target.process, *_choices(target)),
            slots={"task": target.id},
        )
    command = commands.Return(
        process=target.process.number,
        task=target.id,
        actor=view.speaker,
        reason=reason or "",
        to_step=to_step,
        way_back=_way_back(view.values.get("way_back")),
    )
    if view.pressed:
        return Do((command,))
    said = reason or ""
    verb, context = _verb(to_step, target.process), reason_welcome(said)
    return Do(
        (command,),
        confirm_verb(
            verb, target.process, view.world, view.now, note=said, context=context, viewer=view.speaker
        ),
    )


def _choices(target: Target) -> tuple[Input, ...]:
    """Where to, when there are several; how it comes back, where the step leaves that open."""
    process, task = target.process, target.task
    if task is None or process.seat_of(task).group:  # a guest returns to who asked him
        return ()
    asked = []
    steps = targets(process, process.token(process.round(task.round).token))
    if len(steps) > 1:
        options = tuple(Option(id=each, label=_place(each, process)) for each in steps)
        asked.append(choice("to_step", Text(zh="退到", en="Back to"), options, chosen=START))
    if getattr(process.template.step(task.step).config, "way_back", "") == "ask":
        asked.append(choice("way_back", Text(zh="改好之后", en="Then"), _WAYS, chosen="walk_again"))
    return tuple(asked)


_WAYS = (
    Option(id="walk_again", label=Text(zh="从那一步重新走", en="Walk on from there")),
    Option(id="straight_back", label=Text(zh="直接回到我这里", en="Come straight back to me")),
)


def _place(step: StepId, process: Process) -> Text:
    if step == START:
        return Text(zh="申请人", en="The starter")
    return nouns.text(process.template.step(step).name)


def _way_back(said: str | None) -> Literal["walk_again", "straight_back"] | None:
    return "straight_back" if said == "straight_back" else "walk_again" if said == "walk_again" else None


_EARLIER = re.compile(r"上一?[步级环个]|previous|last step", re.IGNORECASE)


def _step(said: str | None, target: Target, view: TurnView) -> StepId | None:
    """None: the starter. Raises Unclear for a step that nobody has decided."""
    process = target.process
    starter = view.directory.person(process.starter)
    named = {starter.name.zh, starter.name.en, starter.id} if starter else set()
    if said is None or any(each in said for each in STARTER | named):
        return None
    task = target.task
    steps = targets(process, process.token(process.round(task.round).token)) if task else ()
    earlier = [each for each in steps if each != START]
    if _EARLIER.search(said):
        return earlier[-1] if earlier else None
    for each in earlier:
        name = process.template.step(each).name
        if said in name.zh or said.lower() in name.en.lower() or said == each:
            return each
    if not earlier:
        raise Unclear(
            "前面还没有人处理过,只能退回给申请人。请说「退回给申请人」。",
            "Nobody has acted before you, so it can only go to the starter. Say “return it to the starter”.",
        )
    known = nouns.listed(nouns.text(process.template.step(each).name) for each in earlier)
    raise Unclear(
        f"没有对得上“{said}”的步骤;可以退回给申请人,或者退到:{known.zh}。",
        f"No step is called “{said}”; it can go to the starter, or to: {known.en}.",
    )


def _verb(step: StepId | None, process: Process) -> Text:
    if step is None:
        return VERB
    name = process.template.step(step).name
    return Text(zh=f"退回「{name.zh}」:", en=f"Return to “{name.en}”:")


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(outcomes, Text(zh="已退回", en="Returned"), view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="return_task",
    about="Send a task back to the applicant or to an earlier step for rework.",
    slots=ReturnTaskSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
