# ruff: noqa: E501 - an example that stands for several is read as one line
"""`delegate`: have somebody act for the speaker on all approvals for a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from pydantic import ConfigDict, Field

from bot.cards import Button, Reply, say
from bot.intent import Ask, Do, IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.present import names
from bot.present.confirming import confirm
from bot.present.delegating import agreed, period
from bot.present.local_time import day_of
from bot.view import TurnView
from bot.wishes import Delegate, EndDelegation
from engine.deputies import Delegation, check


class DelegateSlots(Slots):
    model_config = ConfigDict(populate_by_name=True)

    person: str | None = None
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None


EXAMPLES = (
    "下周我休假,审批都交给郑爽",
    "我出差期间由孙磊代我审批",
    "明天开始让李娜代理我的审批",
    "设置代理人王芳",
    "把我的审批权委托给陈杰,到周五",
    "这周的审批由吴昊代批",
    "12月1号到5号,审批委托给刘洋",
    "休年假期间,周婷代我处理审批",
    "从周一到周三郭涛替我批",
    "委托孙磊审批到月底",
    "我不在的时候让马超代办",
    "审批代理设成赵敏",
    "接下来三天我的审批让李娜来",
    "请假期间所有单子都给徐静批",
    "帮我设个代理,林夏,下周",
    "我下周出差,由黄磊全权代我审批",
    "代理审批:何平,明天到周四",
    "明后天我的流程都由小孙代批",
    "我休产假,审批全部委托王芳",
    "取个代理人,让吴昊替我签两天",
    "Wu Hao covers my approvals until Friday",
    "delegate my approvals to Sun Lei",
    "Li Na will approve on my behalf next week",
    "I'm on vacation next week, Chen Jie handles my approvals",
    "set Zhou Ting as my delegate from Monday to Wednesday",
    "while I'm away let Guo Tao sign for me",
    "make Wang Fang my deputy until the end of the month",
    "out of office tomorrow, approvals go to Lin Xia",
    "have Xu Jing act for me from Dec 1 to Dec 5",
    "I'm travelling this week so route all my approvals to Ma Chao",
    "assign my approval rights to He Ping until Monday",
    "Sun Lei is my stand-in till Thursday",
    "delegate all my tasks to Zhao Min while I'm on leave",
    "下周我on leave,approval都给孙磊",
    "我的approvals delegate给李娜到周五",
    "我的审批权限这个月底之前授权给李娜",
    "到下周五为止 所有要我批的东西给老王代管",
    "年假开始了 8月1号起我的审批由郭涛接手",
    "让孙磊当我的代理审批人,到7月30日",
    "代批人设成李娜",
    "我3号到6号在外面开会 审批这块吴昊顶上",
    "until the end of July, Guo Tao signs whatever comes to me",
    "我不在,这两周的审批找陈杰",
    "from tomorrow Sun Lei approves in my place",
    "set an out-of-office delegate: Li Na",
    "从明天起我名下审批一概归王芳",
    "委托代理给刘洋",
    "本人下周休假,期间审批事宜请委托王芳代为处理。",
    "自七月一日起至七月五日,由陈杰代行本人审批权。",
    "我下周去日本出差我的审批就让孙磊帮忙批",
    "Sun Lei has my approvals while I'm out",
    "我休假这几天单子都让李娜帮我批",
    "{下周|明天起到周五|12月21号到25号|这周|从明天到2月3号}{我休假|我出差|我不在|休年假|我在外面}{,|,期间}{审批都交给|我的审批请|审批由|单子都让|审批委托}{郑爽|李娜|马超}{|代办|代批|代理|处理}",
    "{我的审批|我的单子|审批权}{先|都|全|暂时|}{委托给|交给|授权给|转给}{马超|王芳|老郭}{|代我弄|代批|到周五|,直到我回来}",
    "{let|have|ask} {Liu Yang|Li Na|my deputy} {handle|approve|sign|take care of} {my approvals|everything for me|all my approvals|things on my behalf}{| until Friday| next week| while I'm away| from July 3 to July 9}",
    "delegate {all my approvals|my approvals|approvals|everything} to {Zheng Shuang|Wu Hao|Li Na}{| from July 21 to July 25| until Monday| this week| while I'm on leave}",
    "{我上山没信号|我要住院|我去培训|我休产假}{,|}{审批都交给老郭|审批让李娜代|由孙磊代我审批|流程请王芳代批}",
    "{Wu Hao|Li Na} {covers|will cover|handles|takes over|signs} {my approvals|for me|all my approvals} {until Friday|next week|from Monday|while I'm out}",
    "{人在国外有时差|我去坐月子|我要做手术|回老家过年},{6月30号以前|这两周|下周|过年期间}{所有审批委托给老何|审批让孙磊代|单子郑爽帮我批|由李娜代我审批}",
    "{while I'm away|during my trip|I'm off next week,|for the next two weeks} {Li Na signs for me|send my approvals to Guo Tao|Wu Hao stands in for me|route my approvals to Li Na}",
    "{把|将}我{的审批权|名下的审批|这周的审批}{全权|暂时|}{交给|委托|授权}{徐静|李娜}{|,到月底|,周五收回|代管}",
    "{make|set|appoint} {Li Na|Sun Lei} my {delegate|stand-in|deputy}{| until Friday| from Monday| for two weeks}",
    "{后天到下周二|月底前|这几天}我在{越南|外地|医院|展会}{,|}{审批统统找刘洋|单子全给李娜批|我的活儿孙磊顶|批东西找王芳}",
    "{休产假三个月|长病假|停薪留职|外派半年}{,|}{审批权移交林夏|审批权转给李娜|我的审批让孙磊接}",
    "{Sun Lei|Li Na} {acts for me|is my stand-in|decides for me|has my approvals} {until Dec 3|from Monday to Wednesday|this week}",
    "{周一起三天|下周整周|月初两天}我{封闭培训|年会筹备|住院}{,|}{审批委托给何平|审批由李娜处理|单子请孙磊代批}",
    "{while I'm on leave|during my surgery|from Dec 20} {till Jan 5|this week|onwards}, {Chen Jie approves for me|my approvals go to Li Na|let Wu Hao sign for me}",
    "{wu hao|Chen Jie|my deputy|Liu Yang} {approves|signs|handles approvals|covers} for me {next week|tomorrow|until Friday|while I'm away}",
    "{下周三|明天|周一}{开始|起}{老陈|刘洋|孙磊}{替我|代我|帮我}{签字|审批|批单子|处理审批}",
    "{这周我闭关|我去度假了|我住院|我休产假},{审批|单子|签字}{交给刘洋弄|都让郑爽帮我批|由陈杰代|归老郭}",
    "{本人|我}{于|}{12月1日至5日|下周}{出差|休假|外出},{审批事项|审批权|单据}委托{王芳|陈杰}{代为处理|代批|行使}",
    "{while|when} I'm {away|out|on leave}{,|} {Sun Lei acts for me|let Chen Jie sign|Liu Yang decides for me}",
    "找{赵敏|陈杰|刘洋}{代我审批|替我批|帮我顶审批},{明后两天|下周|到周五}",
)


_ENDS = re.compile(r"取消|不用.{0,4}(?:代|替)|收回|停止|结束|\b(?:stop|end|cancel|revoke)\b", re.IGNORECASE)


def plan(slots: DelegateSlots, view: TurnView) -> Plan:
    """Raises WorkflowError where the rules of delegation are against it."""
    if _ENDS.search(view.said) and slots.person is None:
        return _end(view)
    said = slots.person or view.values.get("person")
    if not said:
        return Ask(question=Text(zh="由谁代你审批?", en="Who should act for you?"), slot="person")
    person = view.person_meant(said)
    until = slots.to or view.values.get("to")
    if not until:
        who = names.name(person, view.directory)
        question = Text(zh=f"{who.zh}代你审批到什么时候?", en=f"Until when should {who.en} act for you?")
        return Ask(question=question, slot="to", slots={"person": person, "from": slots.from_})
    start = max(day_of(slots.from_, view.zone), view.now) if slots.from_ else view.now
    end = day_of(until, view.zone) + (timedelta(days=1) if len(until) == _DATE else timedelta())
    delegations = view.world.delegations
    check(Delegation(0, view.speaker, person, start, end), delegations, view.directory, view.now)
    wish = Delegate(principal=view.speaker, deputy=person, start=start, end=end)
    who, at = names.titled(person, view.directory), period(start, end, view.now, view.zone)
    question = Text(
        zh=f"{at.zh}由{who.zh}代你审批?你自己也仍然可以审批。",
        en=f"Have {who.en} act on your approvals {at.en}? You can still act yourself.",
    )
    more = Button(
        id=f"scope/{person}/{start:%Y-%m-%dT%H:%M%z}/{end:%Y-%m-%dT%H:%M%z}",
        label=Text(zh="更多设置", en="More settings"),
        asks=True,
    )
    return Do((wish,), confirm(question).model_copy(update={"extra": (more,)}))


_DATE = len("2026-12-20")


def _end(view: TurnView) -> Plan:
    mine = [each for each in view.world.delegations if each.principal == view.speaker and each.end > view.now]
    if not mine:
        return Say(say("你现在没有设代理。", "Nobody stands in for you at present."))
    who = names.listed(names.name(each.deputy, view.directory) for each in mine)
    question = Text(zh=f"不再由{who.zh}代你审批?", en=f"Should {who.en} no longer act for you?")
    return Do((EndDelegation(principal=view.speaker),), confirm(question))


def present(wishes: Sequence[Delegate | EndDelegation], view: TurnView) -> Reply:
    (wish,) = wishes
    if isinstance(wish, EndDelegation):
        return say("好,代理已取消,没处理完的审批会回到你手上。", "Done: open approvals come back to you.")
    return agreed(wish, view.memory.templates(), view.directory, view.now, view.zone, by=view.speaker)


INTENT = IntentSpec(
    name="delegate",
    about="Have somebody act for the speaker on all approvals for a time.",
    slots=DelegateSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
