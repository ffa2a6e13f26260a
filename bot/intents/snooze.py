# ruff: noqa: E501 - an example that stands for several is read as one line
"""`snooze`: put the task at hand aside and be reminded of it again later."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply, say
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import moments
from bot.present.local_time import moment_of
from bot.view import TurnView
from engine import commands
from engine import events as e
from engine.process import TaskKind
from engine.service import Outcome


class SnoozeSlots(Slots):
    until: str | None = None
    task: str | None = None


EXAMPLES = (
    "明天下午三点再提醒我",
    "半小时后再提醒我",
    "过两个小时再说",
    "下周一再提醒我这个",
    "稍后提醒,晚上八点",
    "NP-12明天再提醒我",
    "现在没空,下午再叫我",
    "晚点再提醒我,五点",
    "先放一放,周五再看",
    "这个明早九点再弹出来",
    "等会儿再提醒,一小时后",
    "推迟到下周三",
    "暂缓到明天",
    "PR-7先搁着,后天提醒",
    "十分钟后再通知我",
    "这条先挂起到月底",
    "延后一天再提醒我",
    "周四再来找我",
    "现在忙,明天上午再说这个",
    "过会儿再提醒我",
    "remind me about this later, Monday 9am",
    "snooze until tomorrow",
    "snooze for two hours",
    "remind me again in 30 minutes",
    "ask me again on Friday",
    "not now, tomorrow morning",
    "put PR-7 off until next Wednesday",
    "postpone this reminder to 5pm",
    "remind me of NP-12 tomorrow at 3",
    "hide it until next week",
    "come back to me in an hour",
    "later, at 4pm",
    "snooze CT-3 to Thursday",
    "bring it up again tomorrow",
    "ping me about this after lunch",
    "snooze到明天九点",
    "这个later再说,周五",
    "remind me一下,明天下午",
    "等我下午四点开完会再弹这条",
    "一会再看,十五分钟后",
    "今天不看这个,明早再说",
    "这个下周再议",
    "give me an hour and remind me of this",
    "回头三点再叫我",
    "snooze 3h",
    "请于明日上午再次提醒我。",
    "not right now, bring it up again at 5 this afternoon",
    "先不看 半小时后再弹",
    "give me another hour",
    "晚点弄 四点再喊我",
    "{这个|EX-19|这条|NP-3}{|先}{放放|缓缓|晚点|放一放|过两个小时|明天九点|后天}{,|}{再说|再叫我|再提醒我|再看|后天再说}{|吧}",
    "{明早九点|后天|下周一|半小时后|周五|明儿下午三点|今晚八点}{再|}{提醒|提醒我|叫我|题醒我|提星我}{|看这个|一次|吧|处理}",
    "{snooze|postpone|defer|put off} {it|IT-6|this|this one|the task} {till next Thursday|until 4:40 pm|to Monday|for two hours|until tomorrow}",
    "{手头有事|在开会|没空|忙着呢|在路上}{,|}{明儿下午三点再叫我|晚点再提醒|一小时后再说|过会儿再弹|下周再看这个}",
    "{ping|remind|nudge|ask} me {about this|again|of this|about NP-3} {Monday 9am|tomorrow|in an hour|later today|at 5pm}{| again|}",
    "{这个|it} snooze {到下星期一|一下,明天再说|until tomorrow|两小时}",
    "{今天|现在|这会儿}{顾不上|没空|脑子乱|不想看}{,|}{明天再说这个|周一再弹给我|下午三点再来问|过一小时再提醒}",
    "{先|暂时}{压一压|晾着|挂着|放着}{,|}{周三再说|等我回来再看|后天提醒我|月底再处理}",
    "{circle back|come back|get back to me|show me this} {on Monday|in two hours|tomorrow morning|after lunch}{| again}",
    "{这个|这单}{下班前|吃完饭|开完会|明早}{再弹给我|再提示|再叫我看|再冒出来}",
    "{not now|later|busy}, {ask me after 4pm|try again tomorrow|ping me Monday|show it at 5}",
    "{NP-20|this one|it} {push to|move to|hold till|park until} {Monday morning|tomorrow 2pm|next week|Friday}",
    "{先不看|先放着|回头处理}{,|}{周四上午十点再说|晚饭后提醒|后天再弹}",
    "{这条|它|这单}{礼拜五|下礼拜|后天}再{给我看|弹|提}",
    "{先|}{挂起|搁置|压着}{IT-17|这单}{到周六|到月底|,下周再看}",
    "{tomorrow 9|Friday noon|tonight}{,|} remind me about this{ one|} again",
    "{现在不方便|在开车|手上有活}{,|}{两点再弹|一小时后提醒|晚上再说}",
    "{别催我|别吵|现在没空|下班前没空了|正忙},{PR-63|CT-57|这单|}{礼拜三早上九点|明天上午|两小时后|下周一}{再来问|弹出来|再找我|再提醒|再问我}",
    "{PR-3|这个}{周五|下午三点|明早}{再|}{弹出来|冒出来|推给我|来问我|拿出来}",
    "{这会儿忙|开车呢|在外面|正开会},{四点|一小时后|明早|晚点}再{叫我|说|找我|弹}",
    "{push|move|shift} {this|it} to {Thursday morning|next week|after lunch}",
    "{半小时|一个钟头|两天}{后|之后}再{提示我|提醒|给我看|冒出来}",
    "{先|}{挂一挂|放一放|搁一搁|压一压},{后天再说|下周再处理|明天再看}",
    "{晚点|晚些|等会儿|迟点|稍后}再{说|看|处理|提醒我|叫我}{吧|,现在忙|}",
)


def plan(slots: SnoozeSlots, view: TurnView) -> Plan:
    target = view.task_meant(slots.task, set(TaskKind))
    until = slots.until or view.values.get("until")
    if not until:
        return Ask(
            question=Text(zh="什么时候再提醒你?", en="When should I remind you again?"),
            slot="until",
            slots={"task": target.id},
        )
    moment = moment_of(until, view.zone)
    return Do(
        (commands.Snooze(process=target.process.number, task=target.id, actor=view.speaker, until=moment),)
    )


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    snoozed = next(event for event in outcomes[0].events if isinstance(event, e.TaskSnoozed))
    at = moments.moment(snoozed.until, view.now, view.zone)
    number = outcomes[0].process.number
    return say(f"好,{at.zh} 再提醒你 {number}。", f"I will remind you of {number} {at.en}.")


INTENT = IntentSpec(
    name="snooze",
    about="Put the task at hand aside and be reminded of it again later.",
    slots=SnoozeSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
)
