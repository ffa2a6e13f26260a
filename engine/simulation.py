"""What if: finished processes replayed through a changed template, with the decisions people took then.

Whose tasks would appear or vanish, what would pass by itself, and how long it would have taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from engine import commands as c
from engine import events as e
from engine.decide import decide, start
from engine.errors import WorkflowError
from engine.people import SYSTEM, PersonId
from engine.process import Number, Process, ProcessStatus, Task, TaskKind
from engine.step import World
from engine.template import StepId, Template

MAX_ACTS = 300  # of one replay: a template that goes round is told of, not walked for ever
Work = tuple[StepId, PersonId]  # at which step, by whom


@dataclass(frozen=True, slots=True)
class Replayed:
    """One process then and now. Times are working time."""

    number: Number
    then: tuple[Work, ...]
    now: tuple[Work, ...]
    by_itself: tuple[StepId, ...]  # steps that pass without anybody
    took: timedelta
    would_take: timedelta
    status: str  # as it would end: completed | rejected | halted | endless | refused
    was: str

    @property
    def appear(self) -> tuple[Work, ...]:
        return tuple((Counter(self.now) - Counter(self.then)).elements())

    @property
    def vanish(self) -> tuple[Work, ...]:
        return tuple((Counter(self.then) - Counter(self.now)).elements())


@dataclass(slots=True)
class Report:
    replayed: list[Replayed] = field(default_factory=list)
    day: timedelta = timedelta(hours=8)  # the calendar's working day

    @property
    def changed(self) -> list[Replayed]:
        return [each for each in self.replayed if each.appear or each.vanish or each.status != each.was]

    def sums(self, which: str) -> Counter[Work]:
        """How often each task would `appear` or `vanish`."""
        return Counter(work for each in self.replayed for work in getattr(each, which))

    @property
    def took(self) -> timedelta:
        return _middle([each.took for each in self.replayed])

    @property
    def would_take(self) -> timedelta:
        return _middle([each.would_take for each in self.replayed])


def simulate(
    template: Template,
    histories: Iterable[tuple[Number, Sequence[e.AnyEvent]]],
    world: World,
    before: Template | None = None,
) -> Report:
    """`histories` are those of processes that have ended.

    Durations are compared with a replay through the version `before`, when it is given: what happened is no
    fair measure for what is reckoned with usual spans.
    """
    known = [(number, _Then(events, world)) for number, events in histories]
    spans = _Spans(known)
    found = [_replay(template, number, then, spans, world) for number, then in known]
    if before is not None:
        were = [_replay(before, number, then, spans, world).would_take for number, then in known]
        found = [replace(each, took=was) for each, was in zip(found, were, strict=True)]
    return Report(found, world.calendar.day)


class _Then:
    """What a history says: who did what, how long it took, what was decided."""

    def __init__(self, events: Sequence[e.AnyEvent], world: World) -> None:
        first = events[0]
        assert isinstance(first, e.ProcessStarted)
        self.started = first
        self.work: list[Work] = []
        self.spans: list[tuple[Work, timedelta]] = []
        self.rejected: Counter[Work] = Counter()
        self.fields: dict[Work, dict[str, object]] = {}
        self.status = ProcessStatus.COMPLETED.value
        opened: dict[str, Task] = {}
        edited: dict[str, dict[str, object]] = defaultdict(dict)
        for event in events:
            opened |= {each.id: each for each in e.opened_tasks(event)}
            task = opened.get(event.task or "")
            match event:
                case e.FieldsChanged() if task:
                    edited[task.id] |= event.after
                case e.TaskApproved() | e.TaskRejected() | e.TaskCompleted() if (
                    task and event.actor != SYSTEM
                ):
                    holder = task.on_behalf_of or task.assignee or event.actor
                    if task.kind is TaskKind.RESUBMIT:
                        continue
                    work = (task.step, holder)
                    self.work.append(work)
                    self.spans.append((work, world.calendar.between(task.opened_at, event.at)))
                    self.rejected[work] += isinstance(event, e.TaskRejected)
                    self.fields[work] = edited[task.id]
                case e.TokenMoved():  # a return: what it made void was done again
                    self.work = [each for each in self.work if each[0] not in event.lost]
                case e.ProcessRejected():
                    self.status = ProcessStatus.REJECTED.value
                case e.ProcessCancelled():
                    self.status = ProcessStatus.CANCELLED.value
                case _:
                    pass
        self.took = world.calendar.between(first.at, events[-1].at)


class _Spans:
    """How long tasks take: the same step and person, else the step, else the person, else all."""

    def __init__(self, known: Sequence[tuple[Number, _Then]]) -> None:
        self._by: dict[object, list[timedelta]] = defaultdict(list)
        for _, then in known:
            for (step, person), span in then.spans:
                for key in ((step, person), step, person, None):
                    self._by[key].append(span)

    def of(self, work: Work) -> timedelta:
        for key in (work, work[0], work[1], None):
            if key in self._by:
                return _middle(self._by[key])
        return timedelta()


def _replay(template: Template, number: Number, then: _Then, spans: _Spans, world: World) -> Replayed:
    begun, now_work, itself = then.started, list[Work](), list[StepId]()
    known = {name: value for name, value in begun.fields.items() if name in template.fields_by_id}
    command = c.StartProcess(
        actor=begun.actor, template=template.id, fields=known, chosen=begun.chosen, number=number
    )
    status, at = "refused", begun.at
    try:
        decision = start(template, command, world, at)
    except WorkflowError:
        return _done(number, then, now_work, itself, begun.at, at, status, world)
    rejected = Counter(then.rejected)
    process, events = decision.process, list(decision.events)
    for _ in range(MAX_ACTS):
        itself += [
            each.step for each in events if isinstance(each, e.StepPassed) and _is_silent(each, process)
        ]
        if not process.is_running or not process.tasks:
            break
        task = _next(process, then, spans)
        work = _work(task)
        at = max(at, world.calendar.after(task.opened_at, spans.of(work)))
        if task.kind is not TaskKind.RESUBMIT:
            now_work.append(work)
        act = _act(process, task, then, rejected, work)
        try:
            decision = decide(process, act, world, at)
        except WorkflowError:
            status = "refused"
            break
        process, events = decision.process, list(decision.events)
    status = process.status.value if not process.is_running else "halted" if process.halts else "endless"
    return _done(number, then, now_work, itself, begun.at, at, status, world)


def _next(process: Process, then: _Then, spans: _Spans) -> Task:
    """Where one of several does it, who did it then; of different steps the one that is done first."""
    acted = set(then.work)
    chosen: dict[int, Task] = {}
    for task in process.tasks:
        known = chosen.get(task.round)
        if known is None or (_work(task) in acted and _work(known) not in acted):
            chosen[task.round] = task
    return min(chosen.values(), key=lambda each: each.opened_at + spans.of(_work(each)))


def _work(task: Task) -> Work:
    return task.step, task.on_behalf_of or task.assignee or task.pool[0]


def _is_silent(event: e.StepPassed, process: Process) -> bool:
    step = process.template.steps.get(event.step)
    return event.automatic and step is not None and step.kind in ("approval", "task")


def _act(process: Process, task: Task, then: _Then, rejected: Counter[Work], work: Work) -> c.AnyCommand:
    """What that person did at that step then; who was not asked then agrees."""
    actor = task.on_behalf_of or task.assignee or task.pool[0]
    named = {"process": process.number, "task": task.id, "actor": actor}
    config = process.template.step(task.step).config
    allowed = getattr(config, "edits", ())
    fields: Mapping[str, object] = {
        name: value for name, value in then.fields.get(work, {}).items() if name in allowed
    }
    if task.kind is not TaskKind.APPROVAL:
        return c.Complete.model_validate({**named, "comment": "试算", "fields": fields})
    if rejected[work] > 0:
        rejected[work] -= 1
        return c.Reject.model_validate({**named, "reason": "试算"})
    return c.Approve.model_validate({**named, "comment": "试算", "fields": fields})


def _done(
    number: Number,
    then: _Then,
    now_work: list[Work],
    itself: list[StepId],
    begun: datetime,
    at: datetime,
    status: str,
    world: World,
) -> Replayed:
    return Replayed(
        number=number,
        then=tuple(then.work),
        now=tuple(now_work),
        by_itself=tuple(itself),
        took=then.took,
        would_take=world.calendar.between(begun, at),
        status=status,
        was=then.status,
    )


def _middle(spans: Sequence[timedelta]) -> timedelta:
    """The median; of an even number the lower one of the two."""
    return sorted(spans)[(len(spans) - 1) // 2] if spans else timedelta()
