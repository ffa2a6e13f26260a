"""The web chat's own messages."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Row, long


class ChatConversationRow(Row, table=True):
    __tablename__ = "chat_conversation"
    id: str = Field(primary_key=True)
    kind: str  # direct | group
    title_zh: str = ""
    title_en: str = ""
    created_at: datetime
    last_seq: int = 0  # the newest message's
    change: int = 0  # counts every change; a message carries the count of its last one


class ChatMemberRow(Row, table=True):
    __tablename__ = "chat_member"
    __table_args__ = (Index("ix_chat_member_person", "person"),)
    conversation: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    joined_at: datetime


class ChatMessageRow(Row, table=True):
    __tablename__ = "chat_message"
    __table_args__ = (Index("ix_chat_message_change", "conversation", "change"),)
    conversation: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    id: str = Field(unique=True)
    author: str  # a person's id, or bot
    text: str = Field(default="", sa_column=long())
    parts: str = Field(default="[]", sa_column=long())  # JSON: texts, cards, images
    thread: str | None = None  # the id of the message that it answers
    version: int = 1  # grows when the message is changed in place
    change: int
    at: datetime
    changed_at: datetime | None = None


class ChatReadRow(Row, table=True):
    __tablename__ = "chat_read"
    conversation: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    seq: int
    at: datetime
