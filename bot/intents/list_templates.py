# ruff: noqa: E501 - an example that stands for several is read as one line
"""`list_templates`: list the processes that can be started."""

from __future__ import annotations

from bot.cards import Button, Saying, show
from bot.intent import IntentSpec, NoSlots, Plan, Say
from bot.messages import Text
from bot.present import names
from bot.view import TurnView, nothing

EXAMPLES = (
    "都能发起哪些流程",
    "有哪些流程可以发起",
    "我能走什么流程",
    "流程模板有哪些",
    "看看都有什么模板",
    "列一下流程清单",
    "给我看看流程列表",
    "可以提哪些申请",
    "现在有什么流程可以用",
    "都有哪些审批可以提",
    "能申请些啥",
    "系统里有几种流程",
    "有什么单子可以提",
    "都支持什么流程类型",
    "把所有模板列出来",
    "流程目录发我",
    "我可以发起什么",
    "能走的流程都有啥",
    "what can I start",
    "which processes can I start",
    "list the templates",
    "show me all templates",
    "what templates are there",
    "what kinds of requests can I submit",
    "list available workflows",
    "which workflows do we have",
    "show available processes",
    "what forms can I file",
    "what can I submit here",
    "give me the list of process templates",
    "有哪些template",
    "list一下流程模板",
    "看下都有啥process可以start",
    "available templates?",
    "what request types exist",
    "除了采购还有别的流程可以走吗",
    "有没有一个清单,就是全部能发起的流程",
    "都有啥流程啊",
    "有哪些单子可以填",
    "我都能提什么",
    "流程都有哪几种给我看看",
    "what else can I file besides leave",
    "is there a list of everything I can start",
    "which forms exist",
    "menu of processes please",
    "请列出目前可发起的全部流程。",
    "能起哪些flow",
    "flow list",
    "请问系统支持哪些类型的申请?",
    "{都|}有{哪些|什么|啥|多少}{流程|模板|申请|template|process}{|可以用|能发|可以发起|能走|能提}{|啊|呀|呢}",
    "{列一下|列出|看看|给我看|list一下}{现有的|所有|全部|可用的}{流程模板|模板|流程|审批流程|process模板}",
    "what {processes|kinds of processes|workflows|templates|forms} {can I start|can I kick off now|are available|do we have|can I use|exist}",
    "{show|list|give} me {all|the|every|available} {templates|processes|workflows|request types}{| I can start|}",
    "{我|在这儿|系统里}{能|可以}{发起|申请|走|提}{哪些|什么|啥}{流程|申请|审批|单子|}{|啊}",
    "帮我把{process|流程}模板{list出来|列出来|都列一下}{我看看|}",
    "{show|open|see} {the|your} {catalog|catalogue|menu|list} of {requests|processes|templates|forms}",
    "{流程目录|模板目录|流程菜单|申请目录}{|打开|给我看|翻一下|在哪看}",
    "{提单子|走流程|发起}{的话|}{有哪几种可选|都能选啥|有什么选项}{呀|?|}",
    "{你这儿|这里|咱公司}能走{哪些|什么}{审批|流程|申请}{|?|呀}",
    "list {every|all the|the} {template|process|form}{ please|s}",
    "{which|what} {workflows|processes|forms} do you {offer|support|have}{|?}",
    "{能申请的|可以发起的|能提的}{东西|流程|单子}{列一下|有哪些|给我看看}",
    "what sort of {requests|processes} can {people|we|I} submit{| here}?",
    "想走{个|}流程{但|,}{不知道你们有哪些|不晓得有啥|没看到列表},{列一列|列一下|给我看看}",
    "{可用的|能走的|现有}流程{有多少种|一共几种|有几个},{报个菜名|列一列|说说|数一数}",
    "{能提|能填|能交|能办}{啥|哪些|什么}{单子|流程|申请|审批}{|?}",
    "{what's on the menu|what's available|what are my options}{,| for} {process-wise|in terms of workflows|requests}{|?}",
    "which {requests|processes|forms|workflows} {am I|are we|are people} {allowed to make|able to start|entitled to|permitted to file}{|?}",
    "{有菜单没|有目录吗|有清单没},{流程的|申请的|能走的流程}",
    "{你们|系统|这儿}{支持|提供|有}{哪些|几类|什么}{申请类型|流程种类|单据}{|?}",
    "能{办|提|发起|申请}{啥|什么}{流程|业务|单子|}{|?|啊}",
)


def plan(slots: NoSlots, view: TurnView) -> Plan:
    templates = view.memory.templates()
    zh = "\n".join(f"- **{each.name.zh}**:{each.about.zh}" for each in templates)
    en = "\n".join(f"- **{each.name.en}**: {each.about.en}" for each in templates)
    text = Text(
        zh=f"可以发起这 {len(templates)} 种流程,说一句话就行:\n{zh}",
        en=f"You can start these {len(templates)} processes; one sentence is enough:\n{en}",
    )
    choices = tuple(
        Button(id=f"start/{each.id}", label=names.text(each.name), asks=True) for each in templates[:5]
    )
    return Say(show(Saying(text=text, choices=choices)))


INTENT = IntentSpec(
    name="list_templates",
    about="List the processes that can be started.",
    slots=NoSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)
