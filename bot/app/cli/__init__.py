"""The command `tuitui`. Declaring its commands loads nothing heavy: `tuitui --help` answers at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bot.app.cli import catalogue, nlu


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, 1 when something is wrong, 2 for a command line that cannot be read."""
    parser = argparse.ArgumentParser(
        prog="tuitui", description="推推 Tuitui: pushes a company's processes from inside the chat"
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    catalogue.register(subparsers)
    nlu.register(subparsers)
    chosen = parser.parse_args(arguments)
    status: int = chosen.run(chosen)
    return status
