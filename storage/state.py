"""A process as JSON text and back. Its template is not in it: that is kept once, by id and version."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from typing_extensions import NotRequired, TypedDict  # noqa: UP035 - pydantic asks for these before Python 3.12

from engine.process import Process
from engine.template import Template

_FIELDS = [each for each in fields(Process) if each.name != "template"]
_NAMES = tuple(each.name for each in _FIELDS)
_REQUIRED = frozenset(each.name for each in _FIELDS if each.default is MISSING is each.default_factory)
_values = attrgetter(*_NAMES)


@cache
def _adapter() -> TypeAdapter[dict[str, Any]]:
    """Built from the engine's class, so that the two cannot drift apart.

    A field with a default may be missing: a state stored before the field was invented is still read.
    """
    hints = get_type_hints(Process)
    types = {
        each.name: hints[each.name] if each.name in _REQUIRED else NotRequired[hints[each.name]]
        for each in _FIELDS
    }
    return TypeAdapter(TypedDict("State", types))  # type: ignore[operator]  # not a literal: see above


def state_of(process: Process) -> str:
    """What is empty, or as it is by default, is left out."""
    named = zip(_NAMES, _values(process), strict=True)
    said = {name: value for name, value in named if value or name in _REQUIRED}
    return _adapter().serializer.to_json(said, exclude_defaults=True).decode()


def process_from(state: str, template: Template) -> Process:
    return Process(template=template, **_adapter().validator.validate_json(state))
