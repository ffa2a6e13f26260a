# ruff: noqa: E501 - an example that stands for several is read as one line
"""`predict_delay`: ask whether a process will be late or when it will finish."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class PredictDelaySlots(Slots):
    process: str | None = None


EXAMPLES = (
    "新品立项会不会延期",
    "NP-12会延期的吗",
    "极光项目能按时完成吗",
    "PR-7还要多久能批完",
    "预计什么时候走完",
    "这个会超期吗",
    "赶得上下周发布吗",
    "预测一下极光手表的完成时间",
    "合同审批能赶在月底前结束吗",
    "IT-4有没有延误风险",
    "会不会拖",
    "什么时候能批下来",
    "来得及吗",
    "我的采购月底前能搞定吗",
    "按现在的进度会不会晚",
    "估计NP-12哪天能完成",
    "延期概率多大",
    "能不能如期上线",
    "CT-3会delay吗",
    "大概几号能批完",
    "这个项目赶得及吗",
    "会误期吗",
    "will NP-12 make its date",
    "is the Aurora project going to be late",
    "will it be delayed",
    "when will PR-7 be finished",
    "predict the delay of NP-12",
    "can we make the deadline",
    "are we on track",
    "how likely is a delay",
    "estimate when the contract review completes",
    "will my purchase be done by Friday",
    "is CT-3 at risk of slipping",
    "what's the ETA for NP-12",
    "do you think Aurora will slip",
    "will the launch be on time",
    "forecast the finish date",
    "when do you expect it to finish",
    "NP-12会不会miss deadline",
    "Aurora项目ETA是什么时候",
    "云雀耳机能按时上市不",
    "照这个速度会拖到啥时候",
    "预测下完工时间 PR-3",
    "PR-3 要延迟几天啊你算算",
    "耳机立项的延期预测",
    "NP-3月底交得了货吗",
    "这单悬不悬,能不能赶上",
    "下个月发布会赶得及不",
    "is there any risk PR-3 slips",
    "think we'll be late?",
    "请预估该项目能否如期完成。",
    "这个到月底能弄完吗你估计",
    "is the Aurora thing gonna make it",
    "ETA for NP-5?",
    "{NP-12|极光手表|折叠支架立项|新品立项|IT-50|采购}{会不会|能不能|会|是不是要}{延期|拖期|如期走完|按时完成|delay|来得及|超期|赶上}{|吗|,帮忙估估|,预测一下|啊}",
    "{照这速度|按现在进度|这样下去}{NP-33|这个项目|立项}{月底能按时完吗|会延期吗|来得及吗|赶得上吗|会晚吗}",
    "{will|is|think|do you think|would} {NP-12|PR-28|Aurora|the launch|it} {make its date|gonna slip|going to be late|be delayed|finish on time|run late}{|?}",
    "{预测|估|预估|判断}{一下|下}{NP-3|折叠支架立项|极光}{会不会拖期|什么时候能完|能不能按时上线|的延期风险}",
    "{IT-150|NP-9}{来得及吗|赶得上吗|悬不悬|能按期吗|on time 吗}",
    "{夜莺音箱立项|NP-6|这个project}{照这样会拖到啥时候|能on time不|悬不悬|赶得上上市吗|还来得及不}{|,能不能按期|啊|?}",
    "{by when will|can|could} {NP-4|Aurora|the launch} {finish|slip past December|be done in time|hit the deadline}?",
    "{华芯的合同|极光|NP-3}{有没有|有无|存在}{逾期风险|延期可能|拖期风险}{吗|?|}",
    "{ddl|deadline|截止日}前{搞得完|赶得上|做得完|来得及}{不|吗|么|?}",
    "{NP-20|彗星耳机}{赶得上元旦吗|来得及年前完吗|会拖到明年吗|几号能走完,会晚吗}",
    "will {the hinge review|NP-3|the launch} {be late|make it|slip|overrun}?",
    "do you {expect|think|reckon} {NP-64|Comet} {to miss the deadline|will be late|to slip}{|?}",
    "{晨曦台灯|NP-64}能赶在{春节前|年底前|展会前}{上市|完成|走完}{不|吗|么}",
    "{猎户座|NP-7|云雀}{会不会跳票|能如期上吗|要不要延|悬吗}{|?|啊}",
    "{CT-17|NP-3|立项|这项目}{有没有|有无}{delay|延期|拖期}的{risk|风险|可能}",
)

INTENT = IntentSpec(
    name="predict_delay",
    about="Ask whether a process will be late or when it will finish.",
    slots=PredictDelaySlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)
