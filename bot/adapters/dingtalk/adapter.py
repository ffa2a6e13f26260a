"""DingTalk (钉钉): a robot's messages and clicks in, by Stream or by HTTP; text, markdown and cards out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from bot.adapter import Opened, PlatformSpec, Tools
from bot.adapters.dingtalk.client import DingTalkClient
from bot.adapters.dingtalk.config import DingTalkConfig
from bot.adapters.dingtalk.directory import DingTalkDirectory
from bot.adapters.dingtalk.examine import examine
from bot.adapters.dingtalk.media import DingTalkMedia
from bot.adapters.dingtalk.receive import CardReceiver, RobotReceiver
from bot.adapters.dingtalk.render import HELD, render
from bot.adapters.dingtalk.sending import CARD_PATH, Sender
from bot.adapters.dingtalk.stream import DingTalkStream
from bot.cards import Reply
from bot.messages import Address, Language, OutgoingMessage, Text

PATH = "/dingtalk/callback"


@dataclass(frozen=True, slots=True)
class DingTalkAdapter:
    sender: Sender

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        return render(reply, language, address, key=key, replaces=replaces)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        return self.sender.send(message, now)


def _open(config: DingTalkConfig, tools: Tools) -> Opened:
    client = DingTalkClient(config, tools)
    robot = RobotReceiver(config.client_secret, config.robot_code)
    is_secure = urlsplit(config.api_url).scheme == "https"
    return Opened(
        adapter=DingTalkAdapter(Sender(config, client)),
        routes={}
        if config.by_stream
        else {("POST", PATH): robot, ("POST", CARD_PATH): CardReceiver(config.card_secret)},
        lookup=DingTalkDirectory(client),
        media=DingTalkMedia(client),
        listener=DingTalkStream(client, robot, is_secure=is_secure) if config.by_stream else None,
        holds=HELD,
        examine=partial(examine, config, client),
    )


PLATFORM = PlatformSpec(
    name="dingtalk", open=_open, title=Text(zh="钉钉", en="DingTalk"), also=("DingDing", "钉")
)
