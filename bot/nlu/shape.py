# ruff: noqa: E501 - a pattern is read as one line
"""Patterns over shapes (see reading): a run of one kind of capital is one name and is never split."""

from __future__ import annotations

import re

_RUN = re.compile(r"((?<!\\)\b[PDTNMW]|(?<![\\a-zA-Z])[PDTNMW]|\[[PDTNMW]+\])\+(?!\+)")


def over_shape(source: str) -> re.Pattern[str]:
    """Compile with possessive runs: `W+` in a repeated group would otherwise be tried in exponentially many ways."""
    return re.compile(_RUN.sub(r"\1++", source))
