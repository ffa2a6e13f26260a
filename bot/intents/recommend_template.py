"""`recommend_template`: ask which process fits what the speaker wants to do."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class RecommendTemplateSlots(Slots):
    text: str | None = None


EXAMPLES = (
    "想搞一场直播带货用哪个流程合适",
    "买服务器走哪个流程",
    "招待客户的钱走什么流程",
    "换供应商该用哪个流程",
    "我要出差该走什么审批",
    "团建费用用哪个模板",
    "系统要升级应该提什么单",
    "我想做个新耳机,用什么流程",
    "客户退货走哪个流程好",
    "推荐一个流程,要租办公室",
    "租场地办活动该提哪个申请",
    "和代理商签协议用哪个流程",
    "改产品颜色要走什么流程",
    "哪个流程适合服务器迁移",
    "请外包做设计应该发起什么",
    "要上个新系统,帮我推荐流程",
    "想休产假用啥流程",
    "我不知道该走哪个流程,是要换电池供应商",
    "这种情况应该用哪个模板:样品损坏",
    "打算做地推,适合走哪个流程",
    "which process fits a server migration",
    "what process should I use to hire a contractor",
    "which template for buying laptops",
    "recommend a workflow for a product launch",
    "which form do I need for a client dinner",
    "what's the right process for changing suppliers",
    "I want to run an ad campaign, which process should I use",
    "suggest a template for signing an NDA",
    "what should I file for a broken sample",
    "which workflow is suitable for moving our servers",
    "how do I choose a process for office rental",
    "what request type covers travel costs",
    "best process for returning goods",
    "买monitor用哪个template",
    "server迁移走哪个process",
    "我想hire一个外包,which process",
    "要请外面的公司做个设计,应该提哪个申请",
    "买软件走采购还是走IT部署",
    "不知道这事走哪个流程,想租个展位",
    "公司要换打印机,属于哪类申请",
    "I need to hire an agency, what should I file",
    "is a trip an expense claim or a procurement",
)

INTENT = IntentSpec(
    name="recommend_template",
    about="Ask which process fits what the speaker wants to do.",
    slots=RecommendTemplateSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)
