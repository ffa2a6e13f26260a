"""The address of a form's page, put into the card that leads there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from bot.adapter import Forms
from bot.adapters.wecom import places
from bot.adapters.wecom.template_card import FORM
from bot.cards import Card
from bot.forms import Form
from bot.messages import Language, OutgoingMessage

_GOOD_FOR = timedelta(hours=72)  # as long as the card itself can be changed
# Where the address alone is the right to answer: from the evening until the next morning, no longer.
_GOOD_FOR_BEARER = timedelta(hours=16)


def with_page(
    message: OutgoingMessage, forms: Forms | None, now: datetime, *, signs_in: bool
) -> dict[str, Any]:
    """The payload, ready to be sent. Without pages a form is told in words.

    `signs_in`: whether the page will be told who opened it.
    """
    body = cast(dict[str, Any], message.payload)  # `render` made it
    if "form" not in body:
        return body
    if forms is None:
        return {"markdown": body["words"]}
    _, user = places.parted(message.address)
    form = Form(
        card=Card.model_validate(body["form"]),
        language=Language(body["language"]),
        sender=user,
        address=message.address.model_copy(update={"thread": None}),
        message=message.key,
        expires_at=now + (_GOOD_FOR if signs_in else _GOOD_FOR_BEARER),
    )
    return {**body, "card": _with(body["card"], forms.offer(form, now))}


def _with(value: Any, url: str) -> Any:
    match value:
        case dict():
            return {name: _with(each, url) for name, each in value.items()}
        case list():
            return [_with(each, url) for each in value]
        case _:
            return url if value == FORM else value
