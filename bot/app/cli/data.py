"""`tuitui db upgrade`, `backup`, `restore`."""

from __future__ import annotations

import argparse

from bot.app.backup import restore_archive, write_archive
from bot.app.cli.database import current_database
from bot.app.cli.running import tell
from bot.app.settings import Settings
from bot.app.up import hold_data_dir
from bot.messages import Text


def upgrade(_chosen: argparse.Namespace, settings: Settings) -> None:
    with current_database(settings) as database:
        revision, _ = database.revision()
    tell(Text(zh=f"数据库已是最新({revision})。", en=f"The database is up to date ({revision})."), settings)


def backup(chosen: argparse.Namespace, settings: Settings) -> None:
    size = write_archive(settings, chosen.file)
    tell(
        Text(
            zh=f"已备份到 {chosen.file}({size // 1024} KB)。里面有密钥,请妥善保管。",
            en=f"Backed up to {chosen.file} ({size // 1024} KB). It holds secrets: keep it safe.",
        ),
        settings,
    )


def restore(chosen: argparse.Namespace, settings: Settings) -> None:
    with hold_data_dir(settings.data_dir):
        restore_archive(settings, chosen.file, replace=chosen.force)
    tell(Text(zh=f"已从 {chosen.file} 恢复。", en=f"Restored from {chosen.file}."), settings)
