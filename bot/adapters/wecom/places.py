"""Where somebody is reached, and by which connection: `app:lina`, `bot:lina`, `group:wrOgQh…`.

The app knows no groups; a message of the smart bot carries, as its address's thread, the request it answers.
User ids are alike in upper and lower case: ours are lower.
"""

from __future__ import annotations

from bot.messages import Address

PLATFORM = "wecom"
APP, BOT, GROUP = "app", "bot", "group"


def by_app(user: str, thread: str | None = None) -> Address:
    return Address(platform=PLATFORM, conversation=f"{APP}:{user.lower()}", thread=thread)


def by_bot(user: str, thread: str | None = None) -> Address:
    return Address(platform=PLATFORM, conversation=f"{BOT}:{user.lower()}", thread=thread)


def in_group(chat: str, thread: str | None = None) -> Address:
    return Address(platform=PLATFORM, conversation=f"{GROUP}:{chat}", thread=thread, direct=False)


def parted(address: Address) -> tuple[str, str]:
    """The connection or `group`, and the user's or group's id there."""
    kind, _, id_ = address.conversation.partition(":")
    return kind, id_
