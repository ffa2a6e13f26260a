# ruff: noqa: E501 - an example that stands for several is read as one line
"""`my_tasks`: list open tasks: the speaker's own, or another person's when named."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal

from bot.cards import Button, Card, Fact, Saying, State, show
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.present import moments, names
from bot.present.task_card import open_card
from bot.view import TurnView, Unclear, nothing
from engine.people import PersonId
from engine.process import Process, Task


class MyTasksSlots(Slots):
    period: Literal["today", "tomorrow", "this_week", "next_week", "overdue"] | None = None
    person: str | None = None


EXAMPLES = (
    "我还有啥没处理",
    "今天的待办",
    "我的待办",
    "有什么要我批的",
    "待我审批的有哪些",
    "这周要做什么",
    "我手上有几个任务",
    "逾期的任务有哪些",
    "还有多少没批",
    "看看我的任务列表",
    "明天有啥要处理",
    "下周的任务",
    "有没有超期的",
    "给我看看待办事项",
    "孙磊手上还有什么活",
    "赵敏这周有哪些任务",
    "我今天要干啥",
    "等我处理的单子",
    "有啥要我签的",
    "待办清单",
    "最近有什么需要我审的",
    "手头还有哪些没完成",
    "我的工作列表",
    "有我的审批吗",
    "哪些快到期了要我处理",
    "过期没处理的给我看看",
    "what's overdue on my plate",
    "my tasks",
    "show my to-do list",
    "what do I need to approve",
    "anything waiting for me",
    "what is on my plate for today",
    "tasks due this week",
    "list my open tasks",
    "what's pending for me",
    "do I have any approvals",
    "what is Sun Lei working on",
    "show Zhao Min's tasks",
    "my todo for tomorrow",
    "what am I late on",
    "anything overdue",
    "what do I have to do next week",
    "pending approvals",
    "show me my inbox",
    "我的to-do",
    "今天有啥task",
    "看下我的pending",
    "my待办",
    "看看李娜手头压了多少活",
    "what does Guo Tao have due this week",
    "am I on the hook for anything tomorrow",
    "你把我待审批的都翻出来",
    "我要处理的都有啥",
    "今儿有几个活",
    "什么东西在等我批",
    "anything I should be doing",
    "what have I got left",
    "list everything waiting on me",
    "小孙最近忙啥呢都有啥任务",
    "哪些已经过期了没弄",
    "请问我名下是否有逾期的任务?",
    "烦请列出本周待我审批的事项。",
    "overdue的list下",
    "我的pending有啥",
    "what's on my desk",
    "anything needing my signature",
    "请列示我今日的待办事项",
    "{我|}{今天|今儿|下礼拜|本周|明天|这周}{有|还有|有没有}{哪些|什么|啥}{待办|活要干|todo|要批的|任务|单子没处理}{|啊|呀}",
    "{瞅瞅|看看|查下|check下|列一下}{我手上|我名下|孙工手上|我的|郑爽}{还剩哪些单子没批|还有哪些task|待办|逾期的任务|明天的待办}",
    "{我|我的}{逾期|超期|待审批|没处理}的{任务|单子|待办|流程}{|有哪些|给我看看|列一下}",
    "{what|which} {of my jobs are past due|tasks are overdue|'s on my desk today|do I have to approve|is waiting for me|am I late on}{|?}",
    "{show|list|give|check} {me all my tasks|my to-dos|my open items|my queue|my approvals} {for tomorrow|for this week|today|that are overdue|please|pls}",
    "{我 this week 的 to-do|today 的 task|my todo|我的 pending}{有哪些|列一下|有啥|}",
    "{郑爽|小赵|Li Na|孙磊}{明天|现在|这周|手上}{有哪些待办|忙啥|还有哪些没做|what tasks}",
    "{手头|我这边|名下|桌上}{还|都}{欠|压了|剩|攒了|堆着}{多少|些什么|几件|哪些}{事没干|单子|活|没批的}{|?|啊}",
    "{下周|明儿个|这礼拜|今儿}{我这边|我|}{都压了些什么|有啥要弄的|有啥安排要办|要干嘛|有几个审批}",
    "{老板问我手上有多少活|我记不清了|帮我捋捋}{,|}{你给数数我的待办|列列我的任务|我还有啥没做|看看待办}",
    "{有没有|还有没有}{早过了期限我没弄的|快到期的|拖着没批的|逾期没处理的}{|任务|单子}{|?|吗}",
    "what {am I|have I got} {behind on|on my plate|left to do|pending}{| this week| today|?}",
    "{todo|to-do|待办|任务|pending}{|s|列表|有哪些|?}",
    "{show|give} me {todays to do|today's list|this week's tasks|everything pending on me}",
    "{你把|帮我把}{我|}{待审批的|没处理的|积压的|今天的}{都翻出来|列出来|拉个单子|捋一捋}",
    "{请列出|请查询|请显示}{我|本人}{本周|今日|名下}{须完成的全部任务|待审批事项|逾期任务|待办}{|。}",
    "{还有|有没有}{没|什么}我要{批的|签的|处理的}{|?|吗}",
    "what needs {my signature|my approval|doing by me} {today|this week|now}?",
    "{孙磊|李娜}手上{堆了多少活|还有几单|压着啥}{|?|呢}",
    "我{这周|今天|明天}{要交啥|该干啥|有几件事要办}{|?|呀}",
    "what's {still open|left|outstanding} on my {side|end|plate}{|?}",
    "{今天|明天}有几个{要我点头的|等我拍板的|归我批的}{|?}",
    "any {overdue|late|pending|open} {stuff|items|work} {of mine|for me|on my list}{|?}",
    "{有|还有}{活|单|待办|任务|事}{没|吗|不|没有}",
    "{赵敏|孙磊|李娜|老郭}{下周|这周|明天|今天}{排了|安排了|有}{几个活儿|哪些活|几个任务|啥任务|多少单}",
    "what {should|do} I {be working on|need to get done|be doing|tackle}{| today| now| first}{|?}",
    "list {what I owe people|everything I owe|what's mine|what I still have to do}",
    "any {approvals|requests|tasks|claims} {sitting with me|stuck with me|on my side|parked with me|I'm holding up}{|?}",
    "{我|}{是不是|有没有}{有|}{东西|单子|任务|活}{过期|逾期|超时|拖}{了|着}{|?|没弄}",
    "what {are the things|stuff|tasks} {I haven't|have I not} {finished|done|approved}{ this week| yet|}{|?}",
    "{今儿个|这会儿|眼下}我有{几单|啥|多少活}要{审|干|办|签}{|?}",
    "{有没有|有啥}{等我|要我}{点的|签的|拍板的|过目的}{|?}",
    "{瞅瞅|看下|翻翻}我{桌上|这儿|名下}还有{啥|什么|几个}{|?}",
    "{本人|我}名下{待办|任务|审批事项}{查询|一览|有哪些}",
)


Pair = tuple[Process, Task]
CARDS = 3  # as many are shown ready to be decided; a longer list is shown as a list
_PERIODS = {
    "today": Text(zh="今天要处理的", en="due today"),
    "tomorrow": Text(zh="明天要处理的", en="due tomorrow"),
    "this_week": Text(zh="本周要处理的", en="due this week"),
    "next_week": Text(zh="下周要处理的", en="due next week"),
    "overdue": Text(zh="超期的", en="overdue"),
}
_ANY = Text(zh="要处理的", en="")


def plan(slots: MyTasksSlots, view: TurnView) -> Plan:
    person = _whose(slots.person, view)
    tasks = [pair for pair in view.memory.open_tasks(person) if _within(pair[1], slots.period, view)]
    mine = person == view.speaker
    said = _PERIODS.get(slots.period or "", _ANY)
    who = Text(zh="你", en="You have") if mine else _has(person, view)
    if not tasks:
        zh = f"{who.zh}手上没有{said.zh}事。"
        return Say(show(Saying(text=Text(zh=zh, en=f"{who.en} nothing {said.en or 'to do'}."))))
    count = len(tasks)
    late = sum(task.due_at is not None and task.due_at < view.now for _, task in tasks)
    zh_late, en_late = _how_many_late(late, count) if slots.period != "overdue" else ("", "")
    plural = "" if count == 1 else "s"
    head = Saying(
        text=Text(
            zh=f"{who.zh}手上有 {count} 件{said.zh}事{zh_late}:",
            en=f"{who.en} {count} task{plural} {said.en}".rstrip() + f"{en_late}:",
        )
    )
    if mine and count <= CARDS:
        return Say(show(head, *(open_card(process, task, view.world, view.now) for process, task in tasks)))
    return Say(show(head, _list(tasks, view, mine)))


def _how_many_late(late: int, count: int) -> tuple[str, str]:
    if not late:
        return "", ""
    if late == count:
        return ",已经超期" if count == 1 else ",都已超期", ", overdue" if count == 1 else ", all overdue"
    return f",其中 {late} 件已超期", f", {late} of them overdue"


def _whose(said: str | None, view: TurnView) -> PersonId:
    """One's own list, or that of somebody one leads."""
    if said is None:
        return view.speaker
    person = view.person_meant(said)
    if person != view.speaker and not view.directory.leads(view.speaker, person):
        who = names.name(person, view.directory)
        raise Unclear(
            f"{who.zh}的待办只有本人和上级能看。", f"Only {who.en} and their managers can see that list."
        )
    return person


def _within(task: Task, period: str | None, view: TurnView) -> bool:
    if period is None:
        return True
    if task.due_at is None:
        return False
    if period == "overdue":
        return task.due_at < view.now
    today = datetime.combine(view.now.astimezone(view.zone).date(), time(0), view.zone)
    monday = today - timedelta(days=today.weekday())
    until = {
        "today": today + timedelta(days=1),
        "tomorrow": today + timedelta(days=2),
        "this_week": monday + timedelta(days=7),
        "next_week": monday + timedelta(days=14),
    }[period]
    since = {"tomorrow": until - timedelta(days=1), "next_week": until - timedelta(days=7)}.get(period)
    # What is late belongs to today and to this week too: it still has to be done.
    return task.due_at < until and (since is None or task.due_at >= since)


def _list(tasks: list[Pair], view: TurnView, mine: bool) -> Card:
    rows = [
        Fact(label=Text(zh=process.number, en=process.number), value=_row(process, task, view))
        for process, task in tasks
    ]
    buttons = [
        Button(
            id=f"open/{task.id}",
            label=Text(zh=f"办理 {process.number}", en=f"Open {process.number}"),
        )
        for process, task in tasks[:4]
    ]
    return Card(
        key=f"tasks/{view.speaker}",
        state=State.WAITING,
        status=Text(zh=f"{len(tasks)} 件待办", en=f"{len(tasks)} tasks"),
        title=Text(zh="待办清单", en="To do"),
        facts=tuple(rows[:6]),
        more=tuple(rows[6:]),
        buttons=tuple(buttons) if mine else (),
    )


def _row(process: Process, task: Task, view: TurnView) -> Text:
    step = process.template.step(task.step).name
    zh, en = f"{process.title} · {step.zh}", f"{process.title} · {step.en}"
    if task.due_at is None:
        return Text(zh=zh, en=en)
    due = moments.moment(task.due_at, view.now, view.zone)
    late = task.due_at < view.now
    return Text(zh=f"{zh} · {'⚠️ ' if late else ''}{due.zh}", en=f"{en} · {'⚠️ ' if late else ''}{due.en}")


def _has(person: PersonId, view: TurnView) -> Text:
    who = names.name(person, view.directory)
    return Text(zh=who.zh, en=f"{who.en} has")


INTENT = IntentSpec(
    name="my_tasks",
    about="List open tasks: the speaker's own, or another person's when named.",
    slots=MyTasksSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)
