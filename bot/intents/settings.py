"""`settings`: change the speaker's own settings: language, quiet hours, or daily digest."""

from __future__ import annotations

from typing import Literal

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class SettingsSlots(Slots):
    key: Literal["language", "quiet_hours", "digest"] | None = None
    value: str | None = None


EXAMPLES = (
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
    "turn off quiet hours",
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
)

INTENT = IntentSpec(
    name="settings",
    about="Change the speaker's own settings: language, quiet hours, or daily digest.",
    slots=SettingsSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)
