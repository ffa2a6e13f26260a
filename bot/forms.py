"""A form that is filled in on a page: for platforms whose cards cannot hold its questions."""

from __future__ import annotations

from pydantic import AwareDatetime

from bot.cards import Card
from bot.messages import Address, Language, Value


class Form(Value):
    """Whose it is, and where its submission comes in as a press of one of the card's buttons."""

    card: Card
    language: Language
    sender: str  # the platform's id of the person
    address: Address  # names the platform
    message: str = ""  # the key of the one that leads there: cards that are alike have a page each
    expires_at: AwareDatetime
