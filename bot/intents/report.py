# ruff: noqa: E501 - an example that stands for several is read as one line
"""`report`: write a weekly, monthly, performance or risk report."""

from __future__ import annotations

from typing import Literal

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class ReportSlots(Slots):
    report: Literal["weekly", "monthly", "performance", "risk"] | None = None
    team: str | None = None
    period: str | None = None


EXAMPLES = (
    "出一份研发部上月的绩效报表",
    "周报",
    "给我本周的周报",
    "生成月报",
    "上个月的月报发一下",
    "出个风险报告",
    "市场部绩效怎么样,出个报表",
    "导出质量部本季度绩效报告",
    "写一份上周周报",
    "帮我做个周报",
    "来一份项目风险报表",
    "设计部这个月月报",
    "生成十月的月度报告",
    "要一份绩效报告",
    "看一下风险清单报告",
    "汇总一下本周工作,出周报",
    "采购部上周的周报",
    "出上季度的绩效",
    "月度总结报告给我",
    "拉一份研发周报",
    "风险评估报告",
    "把本月报表发我",
    "this week's report please",
    "weekly report",
    "generate the monthly report",
    "R&D performance report for last month",
    "send me the risk report",
    "give me last week's report",
    "monthly report for October",
    "performance of the marketing team this quarter",
    "create a performance report for design",
    "prepare the weekly summary report",
    "risk report for this month",
    "export the monthly report",
    "I need the weekly report of quality",
    "show the performance report",
    "run the risk report",
    "出个weekly report",
    "给我performance报表",
    "上月的monthly report",
    "risk报告来一份",
    "上个月干得怎么样,出个报告",
    "给老板看的周报弄一份",
    "整一份设计部的风险报告",
    "summarise this week in a report",
    "把上季度绩效拉一份",
    "{来|出|拉|给我|要|发}{一份|个|下}{研发部|质量部|市场部|人力资源部|}{周报|月报|绩效报表|风险报告|上月的绩效|weekly report|继效报告}{|看看|发我|,老板等着看|谢谢}",
    "{generate|pull|give me|need|send|make} {the|a|marketing's|this week's} {weekly report|monthly report|risk report|performance report} {for last week|for this month|asap|covering 2 Oct to 30 Nov|please|for R&D}",
    "{研发|采购|售后}{上个月|本月|今年}{绩效怎么样|的绩效|风险情况}{,拉个报表|,出个报告|,给我看看}",
    "{weekly|monthly|performance|risk} report{|, IT| please|, July 1 to July 15| for finance}",
    "{信息部|采购部|项目}有哪些风险,{汇总成报告给我|出个风险报告|列个报告}",
    "{月底了|开会要用|领导要看|要交差了},{出个月报|拉一下绩效报表|给份周报|来份风险报告}{|,市场部的|,要上个月的}",
    "{how did|what did} {R&D|marketing} {do last month|perform this quarter}{?|,} {performance report|pull the report|give me the report}",
    "{weekly|monthly|performance} for {last week|last month|R&D|September}{, marketing only| please|, finance|}",
    "{上周的周报|十月月报|风险报告}{发我一份|给我看看|调出来}",
    "{finance|quality|R&D} {risk|performance|weekly} report for {Q3|October|last week}",
    "{这礼拜|本周|上周|这个月}的{总结报告|工作报告|周报|总结}{发我|来一份|给我|出一下}",
    "how did {marketing|R&D|legal} {perform|do} {last month|this quarter}{, report please|? give me the report|, performance report}",
    "what are the risks {right now|this month}{, give me the report|? report please|, list them in a report}",
    "{生成|呈报|调取}{法务部|研发部}{上季度|本月}{绩效|月报|风险报告}",
)

INTENT = IntentSpec(
    name="report",
    about="Write a weekly, monthly, performance or risk report.",
    slots=ReportSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)
