"""What a card's button carries, and how a click is read: `action|key of the card`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from bot.messages import Press

_MARK = "|"  # no action and no card's key holds one


def key(action: str, card: str) -> str:
    return f"{action}{_MARK}{card}" if card else action


def pressed(event_key: str, values: Mapping[str, str]) -> Press:
    action, _, card = event_key.partition(_MARK)
    return Press(action=action, values=dict(values), card=card or None)


def digest(*parts: object) -> str:
    """A short name for something that the platform gave none."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def joined(options: Iterable[str]) -> str:
    return ",".join(options)
