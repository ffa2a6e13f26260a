"""Who may look into a conversation: its members."""

from __future__ import annotations

from storage.chat import DIRECT
from storage.mailbox import open_direct
from webhook.chat.session import Visitor
from webhook.parts import HttpParts
from webhook.problems import not_found


def member(parts: HttpParts, visitor: Visitor, conversation: str) -> None:
    """Raises not_found for outsiders: whether there is such a conversation is none of their business."""
    person = visitor.person.id
    if parts.chat.store.is_member(conversation, person):
        return
    if conversation != DIRECT + person:
        raise not_found("没有这个会话,或者你不在里面。", "There is no such conversation that you are in.")
    open_direct(parts.chat.store, person, parts.now())
