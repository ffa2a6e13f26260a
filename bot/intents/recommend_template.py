# ruff: noqa: E501 - an example that stands for several is read as one line
"""`recommend_template`: ask which process fits what the speaker wants to do."""

from __future__ import annotations

from datetime import timedelta

from bot.cards import Button, Reply, Saying, Style, say, show
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.modelling.recommending import Fit, fitting
from bot.present import names
from bot.view import TurnView, nothing
from engine.template import StepId


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
    "{想|要|准备}{搞一场直播带货|招外包人员|办粉丝见面会|给客户退货|迁移服务器|换供应商}{用|走|该走|应该走}{哪个流程|什么流程|哪个模板|啥流程}{|合适|好呀|呢|?}",
    "{which|what} {process|template|workflow} {should I use for|fits|is right for|do I need for} {hiring a booth builder|a server migration|returning goods|renting an office|a new vendor}{|?}",
    "{server搬迁|客户换货|办年会|租办公室}{走哪个流程合适|which template 合适|用哪个模板|该用什么流程|which process}",
    "{推荐|建议}{个|一个}{流程|模板}{,我要办展会|给我,想换打印机|:员工出国培训}",
    "{客户要求退货|员工培训|借用设备|租车}{属于哪一类单子|归哪个流程|该提哪种申请|算哪个模板}{|?|呀}",
    "{改产品外观颜色|换个付款方式|加一道工序}{ |,}{这种事|这类}{走什么流程|用哪个模板|提什么单}{|?|合适}",
    "{onboarding a cloud vendor|returning a device|hiring a contractor}, {what's the right process|which template|which one do I file}{|?}",
    "{公司要装修办公室|给客户寄样品|招个实习生|换办公电脑}{走啥流程|该用哪个模板|算哪类申请|提什么单}{|?|呀}",
    "{we want to|I need to|they plan to} {hire two interns|switch insurers|ship samples abroad|lease a car}, {which form is that|what process applies|which one should I pick}{|?}",
    "{供应商涨价了想重谈|要给办公室换网络|借一台样机|想申请加班}{,|}{我该提哪个单|走哪个|用什么流程|该发起啥}",
    "what do I {file|use|submit} for {borrowing a prototype|a name change|overtime}{|?}",
    "what {would|should|do} {you|I|we} {file|use|submit|raise} for {a broken lease|a warehouse move|a lost badge|a server crash}",
    "{老设备报废|换办公室|系统下线|招实习生|印名片}{这种情况|这种事|的话|这事}{选|用|走|提|填}{哪个|什么|啥}{流程|单|模板|}",
    "想{给员工发福利|招个实习生|换办公室|做个问卷活动}{走|用|提|填}{啥|什么|哪个}{流程|单子|模板}{|?|合适}",
    "{搞活动发传单|租仓库|修空调}{属于|算|归}{哪个|哪类|什么}流程{|?}",
    "what do I {file|submit|fill in} to {hire an intern|rent a warehouse|return goods}{|?}",
    "which {process|form} {covers|handles|is for} {vendor onboarding|refunds|office moves}{|?}",
)


def plan(slots: RecommendTemplateSlots, view: TurnView) -> Plan:
    """By the description alone; the history says how it usually goes, not which fits."""
    said = slots.text or view.said
    found = fitting(said, view.memory.templates())
    if not found:
        return Say(_nothing_fits())
    best, *others = [_line(each, view) for each in found]
    zh, en = [f"「{said}」最合适的是 {best.zh}"], [f"For “{said}” I would use {best.en}"]
    if others:
        zh += ["也可以看看:", *(f"- {each.zh}" for each in others)]
        en += ["It could also be:", *(f"- {each.en}" for each in others)]
    buttons = tuple(
        Button(
            id=f"start/{each.template.id}",
            label=Text(zh=f"发起{each.template.name.zh}", en=f"Start: {each.template.name.en}"),
            style=Style.PRIMARY if place == 0 else Style.PLAIN,
        )
        for place, each in enumerate(found)
    )
    return Say(show(Saying(text=Text(zh="\n".join(zh), en="\n".join(en)), choices=buttons)))


def _nothing_fits() -> Reply:
    return say(
        "现有的流程里没有合适的,我不想硬凑一个。可以新建,"
        "比如说「新建一个样机外借流程:主管批,超过 3 天再到质量部」。",
        "None of the templates fits, and I will not guess. You can create one: "
        "“create a process for device loans: manager approves, above 3 days quality too”.",
    )


def _line(fit: Fit, view: TurnView) -> Text:
    """**采购申请**:…;近 12 单通常 3.5 天走完,经过 经理审批、下单。"""
    template = fit.template
    usual = view.memory.usual_way(template.id)
    zh, en = f"**{template.name.zh}**:{template.about.zh}", f"**{template.name.en}**: {template.about.en}"
    if usual.finished and usual.median is not None:
        way = names.listed(names.text(template.steps[StepId(each)].name) for each in usual.steps)
        long = _span(usual.median)
        zh += f"。最近走完的 {usual.finished} 单通常用 {long.zh},一般经过{way.zh}"
        en += f". The last {usual.finished} usually took {long.en}, by way of {way.en}"
    else:
        zh, en = (
            f"{zh}。还没有走完的单子,说不出通常多久",
            f"{en}. None has finished yet, so I cannot say how long it takes",
        )
    return Text(zh=f"{zh}。", en=f"{en}.")


def _span(span: timedelta) -> Text:
    hours = span.total_seconds() / 3600
    if hours < 1:
        return Text(zh="不到 1 小时", en="less than an hour")
    if hours < 24:
        return Text(zh=f"{hours:.0f} 小时", en=f"{hours:.0f} hours")
    return Text(zh=f"{hours / 24:.1f} 天", en=f"{hours / 24:.1f} days")


INTENT = IntentSpec(
    name="recommend_template",
    about="Ask which process fits what the speaker wants to do.",
    slots=RecommendTemplateSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)
