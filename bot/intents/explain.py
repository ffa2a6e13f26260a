# ruff: noqa: E501 - an example that stands for several is read as one line
"""`explain`: ask why something came to the speaker, or why the flow took the way it did."""

from __future__ import annotations

from bot.cards import say
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.present.explaining import explanation
from bot.view import TurnView, nothing
from engine.process import TaskKind


class ExplainSlots(Slots):
    task: str | None = None
    process: str | None = None


EXAMPLES = (
    "为什么这个要我批",
    "这个为啥到我这了",
    "凭什么要我审批",
    "怎么轮到我了",
    "为什么需要财务总监签",
    "为啥PR-7还要CFO批",
    "NP-12为什么分给我",
    "为什么是我",
    "这单怎么会找我",
    "解释一下为什么走这条路",
    "为什么要经过法务",
    "为何转到我这里",
    "我为什么会收到这个任务",
    "这个审批规则是什么,为什么到我",
    "怎么还要总经理批",
    "为什么跳过了质量部",
    "CT-3为啥给我了",
    "这个流程为什么要三个人签",
    "为什么没走财务",
    "干嘛要我签字",
    "怎么跑我这儿来了",
    "什么原因要我审这个",
    "why is this on my desk",
    "why me",
    "why do I have to approve this",
    "why was PR-7 assigned to me",
    "explain why this came to me",
    "how come I need to sign this",
    "why does the CFO need to approve",
    "why did NP-12 go to legal",
    "what's the reason I got this task",
    "why is it routed through finance",
    "why am I the approver",
    "why was quality skipped",
    "tell me why I'm involved",
    "how did this end up with me",
    "why this task",
    "为什么assign给我",
    "why要我approve",
    "这个流程凭什么要走总经理",
    "how come I'm the approver for PR-3?",
    "what's the reason the claim has to go to the CFO",
    "我不是采购的人,这怎么轮到我审",
    "这点小钱为啥还得总监点头",
    "what's this doing in my inbox",
    "我又不管这块,怎么发给我了",
    "who decided I should sign this and why",
    "请说明该单需要总经理审批的原因。",
    "请解释为何由我审批。",
    "y me",
    "这个东西怎么会让我来批呢我不明白",
    "what made this land in my inbox",
    "what's this got to do with me",
    "{为什么|为啥|怎么|凭什么|凭啥}{非要我批|轮到我批|会到我这|让我审|找我签|这个在我这儿|是我来审}{|啊|呀|呢|?}",
    "{EX-71|这单|NP-3|CR-13}{关我|跟我|和我}{法务啥事|有什么关系|啥关系}{|啊,咋跑我这儿来了|,为啥找我批|?}",
    "{why|how come} {is this on my desk|do I have to approve this|did CR-13 land with me|me for EX-170|is NP-3 with me|am I the approver}{|?}",
    "{请说明|请解释|解释一下|说明下}{该事项|这个|NP-9}{为何须由本人审批|为什么要我签|怎么到我这|的审批依据}",
    "EX-170 {why me|为啥是我来 approve|why on my plate}{|?}",
    "{我又不管采购|我是搞设计的|跟我没关系啊|不是我部门的}{,|}{PR-165咋跑我这来了|为啥找我批|怎么轮到我签|凭啥要我审}",
    "{what's the reason|on what grounds|who decided} {I got this|this came to me|I must sign NP-3|CT-4 sits with me}{|?}",
    "{讲讲|说说|告诉我}{这个任务|NP-3|这单}{的来由|为什么给我|怎么来的|的依据}",
    "{什么规则|按什么规定|哪条规则}{让|把}{NP-12|这单}{分给孙磊的|派给我的|转到我这|要我签}{|?|呢}",
    "{why|what}{'s this doing in my inbox|'s NP-3 doing on my desk| did this land on me| makes me the approver}?",
    "{为什么|为啥}{采购|合同|报销|这个}{得先过财务|要三级审批|要总监签|被跳过了|多一道法务}{|?|啊}",
    "{NP-12|这单|CT-8}{干嘛|凭啥|为什么}{派给我|找我|要我审|给我签|轮到我}{|?|啊}",
    "{y|why tf|how come} {must me approve|am I on this|is it me|do I sign NP-3}{??|?|}",
    "{这单|它|这个审批}怎么{流到|转到|跑到|落到}我{这来了|头上|手里}{|?|啊}",
    "why {am I approving|do I get|is it me signing} {a marketing thing|this purchase|NP-3}?",
    "can you {tell me|explain} why {I got this task|CC-52 is mine|it came to me}{|?}",
    "{好端端的|平白无故|无缘无故}{这单|这张单子|NP-3}{派给我干嘛|怎么找我|给我干啥|分给我做什么}{呀|啊|?}",
    "how come {legal|finance|the CFO} has to {look at|sign|approve} {a taxi bill|my lunch|this}{|?}",
    "{咋|怎么|为啥}又{找我批|轮到我|派给我|要我签}{|?|了|啊}",
    "{此单|该申请|本单}为何需{本人|财务|总监}{审批|签字|经手}{|?}",
    "{这|它|这单}{跟我有啥关系|关我什么事|不归我管},{干嘛给我|怎么给我了|为什么要我批}",
    "why {does this need|do we need} {the CFO|legal|three signatures}{ for 200 yuan|}{|?}",
    "what's {this|CT-3|that card} doing {in|on} my {queue|inbox|desk|list}{|?}",
)


def plan(slots: ExplainSlots, view: TurnView) -> Plan:
    if slots.process and not slots.task:
        process = view.process_meant(slots.process)
        mine = [task for task in process.tasks if task.assignee == view.speaker]
        task = next(iter([*mine, *process.tasks]), None)
    else:
        target = view.task_meant(slots.task, set(TaskKind))
        process, task = target.process, target.task
    history = view.memory.history(process.number)
    text = explanation(process, task, history, view.world, view.now, viewer=view.speaker)
    return Say(say(text.zh, text.en))


INTENT = IntentSpec(
    name="explain",
    about="Ask why something came to the speaker, or why the flow took the way it did.",
    slots=ExplainSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)
