"""`tuitui doctor`."""

from __future__ import annotations

import argparse

from bot.app.cli.running import say
from bot.app.doctor import examine
from bot.app.settings import Settings


def doctor(_chosen: argparse.Namespace, settings: Settings) -> bool:
    """One line for each finding; False when something is wrong."""
    well = True
    for finding in examine(settings):
        say(finding.line(settings.language))
        well = well and finding.is_fine
    return well
