"""Plays the stories through the real engine on a simulated clock, so that their records are real ones."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from bot.app.core import Core
from bot.app.demo.stories import FINISHED, RUNNING, Story
from engine import commands as c
from engine.calendar import Calendar
from engine.people import PersonId
from engine.process import Process, Task, TaskKind
from engine.service import WorkflowService
from engine.template import StepId

# How much of a task's time people take; above 1 they are late. Legal is where things wait.
_PACE = {"xu.jing": 1.45, "li.na": 0.8, "he.ping": 0.9, "zhang.wei": 1.05, "chen.jie": 0.5, "zhao.min": 0.85}
_COMMENTS = ("同意", "没问题", "注意控制成本", "尽快", "按流程走", "资料齐全", "OK")
_DONE = ("已完成", "见附件", "按计划完成", "已交", "")
_SPREAD = timedelta(days=172)  # the finished ones begin over that long, the last a fortnight ago


def play(core: Core, now: datetime) -> None:
    """About sixty finished and fifteen running processes over half a year; deterministic but for `now`."""
    chance = random.Random(20261124)
    first = now - _SPREAD - timedelta(days=16)
    gap = _SPREAD / len(FINISHED)
    begun = [
        (_morning(core.calendar, first + gap * place, chance), story, "")
        for place, story in enumerate(FINISHED)
    ]
    begun += [
        (_morning(core.calendar, now - timedelta(days=days), chance), story, waits_at)
        for days, waits_at, story in RUNNING
    ]
    for start, story, waits_at in sorted(begun, key=lambda each: each[0]):
        _Play(core.workflow, core.calendar, chance, story, waits_at).until(now, start=start)


def _morning(calendar: Calendar, day: datetime, chance: random.Random) -> datetime:
    local = datetime.combine(day.astimezone(calendar.zone).date(), time(9), calendar.zone)
    return calendar.after(local, timedelta(minutes=chance.randint(5, 420)))


class _Play:
    """One process, from its start to its end or to now."""

    def __init__(
        self,
        workflow: WorkflowService,
        calendar: Calendar,
        chance: random.Random,
        story: Story,
        waits_at: str,
    ) -> None:
        self._workflow, self._calendar, self._chance, self._story = workflow, calendar, chance, story
        self._waits_at = waits_at
        self._once: set[str] = set()
        self._when: dict[str, datetime] = {}  # when each open task will be acted on

    def until(self, now: datetime, *, start: datetime) -> None:
        story = self._story
        fields = {name: value for name, value in story.fields.items() if value != ""}
        process = self._do(
            c.StartProcess(actor=PersonId(story.starter), template=story.template, fields=fields), start
        )
        if story.how.withdrawn:
            later = self._calendar.after(start, timedelta(hours=2))
            self._do(c.Cancel(actor=process.starter, process=process.number, reason="重复提交了"), later)
            return
        while process.is_running and process.tasks:
            task = min(process.tasks, key=lambda each: self._moment(each, now))
            at = self._moment(task, now)
            process = self._timers(process, min(at, now))
            if at >= now:
                return
            process = self._act(process, task, at)

    def _moment(self, task: Task, now: datetime) -> datetime:
        """When the holder acts: at his pace, but for what waits until the reader of the demo comes."""
        if self._waits_at in (task.step, f"{task.step}:{task.assignee}"):
            return now
        if task.id not in self._when:
            due = task.due_at or self._calendar.after(task.opened_at, timedelta(hours=8))
            given = self._calendar.between(task.opened_at, due)
            pace = _PACE.get(task.assignee, 0.7) * self._chance.uniform(0.35, 1.25)
            self._when[task.id] = self._calendar.after(task.opened_at, given * pace)
        return self._when[task.id]

    def _timers(self, process: Process, until: datetime) -> Process:
        """Reminders and escalations that came meanwhile."""
        while True:
            waiting = [task for task in process.tasks if task.timer is not None and task.timer.at <= until]
            if not waiting:
                return process
            task = min(waiting, key=_timer_at)
            timer = task.timer
            assert timer is not None
            fire = c.FireTimer(
                actor=PersonId("system"),
                process=process.number,
                task=task.id,
                kind=timer.kind,
                turn=timer.turn,
            )
            process = self._do(fire, timer.at)

    def _act(self, process: Process, task: Task, at: datetime) -> Process:
        how, named = self._story.how, {"process": process.number, "task": task.id, "actor": task.assignee}
        if task.kind is TaskKind.RESUBMIT:
            return self._do(c.Complete(**named, comment="已按意见修改"), at)
        if self._first(how.returned_at, task.step, "return"):
            return self._do(c.Return(**named, reason=how.reason), at)
        if task.kind is TaskKind.APPROVAL and self._first(how.rejected_at, task.step, "reject"):
            return self._do(c.Reject(**named, reason=how.reason), at)
        step, _, person = how.handed_on.partition(":")
        signs = any(seat.person == person for seat in process.round(task.round).seats)
        if person and not signs and self._first(step, task.step, "transfer"):
            return self._do(c.Transfer(**named, to=PersonId(person), reason="他更熟"), at)
        if task.kind is TaskKind.APPROVAL:
            return self._do(c.Approve(**named, comment=self._word(_COMMENTS)), at)
        return self._do(c.Complete(**named, comment=self._word(_DONE)), at)

    def _first(self, wanted: str, step: StepId, what: str) -> bool:
        if wanted != step or what in self._once:
            return False
        self._once.add(what)
        return True

    def _word(self, words: tuple[str, ...]) -> str:
        return self._chance.choice(words) if self._chance.random() < 0.4 else ""

    def _do(self, command: c.AnyCommand, at: datetime) -> Process:
        return self._workflow.execute(command, at).process


def _timer_at(task: Task) -> datetime:
    assert task.timer is not None
    return task.timer.at
