"""What the lint says of a template: a code and its data. The sentences are `bot/present/lint.py`'s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from engine.formats.bpmn.findings import Level
from engine.template import Step, StepId

__all__ = ["Finding", "Level", "of_step"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` is the step's in its source; `step` is None when it is the whole template's."""

    level: Level
    code: str
    step: StepId | None = None
    line: int | None = None
    data: Mapping[str, JsonValue] = field(default_factory=dict)


def of_step(level: Level, code: str, step: Step, **data: JsonValue) -> Finding:
    return Finding(level, code, step.id, step.line, data)
