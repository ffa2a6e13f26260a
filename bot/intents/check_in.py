# ruff: noqa: E501 - an example that stands for several is read as one line
"""`check_in`: check in or out of work, possibly at a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import Reply, say
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.view import TurnView
from bot.wishes import CheckIn


class CheckInSlots(Slots):
    kind: Literal["check_in", "check_out"] | None = None
    place: str | None = None


EXAMPLES = (
    "签到",
    "我到客户现场了,打卡",
    "打卡",
    "上班打卡",
    "下班打卡",
    "签退",
    "我到公司了",
    "到苏州工厂了,签到",
    "下班了",
    "收工",
    "我在展会现场签个到",
    "打个卡",
    "已到达深圳仓库,签到",
    "外勤打卡,地点杭州西湖区",
    "到岗打卡",
    "今天上班签到",
    "我下班了,签退一下",
    "人已到项目现场",
    "从客户那边离开了,签退",
    "在机场打卡",
    "现场签到一下",
    "帮我打卡下班",
    "早上打卡",
    "check in",
    "clocking out",
    "clock in please",
    "checking in at the client site",
    "I'm at the Shanghai office, check me in",
    "clock out",
    "punch in",
    "punch out",
    "I've arrived at the factory, check in",
    "signing off for the day, clock me out",
    "check me out",
    "arrived on site",
    "I'm leaving work, check out",
    "checking in from the warehouse",
    "start my shift",
    "check in一下",
    "我到office了,打卡",
    "clock out了",
    "已到达苏州机房,报到",
    "人到了,签",
    "打个上班卡",
    "I'm here, clock me in",
    "heading home, clock me out",
    "本人已到达客户现场,请签到。",
    "that's my shift over, clocking off",
    "bai,签退",
    "到岗",
    "{早|到了|我到了|我到公司了|到客户现场了|我到苏州客户现场了}{,|}{打卡|签到|签个到|打个卡}{|!|吧|谢谢}",
    "{下班|忙完了|收工|走了|我先撤了}{,|}{打卡|签退|下班打卡|打下班卡}{|!|吧}",
    "{clock|punch|check} me {in|out}{| please| now| at the office}",
    "{I'm at the office|I'm here|arrived at the client's|I'm off for the day|done for today}{,| -} {check me in|clock me out|clocking in|check in|clocking out}",
    "{签到|打卡|签倒|签退|上班打卡|下班打卡}{|一下|!|签到}",
    "{人已经在惠州工厂了|刚到公司楼下|我在客户这儿了|已到现场}{,|}{帮签到|打卡|记一下到岗|签个到}",
    "{今天就到这|撤了|回家了|活干完了}{,|}{帮我打下班卡|签退|下班打卡|记个签退}",
    "{just got to|I've reached|now at} {the client site|the plant|HQ}{,|:} {check me in|clock in please|log my arrival}",
    "{到南京分公司了|我在工厂门口|到会场了|落地深圳了}{,|}{签到|打卡|签个到}",
    "{checking in|clocking in|signing in} {from home|at the fair|at the client's}{| today|}",
    "{下班|收工|撤了|溜了|走人}{,|}{撤|签退|打卡|走了,打卡}",
    "{到岗|到单位|到厂里了|到工位了|人到公司}{|,打卡|,签到|,签个到}",
    "{punch|clock|check|sign} me {out|in}{ please| at Acme| now|}",
    "{我到|我已到|已到}{公司|客户那儿|苏州工厂|现场|了}{啦|了|}",
    "{我到了|人到了|到了|我已到岗|下班|上班|上班了|下班啦}",
    "I'm {here|in|at my desk|on site|at the office}{|, clock me in|!}",
)


def plan(slots: CheckInSlots, view: TurnView) -> Plan:
    """One's own record: nothing to confirm."""
    return Do((CheckIn(person=view.speaker, kind=slots.kind or "check_in", place=slots.place or ""),))


def present(wishes: Sequence[CheckIn], view: TurnView) -> Reply:
    (wish,) = wishes
    at = view.now.astimezone(view.zone).strftime("%H:%M")
    zh = "已签到" if wish.kind == "check_in" else "已签退"
    en = "Checked in" if wish.kind == "check_in" else "Checked out"
    where = f" · {wish.place}" if wish.place else ""
    return say(f"{zh} · {at}{where}", f"{en} · {at}{where}")


INTENT = IntentSpec(
    name="check_in",
    about="Check in or out of work, possibly at a place.",
    slots=CheckInSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
)
