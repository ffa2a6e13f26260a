# ruff: noqa: E501 - an example that stands for several is read as one line
"""`show_chart`."""

from __future__ import annotations

from typing import Literal

from bot.cards import Button, Saying, say, show
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.present import standing
from bot.view import TurnView, nothing
from engine.process import Process


class ShowChartSlots(Slots):
    chart: (
        Literal["gantt", "burndown", "workload", "dashboard", "cycle_time", "bottleneck", "failure_reasons"]
        | None
    ) = None
    process: str | None = None
    team: str | None = None
    period: str | None = None


EXAMPLES = (
    "发一下极光项目的甘特图",
    "看看NP-12的甘特图",
    "甘特图",
    "来张燃尽图",
    "研发部的工作负荷",
    "谁最忙",
    "看板发我看看",
    "项目总览仪表盘",
    "打开仪表板",
    "流程平均要多久",
    "各流程耗时多少",
    "上个月的周期时间图",
    "哪个环节最慢",
    "瓶颈在哪里",
    "流程卡点分析",
    "驳回原因统计",
    "为什么老是被退回,给个统计图",
    "失败原因分布",
    "这个月市场部工作量",
    "画一下排期图",
    "给我极光手表的进度图",
    "本季度的瓶颈图",
    "设计部的人都忙不忙,出个图",
    "把大盘给我看看",
    "审批时长图",
    "show R&D's workload this month",
    "gantt chart of the Aurora project",
    "burndown for NP-12",
    "open the dashboard",
    "show me the bottlenecks",
    "cycle time this quarter",
    "why do requests fail, chart it",
    "workload of the design team",
    "draw a gantt",
    "where is the bottleneck in procurement",
    "average cycle time last month",
    "rejection reasons chart",
    "who is overloaded",
    "display the burn-down chart",
    "show the overview board",
    "timeline chart for PR-7",
    "plot the team's load",
    "failure reasons this year",
    "show一下gantt",
    "研发的workload给我看看",
    "发个dashboard",
    "看下NP-12的burndown",
    "我们设计部谁最忙 出张图看下",
    "how loaded is marketing this month, show me",
    "画个图看看大家活多不多",
    "审批都卡哪儿了,来个图",
    "单子一般几天能走完,有数据吗",
    "show me where things get stuck this quarter",
    "how busy is everyone",
    "为啥总被打回,统计一下",
    "{看看|给我|来张|发一下|打开|拉一个|出个|我想看}{研发部|极光项目|采购部|市场部|NP-12|}{|的|这个月的|上个月的|上周的}{工作量图|甘特图|瓶颈图|仪表盘|燃尽图|周期时间图|失败原因分布图|干特图|工作负荷图}{|,发来看看|给我看看|瞅一眼}",
    "{show|pull up|send|draw|give me} {the|a|me the} {cycle time chart|gantt chart|burndown|workload chart|dashboard|bottleneck chart|failure reasons} {for last quarter|for NP-44|of R&D|this month|please|plz}",
    "who in {R&D|marketing|quality} is {swamped|busiest|overloaded|free}{| this month|?}{| workload chart pls|}",
    "{上个季度|最近|这个月}{瓶颈|卡点|问题}{都堵在哪|在哪个环节|卡在哪里}{|,给张瓶颈图|?}",
    "{NP-12|极光手表|采购}{的甘特图|的燃尽图|的瓶颈}{有没有|呢|来一张|发来}{|看看}",
    "{marketing|finance|R&D|IT} {dashboard|workload|bottlenecks|cycle time}{| please| this month|?}",
    "{上季度|今年|最近}{被打回的|被驳回的|失败的流程}{都是什么原因|主要因为啥|原因分布},{做个失败原因的图|出张图|画个图}",
    "{法务部|采购部}{审一个单|批一单}{平均要多久|一般几天},{周期图拉一下|出个周期图|今年的}",
    "{谁能告诉我|想知道|看看}{研发部|市场部}{这个月|最近}{忙成啥样了|谁最忙|忙不忙},{出个负载图|画个工作量图|来张图}",
    "{where|which step} {do things get jammed|slows us down|takes longest}{ the most|}?{| bottleneck chart for last quarter|}",
    "{dashboard|看板|总览|仪表盘}{打开|调出来|拉出来|开一下}{|瞅瞅|看看|给我}",
    "{gantt|burndown|workload|甘特图|燃尽图} {NP-12|for NP-12|of NP-3|for the nebula tablet|for Aurora}{| please|?}",
    "{can I|could I|let me} {see|get|have} {a gantt chart|the burndown|the workload|a dashboard} {of the comet project|for R&D|for last month|of NP-2}{|?| please}",
    "{4月份|上季度|今年}{财务|研发|法务}的{审批用时走势|周期|瓶颈|驳回原因|负荷}{|图|看看}",
    "{研发|市场|财务}{workload|dashboard|bottleneck|cycle time}{| for last week| 这个月|看下}",
    "{DD|谁}{忙不忙|闲着|超负荷}{,出个负荷图|,看看工作量|,画个图}",
    "{研发|市场部}{最近|这个月}谁{活最多|最累|最闲},{看图|画出来|出图}",
    "{gantt|burndown|cycle time} {of|for} {Comet|Aurora|procurement|NP-20}",
    "{哪些原因|为什么}老被{驳回|退回}{,|}{统计成图|画个图|出个分布}",
    "where {are|do} we {losing|lose|wasting|waste} {time|the most time|days}{| this quarter|}",
    "{show me|chart|see} where {marketing's approvals|things|our claims} {got stuck|pile up|get delayed} {last month|this quarter|}",
    "{哪个部门|哪个组|谁}{最忙|活最多|负荷最大}{|?|啊}",
)


def plan(slots: ShowChartSlots, view: TurnView) -> Plan:
    if slots.chart not in (None, "gantt"):
        return Say(
            say(
                "现在能画的是甘特图;其他图表还在路上。说「发一下 NP-12 的甘特图」试试。",
                "I can draw Gantt charts for now; others are on their way. Try “show the Gantt of NP-12”.",
            )
        )
    process = view.process_meant(slots.process)
    picture = view.memory.gantt(process.number, view.language, view.now)
    # How late it is stands in the picture, against the plan; another measure beside it would confuse.
    stands = (
        standing.held_by(process, view.directory)
        if process.tasks
        else standing.waits_for(process, view.directory, view.now, view.zone)
    )
    what = standing.headline(process)
    text = Text(zh=f"{what.zh}:{stands.zh}", en=f"{what.en}: {stands.en}")
    return Say(show(picture, Saying(text=text, choices=_next(process, view))))


def _next(process: Process, view: TurnView) -> tuple[Button, ...]:
    """What one does after looking: ask whoever holds it up."""
    if not process.is_running or all(task.assignee == view.speaker for task in process.tasks):
        return ()
    return (Button(id=f"urge/{process.number}", label=Text(zh="催一下", en="Nudge")),)


INTENT = IntentSpec(
    name="show_chart",
    about=("Draw a chart: gantt, burndown, workload, dashboard, cycle_time, bottleneck or failure_reasons."),
    slots=ShowChartSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)
