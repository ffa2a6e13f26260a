"""One archive of all that cannot be made anew: the database, and the data dir without what is only passing.

Redis is left out: the wake-ups in it are made anew from the database.
"""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.app.failure import CommandFailed
from bot.app.settings import Settings
from bot.messages import Text
from storage.backup import BackupFailed, load_database, save_database

_DATABASE = "database"  # its name in the archive
_FILES = "data"
_PASSING = {"redis", "up.lock"}


def write_archive(settings: Settings, file: Path) -> int:
    """Write the archive, whole or not at all; its size in bytes. Raises CommandFailed."""
    fresh = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / _DATABASE
            save_database(settings.database, copy)
            fresh.touch(mode=0o600)
            with tarfile.open(fresh, "w:gz") as archive:
                archive.add(copy, _DATABASE)
                for path in _kept(settings.data_dir):
                    archive.add(path, f"{_FILES}/{path.relative_to(settings.data_dir)}", recursive=False)
        fresh.replace(file)
    except (BackupFailed, OSError) as error:
        fresh.unlink(missing_ok=True)
        raise CommandFailed(Text(zh=f"备份没有做成:{error}", en=f"Not backed up: {error}")) from error
    return file.stat().st_size


def restore_archive(settings: Settings, file: Path, *, replace: bool) -> None:
    """Raises CommandFailed; before the archive was read whole, nothing is changed."""
    if not replace and _has_data(settings):
        raise CommandFailed(
            Text(
                zh="这里已经有数据。确定要用备份替换它,请加 --force。",
                en="There is data here already. To replace it by the backup, add --force.",
            )
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            with tarfile.open(file) as archive:
                archive.extractall(folder, filter="data")  # refuses paths that lead outside
            load_database(settings.database, folder / _DATABASE)
            for path in sorted((folder / _FILES).rglob("*")):
                if path.is_file():
                    target = settings.data_dir / path.relative_to(folder / _FILES)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(path.read_bytes())
                    target.chmod(path.stat().st_mode & 0o777)
        except (BackupFailed, OSError, tarfile.TarError) as error:
            raise CommandFailed(Text(zh=f"没有恢复成:{error}", en=f"Not restored: {error}")) from error


def _kept(data_dir: Path) -> Iterator[Path]:
    for path in sorted(data_dir.rglob("*")):
        passing = path.relative_to(data_dir).parts[0] in _PASSING
        if path.is_file() and not passing and not path.name.startswith("tuitui.db"):
            yield path


def _has_data(settings: Settings) -> bool:
    return bool(settings.database_url) or (settings.data_dir / "tuitui.db").exists()
