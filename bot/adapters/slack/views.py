"""Slack's own surfaces beside the chat: forms as modals, and the Home tab.

A modal has to open within three seconds of the click, which a job behind others could miss: these run in a
thread of the process that got the request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from bot.adapter import Budget, PlatformError, Refused
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.errors import EXCHANGED
from bot.adapters.slack.modal import Origin, modal
from bot.adapters.slack.payloads import Action
from bot.adapters.slack.render import FILL_IN, form, home
from bot.cards import Button, Card, Reply
from bot.messages import IncomingMessage, Language

_HOMES = 80  # a minute: Slack takes a hundred calls of `views.*`, modals included

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Views:
    """`asks` and `home` are `Tools.asks` and `Tools.home`."""

    client: SlackClient
    budget: Budget
    asks: Callable[[IncomingMessage], tuple[Card, Language] | None]
    home: Callable[[IncomingMessage], tuple[Reply, Language] | None]

    def open(self, pressed: IncomingMessage, action: Action, *, trigger: str, message: str | None) -> bool:
        """The form that the press asks for, as a modal, else inside the message (its `ts`) that it is about.

        False where neither could be shown: the press is then handled like any other.
        """
        if pressed.press is None or (asked := self.asks(pressed)) is None:
            return False
        card, language = asked
        address = pressed.address
        origin = Origin(
            action=pressed.press.action,
            card=pressed.press.card,
            channel=address.conversation,
            thread=address.thread,
            direct=address.direct,
            language=language,
        )
        view = modal(card, origin, _submit(action, card, language))
        if view is not None and self._opened(trigger, view):
            return True
        is_its_own = message is not None and card.key != "" and card.key == pressed.press.card
        return is_its_own and self._shown_inside(address.conversation, str(message), form(card, language))

    def publish(self, opened: IncomingMessage) -> bool:
        """The Home tab of whoever opened it."""
        if (shown := self.home(opened)) is None:
            return False
        try:
            self.fill(opened.sender, *shown)
        except PlatformError as error:
            log.warning("home_not_published", platform="slack", error=repr(error))
            return False
        return True

    def fill(self, account: str, reply: Reply, language: Language) -> None:
        self.budget.take("slack/homes", limit=_HOMES, window_s=60)
        self.client.publish(account, home(reply, language))

    def _opened(self, trigger: str, view: dict[str, Any]) -> bool:
        try:
            self.client.open_view(trigger, view)
        except Refused as error:
            log.info("modal_not_opened", platform="slack", error=str(error))
            return error.code in EXCHANGED  # a repeated click: the form is open
        except PlatformError as error:
            log.warning("modal_not_opened", platform="slack", error=repr(error))
            return False
        return True

    def _shown_inside(self, channel: str, ts: str, body: dict[str, Any]) -> bool:
        try:
            self.client.update(channel, ts, body)
        except PlatformError as error:
            log.warning("form_not_shown", platform="slack", error=repr(error))
            return False
        return True


def _submit(action: Action, card: Card, language: Language) -> str:
    """What the button says that was pressed; where it only opens the form, what the form's own says."""
    first: Button | None = next(iter(card.buttons), None)
    return first.label.said_in(language) if first else action.text.text or FILL_IN.said_in(language)
