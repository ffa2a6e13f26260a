"""`tuitui people import FILE`."""

from __future__ import annotations

import argparse

from bot.app.cli.database import current_database
from bot.app.cli.running import tell
from bot.app.company import CompanyInvalid, read_company
from bot.app.failure import CommandFailed
from bot.app.settings import Settings
from bot.messages import Text
from storage.people import People


def import_file(chosen: argparse.Namespace, settings: Settings) -> None:
    """Everyone who is not in the file is known as having left, from now on."""
    try:
        company = read_company(chosen.file.read_text(encoding="utf-8"), settings.zone)
    except (CompanyInvalid, OSError, UnicodeDecodeError) as error:
        raise CommandFailed(
            Text(
                zh=f"{chosen.file} 里有错,没有导入:\n{error}",
                en=f"{chosen.file} is wrong, nothing was imported:\n{error}",
            )
        ) from error
    with current_database(settings) as database:
        People(database).replace(company)
    people, departments = len(company.directory.people), len(company.directory.departments)
    tell(
        Text(
            zh=f"已导入 {people} 人、{departments} 个部门。",
            en=f"{people} people in {departments} departments imported.",
        ),
        settings,
    )
