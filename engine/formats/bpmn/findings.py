"""What a drawing says that a template cannot, or says only in part: by element, never silently dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.errors import Flaw
from engine.people import Label


class Level(StrEnum):
    ERROR = "error"  # must be settled before the template is published
    WARNING = "warning"  # taken over with a difference that somebody should look at
    INFO = "info"  # has no meaning for the run, or was translated by a rule worth knowing


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    element: str  # its id in the drawing
    name: str  # as people see it there; empty when it has none
    what: Label
    line: int | None = None

    @property
    def place(self) -> str:
        """`Activity_1 (经理审批)`."""
        return f"{self.element} ({self.name})" if self.name else self.element

    def as_flaw(self) -> Flaw:
        return Flaw(self.place, self.what.en, self.line)


@dataclass(slots=True)
class Findings:
    """Collected while reading."""

    found: list[Finding] = field(default_factory=list)

    def add(self, level: Level, element: str, name: str, line: int | None, zh: str, en: str) -> None:
        finding = Finding(level, element, name, Label(zh, en), line)
        if finding not in self.found:
            self.found.append(finding)
