"""The database for a command: reachable and up to date, or a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.app.failure import CommandFailed
from bot.app.settings import Settings
from bot.messages import Text
from storage.database import Database, open_database
from storage.sql import DatabaseError


@contextmanager
def current_database(settings: Settings) -> Iterator[Database]:
    """With its tables at the newest revision, which a fresh one gets here. Raises CommandFailed."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database)
    try:
        database.upgrade()
    except DatabaseError as error:
        raise CommandFailed(unreachable(error)) from error
    try:
        yield database
    finally:
        database.close()


def unreachable(error: Exception) -> Text:
    reason = str(error).partition("\n")[0]
    return Text(
        zh=f"数据库用不了:{reason}。请检查 TUITUI_DATABASE_URL,再运行 tuitui doctor。",
        en=f"The database cannot be used: {reason}. Check TUITUI_DATABASE_URL, then run tuitui doctor.",
    )
