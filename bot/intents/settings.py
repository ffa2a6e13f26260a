# ruff: noqa: E501 - an example that stands for several is read as one line
"""`settings`: change the speaker's own settings: language, quiet hours, or daily digest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import Reply, say
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.view import TurnView, Unclear
from bot.wishes import SetPreference


class SettingsSlots(Slots):
    key: Literal["language", "quiet_hours", "digest"] | None = None
    value: str | None = None


EXAMPLES = (
    "晚上十一点后别打扰我,早上八点再发消息",
    "夜里十二点以后不要叫我,七点再说",
    "中文谢谢",
    "晚上九点到早上八点别提醒我",
    "切换成英文",
    "用中文跟我说",
    "换成中文",
    "说英语",
    "语言改成英文",
    "以后用英文回复",
    "设置免打扰22:00到7:00",
    "晚上十点以后到早上七点不要打扰我",
    "关闭免打扰",
    "取消勿扰时段",
    "每天早上九点给我发日报摘要",
    "关掉每日汇总",
    "每日摘要改到八点半",
    "不要再给我发每日摘要了",
    "早上八点推送汇总",
    "午休12点到2点不要打扰",
    "开启勿扰,从11点半到1点半",
    "把摘要时间设为18:00",
    "界面语言中文",
    "我看不懂英文,换中文",
    "夜里别发消息给我,十一点到七点",
    "switch to English",
    "speak Chinese please",
    "change language to English",
    "set quiet hours from 10pm to 7am",
    "do not disturb between 9pm and 8am",
    "switch the quiet hours off again",
    "send me the daily digest at 9",
    "turn off the digest",
    "disable the daily summary",
    "digest at 8:30 every morning",
    "no notifications after 22:00 until 08:00",
    "mute me from 12 to 2",
    "use Chinese from now on",
    "reply in English",
    "stop sending the digest",
    "set my language to Chinese",
    "quiet hours 22:00-07:00",
    "language切成English",
    "设置quiet hours 22点到8点",
    "digest改成9点",
    "晚十一点之后早七点之前消息都先别推给我",
    "我习惯看英文",
    "睡觉时间十点半到六点半别响",
    "日报别发了",
    "请不要在每日二十三时至次日六时之间打扰我。",
    "lang切zh",
    "I'd rather you talked to me in English",
    "请将系统语言设置为英文。",
    "请于每日上午九时推送汇总。",
    "quiet from 11 to 7 please",
    "{晚上九点到早上八点|晚上十点到早上七点半|22:00-07:00|午休时间12点到1点半}{别|不要|请勿|勿}{给我发提醒|提醒我|打扰我|推消息|发通知}",
    "{no notifications|don't disturb me|quiet hours|mute me} {between 9:45 pm and 6 am|from 10pm to 7am|22:00 to 08:00}",
    "{关掉|关闭|取消|turn off|disable}{勿扰|免打扰功能|静音时段|quiet hours|do not disturb| DND}{|吧}",
    "{把|}{do not disturb|勿扰|每日摘要|早报|digest}{关掉|关了|取消掉|停掉|off掉}{|吧}",
    "{每日摘要|日报摘要|早报|digest|daily digest}{改成早上八点半推|九点发|改到18:00|每天9点给我|at 8:30 am}",
    "{换中文|说中文|用英文|切换到英语|change your language to English|switch to Chinese|以后跟我讲 English 吧|speak Chinese please|改成英文界面|回复我用中文}",
    "{晚上|半夜|周末}{别打扰功能|勿扰|免打扰}{给我关了|打开|开着|取消}{|吧}",
    "{我英语很差|看不懂英文|中文更顺},{切回中文吧|换中文|用中文|改成中文}",
    "{lang|language|语言|界面}{切成en|改中文|to English|设成英文|换成zh}",
    "{早报|摘要|汇总}{太吵,关了|别发了|改成晚上六点|挪到八点半}",
    "{dnd|勿扰|静音}{ |从|:}{22:00-07:00|23点到8点|10pm-6am}",
    "{晚上十点|夜里十一点|午饭时间}以后别{吵我|打扰|叫我|发消息}{,早上八点再说|,七点后再发|,天亮再说}",
    "{lang|语言|language}{|切|换|设成| }{en|English|中文|zh}",
    "{十一点以后|下班后|夜里}别{推消息|弹提醒|发通知}{,|}{早上七点半再开|第二天再说|到早上八点}",
    "{digest|日报|摘要}{改到晚上六点|早上九点推|调成下午五点}",
    "{speak|use|talk to me in|reply in} {English|Chinese}{| from now on|, please| instead}",
    "{can we chat|I'd rather you talked|could you answer} in {Chinese|English}{| from now on|?|.}",
    "{say|do|show|write} everything in {English|Chinese}{ please|}",
    "{我十点半就睡了|我睡得早|晚上带娃},{晚上十点到早上七点|22:30到7点|九点以后到八点}{消息都静音|别响|不要推|免打扰}",
    "{英文看着累|看不懂英文|中文太多},{界面|语言|}{弄成|换成|改成|调成}{中文|英文}",
    "{mute|silence} {me|yourself|notifications} from {8pm|22:00} to {9am|7:30}",
    "{夜里|半夜|下班后}{别吵我|别发消息|别推送|不要打扰},{十一点到七点|22点到8点}",
    "{勿扰|免打扰|静音}{关了|打开|取消}{吧|}",
    "{日报|摘要|汇总}{改到|挪到|放在}{早上八点半|九点|18:00}{发|推|}",
)


def plan(slots: SettingsSlots, view: TurnView) -> Plan:
    if slots.key is None or slots.value is None:
        raise Unclear(
            "可以设置语言、免打扰时段和每日汇总时间。比如:「晚上九点到早上八点别提醒我」。",
            "You can set language, quiet hours and daily digest. For example: “no reminders 9pm to 8am”.",
        )
    return Do((SetPreference(person=view.speaker, key=slots.key, value=slots.value),))


def present(done: Sequence[SetPreference], view: TurnView) -> Reply:
    wish = done[0]
    match wish.key, wish.value:
        case "language", "en":
            return say("好,以后用英文。", "I will speak English from now on.")
        case "language", _:
            return say("好,以后说中文。", "I will speak Chinese from now on.")
        case "quiet_hours", "off":
            return say("好,免打扰已关闭。", "Quiet hours are off.")
        case "quiet_hours", _:
            start, end = wish.value.split("-")
            return say(
                f"好,每天 {start} 到 {end} 不提醒你,攒到 {end} 之后再说。",
                f"No reminders between {start} and {end}; what comes meanwhile waits until {end}.",
            )
        case _, "off":
            return say("好,不再发每日汇总。", "The daily digest is off.")
        case _:
            return say(
                f"好,记下了:每日汇总 {wish.value}。汇总本身还在路上。",
                f"Noted: daily digest at {wish.value}. The digest itself is still on its way.",
            )


INTENT = IntentSpec(
    name="settings",
    about="Change the speaker's own settings: language, quiet hours, or daily digest.",
    slots=SettingsSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
)
