"""How a command meets its settings, the operator's language and the end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bot.app.failure import CommandFailed
from bot.app.logs import configure_logs
from bot.app.settings import Settings, load_settings
from bot.messages import Language, Text

Command = Callable[[argparse.Namespace, Settings], bool | None]


def run(command: Command, chosen: argparse.Namespace) -> int:
    """The exit status: 1 for a failure, explained on standard error, or when the command answers False."""
    language = Language.ZH
    try:
        settings = load_settings()
        language = settings.language
        talks = chosen.command == "chat"  # what is noted of each turn would stand between its lines
        quietest = "warning" if talks and settings.log_level == "info" else settings.log_level
        configure_logs(chosen.command, quietest)
        return 1 if command(chosen, settings) is False else 0
    except CommandFailed as failure:
        sys.stderr.write(failure.problem.said_in(language) + "\n")
        return 1
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def say(line: str) -> None:
    """One line of a command's answer, on standard output."""
    sys.stdout.write(line + "\n")


def tell(text: Text, settings: Settings) -> None:
    """A sentence about what was done, on standard error: standard output is for answers."""
    sys.stderr.write(text.said_in(settings.language) + "\n")
