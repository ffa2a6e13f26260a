"""The first words, an answer to somebody else's, and kind words for messages that cannot be read."""

from __future__ import annotations

from bot.cards import Button, Reply, Saying, say, show
from bot.messages import IncomingMessage, Text

MAX_WORDS = 4000  # characters of one message


def unreadable(message: IncomingMessage) -> Reply | None:
    if message.opened:
        return WELCOME
    if len(message.text) > MAX_WORDS:
        return say(
            f"这段话太长了(超过 {MAX_WORDS} 字),我没有读,什么都没有动。请挑要紧的说。",
            f"That is longer than {MAX_WORDS} characters; I did not read it. Please be brief.",
        )
    if "\x00" in message.text or "\ufffd" in message.text:
        return say(
            "这条消息不是文字,我读不了,什么都没有动。",
            "That message is not text; I could not read it, and nothing was changed.",
        )
    if not message.text.strip():
        return say(
            "我收到了,但里面没有文字。要办什么,说一句就行。",
            "I got that, but there are no words in it. Tell me what you need in one sentence.",
        )
    return None


WELCOME = show(
    Saying(
        text=Text(
            zh="你好,我是推推,帮你把流程推下去。说一句话就能发起、审批、查进度。",
            en="Hello, I am Tuitui. I push processes along: one sentence starts, decides or finds one.",
        ),
        choices=(
            Button(id="say/list_templates", label=Text(zh="能发起什么", en="What can I start")),
            Button(id="say/my_tasks", label=Text(zh="我的待办", en="My tasks")),
            Button(id="say/help", label=Text(zh="你能做什么", en="What can you do")),
        ),
    )
)
