"""Files that came with decisions, as they are found again on the process's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.cards import Fact, Link
from bot.messages import Text, same
from engine.events import AnyEvent


def attached(
    history: Sequence[AnyEvent], number: str, name_of: Callable[[str], str | None]
) -> tuple[Fact, ...]:
    """One line of all of them, in the order in which they came; none when there are none."""
    ids = dict.fromkeys(file for event in history for file in getattr(event, "files", ()))
    named = [(file, name) for file in ids if (name := name_of(file)) is not None]
    if not named:
        return ()
    links = tuple(Link(label=name, file=f"{number}/{file}") for file, name in named)
    value = same(", ".join(name for _, name in named))
    return (Fact(label=Text(zh="附件", en="Attached"), value=value, links=links),)
