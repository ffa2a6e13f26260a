# ruff: noqa: E501 - an example that stands for several is read as one line
"""`set_reminder`: set a reminder with a text, for the speaker or for somebody else, at a time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply, say
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import moments, names
from bot.present.confirming import confirm
from bot.present.local_time import moment_of
from bot.view import TurnView, Unclear
from bot.wishes import SetReminder
from engine.people import PersonId


class SetReminderSlots(Slots):
    text: str | None = None
    at: str | None = None
    person: str | None = None


EXAMPLES = (
    "周五前提醒赵敏交设计稿",
    "明天上午十点提醒我开会",
    "下午三点提醒我给客户回个电话",
    "下周一提醒孙磊提交周报",
    "提醒我周三交报告",
    "半小时后提醒我喝水",
    "设个提醒,明早八点半赶飞机",
    "定个闹钟,下午两点评审",
    "到时候提醒我带合同,明天九点",
    "月底提醒财务关账",
    "提醒李娜后天上午发预算表",
    "12月5号提醒我续签合同",
    "晚上七点叫我给家里打电话",
    "一小时后提醒我看邮件",
    "提醒大家周四下午三点开会",
    "帮我记着下周二要交季度总结",
    "明天记得提醒我寄样品",
    "周五下班前提醒团队填工时",
    "请在15:30提醒我参加面试",
    "提醒我20分钟后取快递",
    "过两天提醒我跟进客户",
    "给王芳设个提醒:周五交排期",
    "remind me at 9 to send the minutes",
    "remind me tomorrow to call the supplier",
    "remind Zhao Min to submit the drawings by Friday",
    "set a reminder for Monday 10am: budget meeting",
    "in 30 minutes remind me to join the call",
    "remind Sun Lei on Thursday to upload the test report",
    "please remind me to book flights next Tuesday",
    "set an alarm for 3pm to pick up the samples",
    "remind the team at 5pm to fill timesheets",
    "don't let me forget to renew the licence on Dec 5",
    "remind me in two hours to check the build",
    "ping me at 4 to review slides",
    "tomorrow 9am remind me about the interview",
    "nudge me on Friday to send the invoice",
    "set reminder 下午三点 开会",
    "remind我明天交报告",
    "明天十点remind孙磊发report",
    "make sure I call the vendor tomorrow at 4pm",
    "下午五点敲我一下去接客户",
    "明早记得叫我交房租",
    "周四让小马记得带样机,提醒他一下",
    "I need a nudge at 6pm to leave for the airport",
    "on Friday remind Sun Lei the samples are due",
    "后天中午喊我订餐",
    "30min后叫我去取快递",
    "请于周五上午九点提醒我参加例会。",
    "10分钟后提醒我关火",
    "到了周三提醒我要把样品寄出去啊别忘了",
    "ping me in 20 min to check the oven test",
    "{下午三点|明天|周五前|今晚六点半|半小时后|11月30日17:00|下个月5号|20分钟后}{提醒|叫|通知|提星}{我|赵敏|小赵|何平}{给客户回电话|交设计稿|拿快递|换SSL证书|核对增值税申报表|开例会|提交资质文件}",
    "{提醒我|记得提醒我|别忘了提醒我|帮我记着}{明天上午|周一九点|三天后|月底前}{|要}{发会议纪要|打给供应商|给老板汇报|续合同|交周报}",
    "remind {me|Liu Yang|Zheng Shuang|the team} {at 5pm|next Tuesday|tomorrow at 9|in two weeks|on Friday} to {restart the build|send the roadmap|renew the license|call the vendor|upload the banners}",
    "remind {me|Sun Lei} to {send the minutes|call the client|book the lab|check the seals}{,|} {9am tomorrow|on Monday|at noon|by Thursday|in 30 minutes}",
    "{on Friday|tomorrow|at 3pm|next week} remind {Zheng Shuang|me|everyone}{:| to} {upload the banners|file the report|bring samples|submit the timesheet}",
    "{请于|于}{12月8日|下周三|明日上午九点}提醒{何平|我|财务}{提交资质文件|参加评审|付款}{|。}",
    "{下周一上午十点|明早|at 6pm} remind {周婷|我|me} {交周计划|回邮件|to stand up|开会}",
    "{set|create} a reminder for {Monday|tomorrow 9am|5pm}{:| to} {pay the invoice|water the plants|call mom}",
    "{闹钟定一个|定个闹钟|设个提醒|来个提醒}{,|:}{明早七点一刻|今晚九点|周五下午}{,|}{赶飞机|吃药|交报告|接人}",
    "{别让我忘了|免得我忘|帮我记一下|怕忘},{礼拜五下午四点|明天中午|下周一}{给仓库送盘点表|交房租|续保|订机票}",
    "{晚上八点半|下班前|20号那天|三点}{喊我一声|叫我|吱一声|提醒我}{给客户回电话|交房租|关空调|交作业|取样件}",
    "帮我盯着点{马超|赵敏|小周},让{他|她}{明天上午11点前|周五前|下班前}{把现场照片传上来|交初稿|发报价},{到点提醒他|记得提醒}",
    "{I need|set me} {a reminder|an alarm} {at 7:15|for Friday noon|tomorrow}{:|, to|, about} {catch the flight|pay rent|ship samples|the standup}",
    "set {个|a} {reminder|闹钟|提醒}{,|:}{明早八点半|周四三点|tonight at 9}{,|}{带样机去实验室|交资料|call Bosch}",
    "{明天下班|周三晚上|下周一}之前{提醒一下|记得提醒|叫一下}{孙磊|赵敏|小周}{把打样图发出来|交报告|补签字|发邮件}",
    "{提醒我|记得叫我|喊我}{月底前|周三下午两点|12月1号早上}{续签办公室网络合同|去开评审|交年检|发年会通知}",
    "{周三下午两点|明早九点}{喊上|叫上|提醒}{孙磊|林夏}{开结构评审|发年会通知|去工厂}",
    "{每周五下午四点|每天早上九点|每月1号}{叫我|提醒我}{交周报|看邮件|对账}",
    "{明天开会前半小时|明早九点半|后天中午}{叫我|提醒我|喊我}{打印材料|带样机|签合同|订餐}",
    "remind {Sun Lei|me} {at 3|tonight|Friday} to {bring the mould drawings|pay the deposit|book rooms}",
    "remind {everyone|the team|all of us} about {the fire drill|the town hall|training} {at 3pm|tomorrow|on Friday}",
    "{set|put} an alarm {for|at} {6|7am|half past five} to {leave|call mum|go home|send the file}",
    "{明天下午两点|周五早上|三点半}记得{叫我|提醒我|喊我}{去接客户|开会|寄合同|打电话}",
    "请于{12月3日|周五|明日上午}提醒{我|本人|刘洋}{续签合同|提交材料|参会}",
    "{ping|alert|buzz} me {tomorrow at 8|on Monday|at noon} to {call mum|ship the samples|check the mail}",
    "{每周五|每天下班前|每月1号}提醒我{写周报|交日报|对账}",
    "make sure I {call|email|visit} {the vendor|Foxlink|mum} {tomorrow at 4pm|on Friday|at noon}",
)


def plan(slots: SetReminderSlots, view: TurnView) -> Plan:
    person = view.person_meant(slots.person) if slots.person else view.speaker
    known = {"person": person, "text": slots.text, "at": slots.at}
    if not slots.at:
        return Ask(question=Text(zh="什么时候提醒?", en="When should I remind?"), slot="at", slots=known)
    if not slots.text:
        return Ask(question=Text(zh="提醒什么?", en="What is the reminder about?"), slot="text", slots=known)
    at = moment_of(slots.at, view.zone)
    if at <= view.now:
        raise Unclear(
            "这个时间已经过去了,换一个以后的时间。", "That moment has passed; please choose a later one."
        )
    wish = SetReminder(by=view.speaker, person=person, text=slots.text, at=at)
    if person == view.speaker or view.pressed:
        return Do((wish,))
    who, when = names.name(person, view.directory), moments.moment(at, view.now, view.zone)
    title = Text(zh=f"{when.zh} 提醒{who.zh}:{slots.text}?", en=f"Remind {who.en} {when.en}: {slots.text}?")
    return Do((wish,), confirm(title))


def present(done: Sequence[SetReminder], view: TurnView) -> Reply:
    wish = done[0]
    at = moments.moment(wish.at, view.now, view.zone)
    if wish.person == view.speaker:
        return say(f"好,{at.zh} 提醒你:{wish.text}。", f"I will remind you {at.en}: {wish.text}.")
    who = names.name(PersonId(wish.person), view.directory)
    return say(f"好,{at.zh} 提醒{who.zh}:{wish.text}。", f"I will remind {who.en} {at.en}: {wish.text}.")


INTENT = IntentSpec(
    name="set_reminder",
    about="Set a reminder with a text, for the speaker or for somebody else, at a time.",
    slots=SetReminderSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
)
