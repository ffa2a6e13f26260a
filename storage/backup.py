"""The whole database into a file and back: SQLite by its online backup, PostgreSQL by its own tools."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url


class BackupFailed(Exception):
    """The tool is missing, or said no; the message is for the operator."""


def save_database(url: str, file: Path) -> None:
    """As it stands at one moment, while others write. Raises BackupFailed."""
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        source = Path(where.database or "")
        if not source.exists():
            raise BackupFailed(f"{source}: no such file")
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(file)) as copy:
            live.backup(copy)
    else:
        _run_tool("pg_dump", where, "--format=custom", f"--file={file}")


def load_database(url: str, file: Path) -> None:
    """Replace what is there. Raises BackupFailed."""
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        target = Path(where.database or "")
        for leftover in (f"{target}-wal", f"{target}-shm"):
            Path(leftover).unlink(missing_ok=True)
        fresh = target.with_name(f"{target.name}.restored")
        shutil.copyfile(file, fresh)
        fresh.replace(target)
    else:
        _run_tool("pg_restore", where, "--clean", "--if-exists", "--no-owner", "--exit-on-error", str(file))


def _run_tool(name: str, where: URL, *options: str) -> None:
    tool = shutil.which(name)
    if tool is None:
        raise BackupFailed(f"{name} is not installed here; it comes with PostgreSQL's client programs")
    target = where.set(drivername="postgresql", password=None).render_as_string()
    # The password goes by the environment: arguments can be seen by everyone on the machine.
    done = subprocess.run(
        [tool, f"--dbname={target}", *options],
        env={"PGPASSWORD": str(where.password or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFailed(f"{name}: {done.stderr.strip() or done.returncode}")
