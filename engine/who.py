"""Who: a rule of a template that names people. `engine/assignees.py` applies it to a process."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

_RULES = (
    "person",
    "role",
    "head_of",
    "manager_of",
    "managers_of",
    "field",
    "performer_of",
    "starter",
    "chosen",
    "people",
    "on_call",
)


class Who(BaseModel):
    """One rule: exactly one of the keys down to `on_call`; the rest say how it applies.

    `manager_of`, `managers_of` and `head_of` name `starter` or a person field of the form; `head_of` also a
    department or a department field. `people` is a CEL condition over each `person` of the company (`id`,
    `name`, `title`, `department`, `manager`, `roles`) and the form's fields.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    person: str | None = None
    role: str | None = None
    head_of: str | None = None
    manager_of: str | None = None
    managers_of: str | None = None  # one after another up the line, as far as `up_to`
    field: str | None = None  # a person, a department (its head), or a table's column of them
    performer_of: str | None = None  # who decided or did an earlier step
    starter: bool | None = None
    chosen: bool | None = None  # the starter names them when starting
    people: str | None = None
    on_call: str | None = None  # whose turn it is on a rota
    level: Annotated[int, Field(ge=1, le=10)] = 1  # of manager_of: 2 is the manager's manager
    up_to: int | str | None = None  # of managers_of: a number of levels, a job title or a role
    weight: Annotated[int, Field(ge=1, le=1000)] = 1  # of each vote
    veto: bool = False  # whose no fails a vote, and without whose vote it does not pass

    @model_validator(mode="after")
    def _one_rule(self) -> Who:
        given = [name for name in _RULES if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"exactly one of {', '.join(_RULES)}")
        if self.managers_of is None and self.up_to is not None:
            raise ValueError("up_to only with managers_of")
        return self

    @property
    def rule(self) -> tuple[str, str]:
        """The rule's name and what it names."""
        name = next(name for name in _RULES if getattr(self, name) is not None)
        value = getattr(self, name)
        return name, "" if value is True else str(value)


class AnyOf(BaseModel):
    """A set of people that a setting is limited to."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    who: Annotated[tuple[Who, ...], Field(min_length=1)]
