"""`delegate`: have somebody act for the speaker on all approvals for a time."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


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
)

INTENT = IntentSpec(
    name="delegate",
    about="Have somebody act for the speaker on all approvals for a time.",
    slots=DelegateSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
    changes=True,
)
