"""WeCom (企业微信): a self-built app by callbacks, a smart bot by its long connection, or both as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.adapter import Lookup, Opened, PlatformSpec, Receive, Refused, Tools
from bot.adapters.wecom import places
from bot.adapters.wecom.app_sender import AppSender
from bot.adapters.wecom.bot_sender import BotSender
from bot.adapters.wecom.cipher import Callback, load
from bot.adapters.wecom.client import WecomClient
from bot.adapters.wecom.config import WecomConfig
from bot.adapters.wecom.directory import NoDirectory, WecomDirectory
from bot.adapters.wecom.examine import examine_app, examine_bot
from bot.adapters.wecom.media import WecomMedia
from bot.adapters.wecom.receive import Receiver
from bot.adapters.wecom.render import render
from bot.adapters.wecom.sign_in import WecomSignIn
from bot.adapters.wecom.socket import BotSocket
from bot.cards import Reply
from bot.findings import Finding
from bot.messages import Address, Language, OutgoingMessage, Text

PATH = "/wecom/callback"


@dataclass(frozen=True, slots=True)
class WecomAdapter:
    app: AppSender | None
    bot: BotSender | None
    home: str

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        way = self._way(address, replaces)
        return render(reply, language, way, key=key, replaces=replaces, home=self.home)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        kind, _ = places.parted(message.address)
        sender = self.app if kind == places.APP else self.bot
        if sender is None:
            raise Refused("not_connected", f"{kind} is not set up")
        return sender.send(message, now)

    def _way(self, address: Address, replaces: str | None) -> Address:
        """An answer goes where the question came from, a change to where the card stands, a push by the app.

        The bot's address carries the request it answers; without one it is a push.
        """
        kind, id_ = places.parted(address)
        if kind == places.GROUP or not address.direct:
            return address
        if replaces is not None:
            by = places.by_app if replaces.startswith(f"{places.APP}/") else places.by_bot
            return by(id_, address.thread)
        if kind == places.BOT and self.app is not None and (self.bot is None or address.thread is None):
            return places.by_app(id_)
        if kind == places.APP and self.app is None:
            return places.by_bot(id_)
        return address


def _open(config: WecomConfig, tools: Tools) -> Opened:
    """Opening connects nothing."""
    client = WecomClient(config.app, tools) if config.app else None
    routes: dict[tuple[str, str], Receive] = {}
    lookup: Lookup = NoDirectory()
    if config.app and client:
        load()
        receiver = Receiver(Callback(config.app))
        routes = {("GET", PATH): receiver.check_address, ("POST", PATH): receiver}
        lookup = WecomDirectory(client, tools.colleagues)

    def examine(now: datetime) -> Iterator[Finding]:
        if config.app and client:
            yield from examine_app(config.app, client, config.public_url, now)
        if config.bot:
            yield from examine_bot(config.bot)

    return Opened(
        adapter=WecomAdapter(
            app=AppSender(client, tools, config.signs_in) if client else None,
            bot=BotSender(config.bot, tools, config.signs_in) if config.bot else None,
            home=config.public_url,
        ),
        routes=routes,
        lookup=lookup,
        media=WecomMedia(client),
        listener=BotSocket(config.bot, tools.relay) if config.bot else None,
        sign_in=WecomSignIn(config.app, client) if config.app and client and config.signs_in else None,
        examine=examine,
    )


PLATFORM = PlatformSpec(
    name=places.PLATFORM,
    open=_open,
    title=Text(zh="企业微信", en="WeCom"),
    also=("企微", "企业号", "微信", "WeChat", "WeChat Work", "WXWork", "Enterprise WeChat"),
)
