"""Greetings, thanks and goodbyes: nothing to act on, and still answered as a colleague would."""

from __future__ import annotations

import re

from bot.messages import Text

_HELLO = Text(
    zh="你好!我是推推。要发起、审批、查进度,说一句就行。",
    en="Hello! I am Tuitui. Tell me what to start, decide or find.",
)
_WELCOME = Text(zh="不客气,有事随时说。", en="You are welcome. Just say when there is more.")
_GOODBYE = Text(
    zh="回头见。有事要你处理,我会来找你。", en="See you. I will come to you when something needs you."
)
_WHO = Text(
    zh="我是推推,帮大家把流程推下去的助手:发起、审批、催办、查进度,说一句话就行。",
    en="I am Tuitui, the assistant that pushes processes along: start, decide, nudge or ask in one sentence.",
)
_END = r"[\s,,。.!!~??、呀啊哈呢了啦哦吧哟噢^_)(]*"
_NAME = r"[\s,,]*(?:推推|tuitui|机器人|bot|there|all|everyone|大家|各位)?"
_SAID = tuple(
    (re.compile(rf"(?:{words}){_NAME}{_END}", re.IGNORECASE), answer)
    for words, answer in (
        (
            r"你好|您好|嗨|哈[喽啰罗]|在吗|在不在|早|早安|早上好|上午好|中午好|下午好|晚上好|hi|hello|hey|yo",
            _HELLO,
        ),
        (r"good (?:morning|afternoon|evening)|morning", _HELLO),
        (
            r"(?:好的?[,,\s]*)?(?:谢谢你?|多谢|感谢|谢[谢了啦]|辛苦了?|3q|thx|thanks|thank you|cheers)",
            _WELCOME,
        ),
        (r"(?:thanks|thank you)(?: (?:so much|very much|a lot|a bunch|for (?:that|your help)))?", _WELCOME),
        (r"(?:谢谢|多谢|辛苦)(?:你|您|推推)(?:了|啦)?", _WELCOME),
        (
            r"再见|拜拜?|回见|晚安|明天见|bye|goodbye|see you|good night|bye bye",
            _GOODBYE,
        ),
        (r"你(?:是|叫)(?:谁|什么|啥)(?:名字)?|你是(?:什么|啥)(?:东西|机器人)|who are you|what are you", _WHO),
    )
)


def courtesy(words: str) -> Text | None:
    """The answer to words that are nothing but courteous; None for all others."""
    said = words.strip()
    return next((answer for pattern, answer in _SAID if pattern.fullmatch(said)), None)
