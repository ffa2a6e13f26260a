"""A template as people write it: the shape of the YAML, and its JSON Schema.

Steps follow one another in the order written; `next` leads elsewhere, `next: end` ends.
A `condition` has branches, each with `when` (CEL) and either `to` a step or nested `steps`; so has an
`inclusive`, of which every branch that holds is taken. The branches of a `parallel` are all taken. Nested
branches of these two meet again before the next step; those with `to` meet at a `join` step, if they do.
The branches of an `events` step begin with a `timer` or a `message`: the first that happens is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from engine.calendar import Duration
from engine.step import StepType
from engine.template import FieldType

IDENTIFIER = r"^[a-z][a-z0-9_]{0,39}$"


class Source(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class SourceLabel(Source):
    """A name in both languages; a plain text stands for both."""

    zh: str = Field(min_length=1, max_length=200)
    en: str = Field(min_length=1, max_length=200)


def _both(value: Any) -> Any:
    if not isinstance(value, str | Mapping | SourceLabel):
        raise ValueError("text, or {zh: …, en: …}")
    return {"zh": value, "en": value} if isinstance(value, str) else value


def _duration(value: Any) -> Any:
    return str(Duration.parse(value)) if isinstance(value, str) else value


AnyLabel = Annotated[SourceLabel, BeforeValidator(_both, json_schema_input_type=SourceLabel | str)]
Span = Annotated[str, BeforeValidator(_duration), Field(pattern=r"^\d{1,4}(d|h|m)$")]
Identifier = Annotated[str, Field(pattern=IDENTIFIER)]


class SourceChoice(Source):
    id: Annotated[str, Field(min_length=1, max_length=60)]
    label: AnyLabel


class SourceField(Source):
    id: Identifier
    type: FieldType = FieldType.TEXT
    label: AnyLabel
    required: bool = False
    options: tuple[SourceChoice, ...] = ()
    synonyms: tuple[str, ...] = ()
    hint: AnyLabel | None = None
    columns: tuple[SourceField, ...] = ()  # of a table


class SourceStep(Source):
    """What every step has; the rest are the settings of its kind."""

    model_config = ConfigDict(extra="allow")
    id: Identifier
    kind: str
    name: AnyLabel
    due: Span | None = None
    planned: Span | None = None
    next: str | None = None
    branches: tuple[SourceBranch, ...] = ()


class SourceBranch(Source):
    when: str | None = None
    to: str | None = None
    label: AnyLabel | None = None
    steps: tuple[SourceStep, ...] = ()


class SourceTemplate(Source):
    id: Identifier
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    name: AnyLabel
    about: AnyLabel
    synonyms: tuple[str, ...] = ()
    title: str = Field(default="", max_length=200)
    owners: tuple[str, ...] = ()
    due: Span | None = None
    open_to_company: bool = False
    withdraw: Literal["until_end", "before_first_decision", "never"] = "until_end"
    cascade: Literal["waited", "all"] = "waited"
    managers_see: bool = True
    fields: tuple[SourceField, ...] = ()
    steps: tuple[SourceStep, ...] = Field(min_length=1)


SourceField.model_rebuild()
SourceStep.model_rebuild()


def json_schema(types: Mapping[str, StepType]) -> dict[str, Any]:
    """The published schema (2020-12): a step's settings depend on its kind."""
    schema = SourceTemplate.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Tuitui template"
    step = schema["$defs"]["SourceStep"]
    step.pop("additionalProperties", None)
    step["properties"]["kind"] = {"enum": sorted(kind for kind in types if kind != "start")}
    step["allOf"] = []
    for kind, each in sorted(types.items()):
        config = each.config.model_json_schema(by_alias=True)
        schema["$defs"] |= config.pop("$defs", {})
        then = {"properties": config.get("properties", {}), "required": config.get("required", [])}
        step["allOf"].append({"if": {"properties": {"kind": {"const": kind}}}, "then": then})
    return schema
