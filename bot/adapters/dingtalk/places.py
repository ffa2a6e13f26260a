"""Where something is said on DingTalk, and which card is which, in the words of our vocabulary."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime

from bot.messages import Address

NAME = "dingtalk"
_PERSON = "@"  # of a conversation that is somebody's own
_OURS = "tt"
_LONGEST_KEY = 60  # characters; of a card whose key is longer a click does not tell the key


def direct_with(user: str, session: str | None = None) -> Address:
    return Address(platform=NAME, conversation=f"{_PERSON}{user}", thread=session)


def group(conversation: str, session: str | None = None) -> Address:
    return Address(platform=NAME, conversation=conversation, thread=session, direct=False)


def user_of(address: Address) -> str:
    """Of a direct conversation."""
    return address.conversation.removeprefix(_PERSON)


@dataclass(frozen=True, slots=True)
class Session:
    """How a message is answered where it was said: free of the month's count, and for 90 minutes only.

    Kept as the address's thread; `user` is who is answered.
    """

    user: str
    ends_ms: int
    webhook: str

    def __str__(self) -> str:
        return f"{self.user} {self.ends_ms} {self.webhook}"

    @classmethod
    def read(cls, thread: str | None) -> Session | None:
        user, _, rest = (thread or "").partition(" ")
        ends_ms, _, webhook = rest.partition(" ")
        return cls(user, int(ends_ms), webhook) if webhook and ends_ms.isdigit() else None

    def is_open(self, now: datetime) -> bool:
        """With a minute to spare, for clocks that differ."""
        return now.timestamp() * 1000 < self.ends_ms - 60_000


@dataclass(frozen=True, slots=True)
class Track:
    """What a card's `outTrackId` tells when it is clicked: DingTalk gives it back, and little else."""

    card: str | None
    is_direct: bool


def track_id(key: str, card: str, *, direct: bool) -> str:
    """The same for the same message, so that sending it twice shows it once."""
    named = base64.urlsafe_b64encode(card.encode()).decode().rstrip("=")
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return f"{_OURS}-{'d' if direct else 'g'}-{digest}-{named if len(named) <= _LONGEST_KEY else ''}"


def is_track(reference: str) -> bool:
    return reference.startswith(f"{_OURS}-")


def read_track(out_track_id: str) -> Track | None:
    """None for a card that is not ours."""
    parts = out_track_id.split("-", 3)
    if len(parts) != 4 or parts[0] != _OURS or parts[1] not in ("d", "g"):
        return None
    padded = parts[3] + "=" * (-len(parts[3]) % 4)
    try:
        card = base64.urlsafe_b64decode(padded).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Track(card or None, parts[1] == "d")
