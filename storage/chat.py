"""The web chat's own messages: conversations, who is in them, what was said, what each has read.

Messages are numbered from 1 in each conversation (`seq`). One that changes in place keeps its id and seq and
grows its `version`. `parts` is JSON that only the chat's adapter understands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, bindparam, func, insert, select, update

from engine.people import Label, PersonId
from storage.database import Database
from storage.tables import METADATA
from storage.upsert import insert_into

BOT = "bot"  # the author of what the assistant says
DIRECT = "dm:"  # a person's conversation with the bot is `dm:<person id>`


@dataclass(frozen=True, slots=True)
class ChatMessage:
    id: str
    conversation: str
    seq: int
    version: int
    author: str  # a person's id, or BOT
    at: datetime
    reply_to: str | None
    parts: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as one of its members sees it."""

    id: str
    title: Label
    direct: bool
    unread: int
    last: ChatMessage | None


@dataclass(frozen=True, slots=True)
class Posted:
    """`changed` is False when the message was there already, just so."""

    message: ChatMessage
    members: tuple[PersonId, ...]
    changed: bool


_CONVERSATION, _MEMBER, _MESSAGE, _READ = (
    METADATA.tables[f"chat_{name}"] for name in ("conversation", "member", "message", "read")
)

_NEXT = (
    update(_CONVERSATION)
    .where(_CONVERSATION.c.id == bindparam("conversation_id"))
    .values(last_seq=_CONVERSATION.c.last_seq + bindparam("grows"), change=_CONVERSATION.c.change + 1)
    .returning(_CONVERSATION.c.last_seq, _CONVERSATION.c.change)
)
_MEMBERS = select(_MEMBER.c.person).where(_MEMBER.c.conversation == bindparam("conversation_id"))
_BY_ID = select(_MESSAGE).where(_MESSAGE.c.id == bindparam("message_id"))
_ADD = insert(_MESSAGE)
_CHANGE = (
    update(_MESSAGE)
    .where(_MESSAGE.c.id == bindparam("message_id"))
    .values(
        parts=bindparam("new_parts"),
        version=_MESSAGE.c.version + 1,
        change=bindparam("new_change"),
        changed_at=bindparam("now"),
    )
)
_IS_MEMBER = select(_MEMBER.c.person).where(
    _MEMBER.c.conversation == bindparam("conversation_id"), _MEMBER.c.person == bindparam("person_id")
)
_UNREAD = _MESSAGE.alias()
_OF_PERSON = (
    select(
        _CONVERSATION.c.id.label("conversation_id"),
        _CONVERSATION.c.title_zh,
        _CONVERSATION.c.title_en,
        _CONVERSATION.c.kind,
        select(func.count())
        .select_from(_UNREAD)
        .where(
            _UNREAD.c.conversation == _CONVERSATION.c.id,
            _UNREAD.c.seq > func.coalesce(_READ.c.seq, 0),
            _UNREAD.c.author != bindparam("person_id"),
        )
        .correlate(_CONVERSATION, _READ)
        .scalar_subquery()
        .label("unread"),
        _MESSAGE,
    )
    .select_from(_MEMBER)
    .join(_CONVERSATION, _CONVERSATION.c.id == _MEMBER.c.conversation)
    .outerjoin(
        _READ, and_(_READ.c.conversation == _MEMBER.c.conversation, _READ.c.person == _MEMBER.c.person)
    )
    .outerjoin(
        _MESSAGE,
        and_(_MESSAGE.c.conversation == _CONVERSATION.c.id, _MESSAGE.c.seq == _CONVERSATION.c.last_seq),
    )
    .where(_MEMBER.c.person == bindparam("person_id"))
    .order_by(func.coalesce(_MESSAGE.c.at, _CONVERSATION.c.created_at).desc(), _CONVERSATION.c.id)
)


@dataclass(frozen=True, slots=True)
class ChatStore:
    database: Database

    def open(
        self, conversation: str, title: Label, members: Sequence[str], *, direct: bool, now: datetime
    ) -> None:
        """Make the conversation and let these people in; what exists stays as it is."""
        with self.database.writing() as session:
            connection = session.connection()
            row = {
                "id": conversation,
                "kind": "direct" if direct else "group",
                "title_zh": title.zh,
                "title_en": title.en,
                "created_at": now,
                "last_seq": 0,
                "change": 0,
            }
            connection.execute(insert_into(_CONVERSATION, connection).on_conflict_do_nothing(), row)
            for person in members:
                member = {"conversation": conversation, "person": person, "joined_at": now}
                connection.execute(insert_into(_MEMBER, connection).on_conflict_do_nothing(), member)

    def is_member(self, conversation: str, person: str) -> bool:
        with self.database.reading() as connection:
            sought = {"conversation_id": conversation, "person_id": person}
            return connection.execute(_IS_MEMBER, sought).first() is not None

    def members(self, conversation: str) -> tuple[PersonId, ...]:
        with self.database.reading() as connection:
            return _members(connection, conversation)

    def is_direct(self, conversation: str) -> bool | None:
        """Whether one person talks to the bot there; None when there is no such conversation."""
        with self.database.reading() as connection:
            sought = select(_CONVERSATION.c.kind).where(_CONVERSATION.c.id == conversation)
            kind = connection.execute(sought).scalar_one_or_none()
        return None if kind is None else kind == "direct"

    def conversations(self, person: str) -> list[Conversation]:
        """The newest first."""
        with self.database.reading() as connection:
            rows = connection.execute(_OF_PERSON, {"person_id": person}).mappings().all()
        return [_conversation(row) for row in rows]

    def post(
        self,
        conversation: str,
        *,
        message_id: str,
        author: str,
        parts: str,
        reply_to: str | None = None,
        now: datetime,
    ) -> Posted:
        """Add a message, once under its id. Raises KeyError when there is no such conversation."""
        with self.database.writing() as session:
            connection = session.connection()
            if (before := _found(connection, message_id)) is not None:
                return Posted(before, _members(connection, before.conversation), changed=False)
            seq, change = _next(connection, conversation, grows=1)
            row = {
                "conversation": conversation,
                "seq": seq,
                "id": message_id,
                "author": author,
                "text": "",
                "parts": parts,
                "thread": reply_to,
                "version": 1,
                "change": change,
                "at": now,
                "changed_at": None,
            }
            connection.execute(_ADD, row)
            message = ChatMessage(message_id, conversation, seq, 1, author, now, reply_to, parts)
            return Posted(message, _members(connection, conversation), changed=True)

    def replace(self, message_id: str, parts: str, now: datetime) -> Posted | None:
        """Change a message in place; None when there is none."""
        with self.database.writing() as session:
            connection = session.connection()
            before = _found(connection, message_id)
            if before is None:
                return None
            members = _members(connection, before.conversation)
            if before.parts == parts:
                return Posted(before, members, changed=False)
            _, change = _next(connection, before.conversation, grows=0)
            new = {"message_id": message_id, "new_parts": parts, "new_change": change, "now": now}
            connection.execute(_CHANGE, new)
            after = _found(connection, message_id)
            return Posted(after or before, members, changed=True)

    def message(self, message_id: str) -> ChatMessage | None:
        with self.database.reading() as connection:
            return _found(connection, message_id)

    def messages(
        self,
        conversation: str,
        *,
        after: int | None = None,
        before: int | None = None,
        author: str | None = None,
        limit: int,
    ) -> tuple[list[ChatMessage], bool]:
        """By rising seq, and whether there are more: later ones with `after` alone, else earlier ones."""
        sought = select(_MESSAGE).where(_MESSAGE.c.conversation == conversation)
        if after is not None:
            sought = sought.where(_MESSAGE.c.seq > after)
        if before is not None:
            sought = sought.where(_MESSAGE.c.seq < before)
        if author is not None:
            sought = sought.where(_MESSAGE.c.author == author)
        onwards = after is not None and before is None
        order = _MESSAGE.c.seq if onwards else _MESSAGE.c.seq.desc()
        with self.database.reading() as connection:
            rows = connection.execute(sought.order_by(order).limit(limit + 1)).mappings().all()
        found = [_message(row) for row in rows[:limit]]
        return (found if onwards else found[::-1]), len(rows) > limit

    def read(self, conversation: str, person: str, seq: int, now: datetime) -> None:
        """Remember how far the person has read; never backwards."""
        with self.database.writing() as session:
            connection = session.connection()
            row = {"conversation": conversation, "person": person, "seq": 0, "at": now}
            connection.execute(insert_into(_READ, connection).on_conflict_do_nothing(), row)
            connection.execute(
                update(_READ)
                .where(_READ.c.conversation == conversation, _READ.c.person == person, _READ.c.seq < seq)
                .values(seq=seq, at=now)
            )


def _next(connection: Connection, conversation: str, *, grows: int) -> tuple[int, int]:
    """Takes the conversation's lock until the commit, so that seqs have no gaps."""
    taken = connection.execute(_NEXT, {"conversation_id": conversation, "grows": grows}).first()
    if taken is None:
        raise KeyError(conversation)
    return int(taken[0]), int(taken[1])


def _members(connection: Connection, conversation: str) -> tuple[PersonId, ...]:
    return tuple(connection.execute(_MEMBERS, {"conversation_id": conversation}).scalars())


def _found(connection: Connection, message_id: str) -> ChatMessage | None:
    row = connection.execute(_BY_ID, {"message_id": message_id}).mappings().first()
    return _message(row) if row else None


def _message(row: RowMapping) -> ChatMessage:
    return ChatMessage(
        id=row["id"],
        conversation=row["conversation"],
        seq=row["seq"],
        version=row["version"],
        author=row["author"],
        at=row["at"],
        reply_to=row["thread"],
        parts=row["parts"],
    )


def _conversation(row: RowMapping) -> Conversation:
    return Conversation(
        id=row["conversation_id"],
        title=Label(row["title_zh"], row["title_en"]),
        direct=row["kind"] == "direct",
        unread=row["unread"],
        last=_message(row) if row["id"] is not None else None,
    )
