"""The comments of a YAML text, carried into one that was written anew.

Each stays with the step, branch, field or heading that it stood before, beside or in, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import yaml

Key = tuple[str, ...]  # `("steps", "cfo")`, `("steps", "level", "branches", "amount > 5")`, `("title",)`
_BOTTOM: Key = ("",)
_PARTS = ("steps", "branches", "fields", "columns", "options")


def carried(text: str, older: str) -> str:
    """`text` with the comments of `older`, an earlier text of the same template."""
    notes = list(_notes(older)) if "#" in older else []
    if not notes:
        return text
    lines = text.rstrip("\n").split("\n")
    places = {key: line for line, key in _items(yaml.compose(text, Loader=yaml.SafeLoader))}
    for key, note in reversed(notes):
        line = len(lines) if key == _BOTTOM else _place(key, places)
        if line is not None:
            indent = len(lines[line]) - len(lines[line].lstrip()) if line < len(lines) else 0
            lines.insert(line, " " * indent + note)
    found = "\n".join(lines) + "\n"
    return found if yaml.safe_load(found) == yaml.safe_load(text) else text


def _place(key: Key, places: dict[Key, int]) -> int | None:
    """The line before which it comes: that of what it was about, or of what that is a part of."""
    if len(key) == 1:
        return places.get(key, 0)
    while key and key not in places:
        key = key[:-2]
    return places[key] if key else None


def _notes(text: str) -> Iterator[tuple[Key, str]]:
    """Comments in order, and what they are about: PyYAML forgets them, so they are what is between tokens."""
    items = sorted(_items(yaml.compose(text, Loader=yaml.SafeLoader)))
    for before, after in pairwise(yaml.scan(text, Loader=yaml.SafeLoader)):
        gap = text[before.end_mark.index : after.start_mark.index]
        for place, line in enumerate(gap.split("\n")):
            if line.lstrip().startswith("#"):
                at = before.end_mark.line + place
                is_beside = place == 0 and at == before.end_mark.line and before.end_mark.column > 0
                is_last = not is_beside and not text[after.start_mark.index :].strip()
                following = at if is_beside else after.start_mark.line
                yield _BOTTOM if is_last else _about(items, at, following), line.strip()


def _about(items: list[tuple[int, Key]], at: int, following: int) -> Key:
    starting = [key for line, key in items if line == following]
    within = [key for line, key in items if line <= at]
    return (starting or within[-1:] or [_BOTTOM])[0]


def _items(node: yaml.Node | None, key: Key = ()) -> Iterator[tuple[int, Key]]:
    """Headings, and what has an id or a condition, with the lines where they begin."""
    if not isinstance(node, yaml.MappingNode):
        return
    for name, value in node.value:
        if not key:
            yield name.start_mark.line, (name.value,)
        if isinstance(value, yaml.SequenceNode):
            for place, item in enumerate(value.value):
                if isinstance(item, yaml.MappingNode) and name.value in _PARTS:
                    own = ("steps",) if name.value == "steps" else (*key, name.value)
                    found = (*own, _identity(item, place))
                    yield item.start_mark.line, found
                    yield from _items(item, found)


def _identity(item: yaml.MappingNode, place: int) -> str:
    named = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    return next((named[each] for each in ("id", "when", "to") if each in named), str(place))
