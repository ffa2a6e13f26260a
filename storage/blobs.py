"""Pictures posted into the web chat, and files that people sent. Each belongs to a conversation.

A file that a process names is seen by whoever may see the process; its id is what its content makes it, so
that nobody who has not had it can name it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Database
from storage.tables import METADATA
from storage.upsert import insert_into

FORMS = "forms"  # the owner of forms that are filled in on a page
_BLOB = METADATA.tables["blob"]


@dataclass(frozen=True, slots=True)
class Blob:
    id: str
    conversation: str
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BlobStore:
    database: Database

    def keep(self, conversation: str, *, name: str, media_type: str, data: bytes, now: datetime) -> str:
        """The blob's id, the same for the same content in the same conversation."""
        digest = hashlib.sha256(data).hexdigest()
        blob = hashlib.sha256(f"{conversation}\n{digest}".encode()).hexdigest()[:32]
        row = {
            "id": blob,
            "name": name,
            "media_type": media_type,
            "data": data,
            "size": len(data),
            "sha256": digest,
            "owner": conversation,
            "created_at": now,
        }
        with self.database.writing() as session:
            connection = session.connection()
            connection.execute(insert_into(_BLOB, connection).on_conflict_do_nothing(), row)
        return blob

    def file_name(self, blob: str) -> str | None:
        """None when nobody sent it; what forms are kept as is nobody's file."""
        query = select(_BLOB.c.name).where(_BLOB.c.id == blob, _BLOB.c.owner != FORMS)
        with self.database.reading() as connection:
            return connection.execute(query).scalar()

    def find(self, blob: str) -> Blob | None:
        with self.database.reading() as connection:
            row = connection.execute(select(_BLOB).where(_BLOB.c.id == blob)).mappings().first()
        if row is None:
            return None
        return Blob(row["id"], row["owner"] or "", row["name"], row["media_type"], row["data"])


def owner_of_files(platform: str, sender: str) -> str:
    """No conversation: what somebody uploaded into a form."""
    return f"files/{platform}/{sender}"


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG; None for anything else."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
