"""What the open API and the operators need."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Row, long


class BlobRow(Row, table=True):
    __tablename__ = "blob"
    id: str = Field(primary_key=True)
    name: str = ""
    media_type: str
    data: bytes
    size: int
    sha256: str
    owner: str | None = None
    created_at: datetime


class ApiKeyRow(Row, table=True):
    __tablename__ = "api_key"
    name: str = Field(primary_key=True)
    sha256: str = Field(unique=True)
    scope: str = ""  # space-separated; empty: all that a key may do
    created_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


class WebhookRow(Row, table=True):
    """Another system that is called when something happens to a process."""

    __tablename__ = "webhook"
    id: str = Field(primary_key=True)
    url: str = Field(sa_column=long())
    secret: str
    events: str = Field(default="[]", sa_column=long())  # JSON list of types; empty: all
    created_by: str
    created_at: datetime


class IdempotencyRow(Row, table=True):
    """The answer to a POST under an Idempotency-Key; without a `status` it is still being worked out."""

    __tablename__ = "idempotency"
    __table_args__ = (Index("ix_idempotency_created_at", "created_at"),)
    api_key: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request_hash: str  # of method, path and body: another request under the key is refused
    status: int | None = None
    headers: str = Field(default="{}", sa_column=long())
    body: str = Field(default="", sa_column=long())
    created_at: datetime


class SettingRow(Row, table=True):
    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str = Field(sa_column=long())
