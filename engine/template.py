"""A template: the process as defined. One neutral model, whatever format it was written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NewType

from engine.calendar import Duration
from engine.people import Label, PersonId

StepId = NewType("StepId", str)
END = StepId("end")  # no step: a flow to it ends the token
START = StepId("start")  # the implied first step: the starter fills the form (again, after a return)


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"  # yuan
    DATE = "date"  # YYYY-MM-DD
    DATETIME = "datetime"  # YYYY-MM-DDTHH:MM, local
    PERSON = "person"
    DEPARTMENT = "department"
    CHOICE = "choice"
    FILE = "file"  # a list of `{id, name}`, kept as blobs
    TABLE = "table"  # a list of rows, each a mapping of the columns' values


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class Field:
    """A question on the form."""

    id: str
    type: FieldType
    label: Label
    required: bool = False
    options: tuple[Choice, ...] = ()
    synonyms: tuple[str, ...] = ()
    hint: Label | None = None
    columns: tuple[Field, ...] = ()  # of a table: plain fields


@dataclass(frozen=True, slots=True)
class Flow:
    """A way out of a step. `when` is a CEL condition; the flow without one is the default."""

    to: StepId
    when: str | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Step:
    id: StepId
    kind: str  # one of engine/steps
    name: Label
    config: Any  # the step type's own model
    flows: tuple[Flow, ...] = ()  # none: the token ends here
    due: Duration | None = None
    planned: Duration | None = None  # how long it usually takes, for plans and charts; `due` when absent
    line: int | None = None  # where it stands in its source, for messages

    @property
    def targets(self) -> tuple[StepId, ...]:
        """Every step that can come next, by a flow or by a setting."""
        return (*(flow.to for flow in self.flows), *map(StepId, self.config.leads_to()))


@dataclass(frozen=True)
class Template:
    """Immutable once published; a process keeps the version that it started with."""

    id: str
    version: int
    prefix: str  # of the numbers: NP
    name: Label
    about: Label
    fields: tuple[Field, ...]
    steps: Mapping[StepId, Step]
    first: StepId
    title: str = ""  # pattern of a derived title over the fields, e.g. `{product}`
    owners: tuple[PersonId, ...] = ()
    synonyms: tuple[str, ...] = ()
    due: Duration | None = None
    open_to_company: bool = False  # whether everyone may see its processes
    withdraw: str = "until_end"  # until_end | before_first_decision | never
    cascade: str = "waited"  # waited | all: which sub-processes end with a withdrawn or cancelled one
    managers_see: bool = True  # the starter's line of managers may see its processes

    @cached_property
    def fields_by_id(self) -> Mapping[str, Field]:
        return {each.id: each for each in self.fields}

    def step(self, step: StepId) -> Step:
        return self.steps[step]
