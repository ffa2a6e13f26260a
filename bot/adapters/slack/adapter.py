"""Slack: events, clicks and the command `/tuitui` in, Block Kit out."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from bot.adapter import Budget, Opened, PlatformSpec, Refused, Tools
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.directory import SlackDirectory
from bot.adapters.slack.errors import GONE, UPDATE_TOO_LATE
from bot.adapters.slack.examine import examine
from bot.adapters.slack.inputs import IN_MODALS
from bot.adapters.slack.media import SlackMedia
from bot.adapters.slack.receive import Receiver
from bot.adapters.slack.render import render
from bot.adapters.slack.socket import SlackSocket
from bot.adapters.slack.views import Views
from bot.cards import Reply
from bot.messages import Address, Language, OutgoingMessage, same

PATH = "/slack/events"
_BURST, _BURST_S = 60, 60.0  # a message a second in one conversation; what bursts Slack takes, its 429 tells


@dataclass(frozen=True, slots=True)
class SlackAdapter:
    client: SlackClient
    budget: Budget

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        return render(reply, language, address, key=key, replaces=replaces)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        """A card that can no longer be changed is shown anew; one that was deleted is let rest."""
        address, body = message.address, message.payload
        if message.replaces is None:  # Slack's own limit for posting; changes have another
            self.budget.take(f"slack/to/{address.conversation}", limit=_BURST, window_s=_BURST_S)
        if "file" in body:
            file = cast(dict[str, Any], body["file"])  # `render` made it
            data = base64.b64decode(file["png"])
            return self.client.upload(
                address.conversation, address.thread, name=file["name"], data=data, alt=file["alt"]
            )
        if message.replaces is not None:
            try:
                self.client.update(address.conversation, message.replaces, body)
            except Refused as error:
                if error.code == GONE:
                    return message.replaces
                if error.code not in UPDATE_TOO_LATE:
                    raise
            else:
                return message.replaces
        return self.client.post(address.conversation, address.thread, body)


def _open(config: SlackConfig, tools: Tools) -> Opened:
    client = SlackClient(config)
    media = SlackMedia(client)
    views = Views(client, tools.budget, tools.asks, tools.home)
    is_slack_itself = urlsplit(config.api_url).scheme == "https"
    return Opened(
        adapter=SlackAdapter(client, tools.budget),
        # Also with Socket Mode: while one moves from the one to the other, nothing is lost.
        routes={("POST", PATH): Receiver(config.signing_secret, views)} if config.signing_secret else {},
        lookup=SlackDirectory(client),
        media=media,
        transcripts=media,
        homes=views,
        listener=SlackSocket(client, views, is_secure=is_slack_itself) if config.app_token else None,
        holds=IN_MODALS,
        examine=lambda now: examine(config, client, now),
    )


PLATFORM = PlatformSpec(name="slack", open=_open, title=same("Slack"))
