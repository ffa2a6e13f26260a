"""The objects of the open API, as its contract names them, made from what the engine and the memory know."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.present.lint import sentence
from engine.formats.bpmn.findings import Finding
from engine.lint import Finding as Linted
from engine.people import Label
from engine.process import Process, Task, TaskStatus
from engine.template import Field, Step, Template
from engine.verbs import Pool, verbs
from storage.queries.events import RecordedEvent
from storage.queries.tasks import TaskRecord

T = TypeVar("T")


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Listed(Shown, Generic[T]):
    """A page of a list, newest first."""

    items: list[T]
    next_cursor: str | None = None


class TaskObject(Shown):
    """`actions`: what the assignee can do now."""

    id: str
    process: str
    step: str
    kind: str
    assignee: str
    status: str
    due_at: datetime | None
    created_at: datetime
    actions: list[str]
    on_behalf_of: str | None = None  # the principal, while a deputy is the assignee
    pool: list[str] = []  # who may claim it; the assignee is empty until somebody has


class ProcessObject(Shown):
    id: str
    number: str
    title: str
    status: str
    template: str
    version: int
    starter: str
    fields: dict[str, JsonValue]
    due_at: datetime | None
    created_at: datetime
    ended_at: datetime | None
    open_tasks: list[TaskObject]


class EventObject(Shown):
    """One fact of a process's history; `hash` chains it to the one before."""

    seq: int
    type: str
    at: datetime
    actor: str
    task: str | None
    data: dict[str, Any]
    hash: str


class LabelObject(Shown):
    zh: str
    en: str


class FieldObject(Shown):
    id: str
    type: str
    label: LabelObject
    required: bool
    options: list[str]


class StepObject(Shown):
    id: str
    kind: str
    name: LabelObject


class FindingObject(Shown):
    level: str
    element: str  # of the drawing, or the step's id
    name: str
    what: LabelObject
    line: int | None
    code: str = ""  # of what the lint found


class TemplateObject(Shown):
    id: str
    version: int
    prefix: str
    name: LabelObject
    about: LabelObject
    fields: list[FieldObject]
    steps: list[StepObject]
    findings: list[FindingObject] = []  # of a drawing that was just brought in


class ProblemObject(Shown):
    """RFC 9457, with a stable `code`; more members as the code has."""

    model_config = ConfigDict(frozen=True, extra="allow")
    type: str
    title: str
    status: int
    code: str
    detail: str


def process(found: Process) -> ProcessObject:
    template = found.template
    return ProcessObject(
        id=found.number,
        number=found.number,
        title=found.title,
        status=found.status,
        template=template.id,
        version=template.version,
        starter=found.starter,
        fields=dict(found.fields),
        due_at=found.due_at,
        created_at=found.created_at,
        ended_at=found.ended_at,
        open_tasks=[_open_task(each, found) for each in found.tasks],
    )


def _open_task(task: Task, of: Process) -> TaskObject:
    return TaskObject(
        id=task.id,
        process=of.number,
        step=task.step,
        kind=task.kind,
        assignee=task.assignee,
        status=TaskStatus.OPEN,
        due_at=task.due_at,
        created_at=task.opened_at,
        actions=list(
            verbs(
                task.kind,
                of.template.step(task.step),
                pool=_pool(task),
                suspended=of.suspended_at is not None,
            )
        ),
        on_behalf_of=task.on_behalf_of,
        pool=list(task.pool),
    )


def _pool(task: Task | TaskRecord) -> Pool:
    if not task.pool:
        return Pool.NONE
    return Pool.CLAIMED if task.assignee else Pool.UNCLAIMED


def task(found: TaskRecord, step: Step) -> TaskObject:
    return TaskObject(
        id=found.id,
        process=found.process,
        step=found.step,
        kind=found.kind,
        assignee=found.assignee,
        status=found.status,
        due_at=found.due_at,
        created_at=found.opened_at,
        actions=list(verbs(found.kind, step, pool=_pool(found))) if found.is_open else [],
        on_behalf_of=found.on_behalf_of,
        pool=list(found.pool),
    )


def event(found: RecordedEvent) -> EventObject:
    fact = found.event
    return EventObject(
        seq=found.seq,
        type=fact.type,
        at=fact.at,
        actor=fact.actor,
        task=fact.task,
        data=fact.details,
        hash=found.hash,
    )


def template(found: Template) -> TemplateObject:
    return TemplateObject(
        id=found.id,
        version=found.version,
        prefix=found.prefix,
        name=_label(found.name),
        about=_label(found.about),
        fields=[_field(each) for each in found.fields],
        steps=[
            StepObject(id=each.id, kind=each.kind, name=_label(each.name))
            for each in found.steps.values()
            if each.kind not in ("start", "join")  # implied, not written
        ],
    )


def finding(found: Finding) -> FindingObject:
    return FindingObject(
        level=found.level,
        element=found.element,
        name=found.name,
        what=_label(found.what),
        line=found.line,
    )


def linted(found: Linted, of: Template) -> FindingObject:
    words = sentence(found, of)
    return FindingObject(
        level=found.level,
        element=found.step or "",
        name=of.step(found.step).name.zh if found.step else "",
        what=LabelObject(zh=words.zh, en=words.en),
        line=found.line,
        code=found.code,
    )


def _field(found: Field) -> FieldObject:
    return FieldObject(
        id=found.id,
        type=found.type,
        label=_label(found.label),
        required=found.required,
        options=[each.id for each in found.options],
    )


def _label(label: Label) -> LabelObject:
    return LabelObject(zh=label.zh, en=label.en)
