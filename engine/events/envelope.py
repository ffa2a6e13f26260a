"""What every event has."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, ClassVar

from msgspec import to_builtins

from engine.people import PersonId
from engine.process import TaskId
from engine.value import Value


def _named(kind: str) -> str:
    """TaskOpened → task_opened"""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()


class Event(Value, frozen=True, kw_only=True, tag_field="type", tag=_named, forbid_unknown_fields=True):
    """A fact. Its `type` is the name of its class in small letters."""

    ENVELOPE: ClassVar[tuple[str, ...]] = ("type", "at", "actor", "task")
    at: datetime
    actor: PersonId
    task: TaskId | None = None

    @property
    def type(self) -> str:
        return str(self.__struct_config__.tag)

    @property
    def details(self) -> dict[str, Any]:
        """All but the envelope, without what is as it is by default; moments in ISO 8601."""
        data: dict[str, Any] = to_builtins(self)
        for name in self.ENVELOPE:
            data.pop(name, None)
        return data
