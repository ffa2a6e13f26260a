"""Anything may be tried by anybody at any time: what is refused changes nothing, and the invariants hold.

R75 is in `galaxy.check`; what `oracle` works out by itself is compared after every command, and at last the
log, read back from JSON, gives the same process. `make faults` plays it for long.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import json

from engine import commands as c
from engine import events as e
from engine.decide import decide
from engine.errors import WorkflowError
from engine.evolve import replay
from engine.people import SYSTEM, PersonId
from engine.process import Mode, Number, Origin, Process, Task, TaskId
from engine.template import START, StepId, Template
from tests.unit.engine import oracle
from tests.unit.engine.galaxy import Story, begin, check
from tests.unit.engine.random_templates import PEOPLE, other_versions, people, templates

OUTSIDER = "sun.lei"
anybody = st.sampled_from([*PEOPLE, OUTSIDER])
DECIDING = {"task_approved", "task_rejected", "task_completed", "task_returned", "step_passed", "token_moved"}


class Anything(RuleBasedStateMachine):
    story: Story

    @initialize(defined=templates(), starter=people, budget=st.sampled_from([10, 60, 100]))
    def starts(self, defined: Template, starter: str, budget: int) -> None:
        self.story = begin(defined, starter=starter, budget=budget)
        self.ledger = oracle.Ledger()
        self.ledger.reads(self.story.history)

    def tries(self, command: c.AnyCommand, version: Template | None = None) -> None:
        """Refused or done. What is done was permitted, and the ledger agrees."""
        story, before = self.story, self.story.process
        try:
            decision = decide(before, command, story.world, story.now, version)
        except WorkflowError:
            return
        if decision.events:
            assert oracle.may(before, command, self.ledger, story.world, story.now), f"{command} was accepted"
            if before.suspended_at and not isinstance(command, c.Reassign):
                assert DECIDING.isdisjoint(each.type for each in decision.events), "suspended"
        story.history += decision.events
        story.process = decision.process
        if version is not None:
            story.versions[version.version] = version
        self.ledger.reads(decision.events)

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "story"):
            return
        process = self.process
        check(process)
        oracle.places_are_taken(process)
        self.ledger.agrees(process)
        for round_ in process.rounds:
            if round_.step != START:
                oracle.is_undecided(round_, process.template.step(round_.step).config)
        assert len({each.id for each in process.tasks}) == len(process.tasks)
        assert len(process.trail) <= len(process.template.steps)
        if process.is_running and not process.suspended_at:
            assert all(each.timer for each in process.tasks if each.due_at), "what is due is watched"

    def teardown(self) -> None:
        if not hasattr(self, "story"):
            return
        read_back = [json.decode(json.encode(each), type=e.AnyEvent) for each in self.story.history]
        versions = self.story.versions
        again = replay(self.process.number, versions[1], read_back, lambda number: versions[number])
        assert again == self.process

    # Who and what

    @property
    def process(self) -> Process:
        return self.story.process

    def task(self, data: st.DataObject) -> Task | None:
        tasks = self.process.tasks
        return data.draw(st.sampled_from(tasks)) if tasks else None

    def holder(self, task: Task, data: st.DataObject) -> PersonId:
        """Most often who may, now and then anybody."""
        if data.draw(st.integers(0, 7)) == 0:
            return PersonId(data.draw(anybody))
        own = [each for each in (task.assignee, task.on_behalf_of, task.taken_over_by, *task.pool) if each]
        return data.draw(st.sampled_from(own or [PersonId(OUTSIDER)]))

    def named(self, data: st.DataObject) -> dict[str, Any] | None:
        task = self.task(data)
        return None if task is None else self.on(task, self.holder(task, data))

    def on(self, task: Task, actor: PersonId) -> dict[str, Any]:
        return {"process": self.process.number, "task": task.id, "actor": actor}

    def step(self, data: st.DataObject) -> StepId:
        return data.draw(st.sampled_from([*self.process.template.steps, StepId("end")]))

    # Verbs

    @precondition(lambda self: self.process.is_running)
    @rule(
        data=st.data(), kind=st.sampled_from(["yes", "yes", "yes", "no", "edit"]), budget=st.integers(1, 12)
    )
    def decides(self, data: st.DataObject, kind: str, budget: int) -> None:
        task = self.task(data)
        if task is None:
            return
        named = self.on(task, self.holder(task, data))
        fields = {"budget": budget * 10} if kind == "edit" else {}
        seen = self.process.seq if data.draw(st.booleans()) else 1
        if task.kind != "approval" and kind != "no":
            self.tries(c.Complete(**named, fields=fields, seen=seen, comment="好"))
        elif kind == "no":
            self.tries(c.Reject(**named, reason="不"))
        else:
            self.tries(c.Approve(**named, fields=fields, seen=seen, comment="好"))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), back=st.booleans())
    def returns(self, data: st.DataObject, back: bool) -> None:
        named = self.named(data)
        if named is not None:
            passed = [None, StepId("s1"), *(each.step for each in self.process.trail), self.step(data)]
            to = data.draw(st.sampled_from(passed))
            self.tries(c.Return(**named, to_step=to, way_back="straight_back" if back else None))

    @precondition(lambda self: self.process.is_running)
    @rule(
        data=st.data(),
        others=st.lists(people, min_size=1, max_size=2, unique=True),
        position=st.sampled_from(["parallel", "before", "after"]),
        method=st.sampled_from(["any", "all", "sequence"]),
    )
    def adds(self, data: st.DataObject, others: list[str], position: str, method: str) -> None:
        named = self.named(data)
        if named is not None:
            named["people"] = tuple(map(PersonId, others))
            self.tries(c.AddSigner(**named, position=Origin(position), method=Mode(method)))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), actor=anybody)
    def adds_to_his_guests(self, data: st.DataObject, actor: str) -> None:
        if self.ledger.places:
            closed = data.draw(st.sampled_from(sorted(self.ledger.places)))
            named: dict[str, Any] = {"process": self.process.number, "task": closed, "actor": PersonId(actor)}
            self.tries(c.AddSigner(**named, people=(PersonId("guo.tao"),), position=Origin.BEFORE))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), actor=anybody, person=people)
    def removes(self, data: st.DataObject, actor: str, person: str) -> None:
        task = self.task(data)
        if task is not None:
            added = [each for each in self.process.round(task.round).seats if each.origin is not Origin.RULE]
            seat = data.draw(st.sampled_from(added)) if added else None
            by = seat.because.by if seat and data.draw(st.booleans()) else None
            named = self.on(task, by or PersonId(actor))
            self.tries(c.RemoveSigner(**named, person=seat.person if seat else PersonId(person)))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), to=people)
    def transfers(self, data: st.DataObject, to: str) -> None:
        named = self.named(data)
        if named is not None:
            self.tries(c.Transfer(**named, to=PersonId(to), reason="出差"))

    @rule(data=st.data(), actor=anybody, own=st.booleans())
    def takes_back(self, data: st.DataObject, actor: str, own: bool) -> None:
        decided = self.ledger.decided_by
        task = data.draw(st.sampled_from(sorted(decided)[-6:])) if decided else TaskId("ST-1-1")
        if own and decided:
            actor = data.draw(st.sampled_from(sorted(decided[task])))
        self.tries(c.TakeBack(process=self.process.number, task=task, actor=PersonId(actor)))

    @precondition(lambda self: any(each.pool for each in self.process.tasks))
    @rule(data=st.data(), release=st.booleans())
    def claims(self, data: st.DataObject, release: bool) -> None:
        named = self.named(data)
        if named is not None:
            self.tries(c.Release(**named) if release else c.Claim(**named))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), hours=st.integers(1, 30))
    def snoozes(self, data: st.DataObject, hours: int) -> None:
        named = self.named(data)
        if named is not None:
            self.tries(c.Snooze(**named, until=self.story.now + timedelta(hours=hours)))

    @rule(actor=anybody, what=st.sampled_from(["urge", "cc", "comment"]))
    def talks(self, actor: str, what: str) -> None:
        whole: dict[str, Any] = {"process": self.process.number, "actor": PersonId(actor)}
        if what == "urge":
            self.tries(c.Urge(**whole))
        elif what == "cc":
            self.tries(c.Cc(**whole, people=(PersonId("guo.tao"),)))
        else:
            self.tries(c.AddComment(**whole, text="看看"))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), actor=st.sampled_from(["wang.fang", "wang.fang", "wang.fang", "li.na", OUTSIDER]))
    def administers(self, data: st.DataObject, actor: str) -> None:
        whole: dict[str, Any] = {"process": self.process.number, "actor": PersonId(actor), "reason": "因故"}
        what = data.draw(st.sampled_from([c.Suspend, c.Resume, c.Resume, c.Retry, c.Jump]))
        if what is c.Jump:
            tokens = [None, *(each.id for each in self.process.tokens)]
            self.tries(c.Jump(**whole, to_step=self.step(data), token=data.draw(st.sampled_from(tokens))))
        elif what is c.Retry:
            self.tries(c.Retry(process=self.process.number, actor=PersonId(actor), reason="修好了"))
        else:
            self.tries(what(**whole))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data())
    def migrates(self, data: st.DataObject) -> None:
        if data.draw(st.integers(0, 3)) == 0:
            version = data.draw(other_versions(self.process.template))
            restart = data.draw(st.sampled_from([(), ("s1",), ("s9",)]))
            self.tries(self.story.as_admin(c.Migrate, version=version.version, restart=restart), version)

    @precondition(lambda self: self.process.is_running)
    @rule(leaver=people, to=st.none() | people)
    def leaves(self, leaver: str, to: str | None) -> None:
        self.tries(self.story.as_admin(c.Reassign, leaver=PersonId(leaver), to=PersonId(to) if to else None))

    @precondition(lambda self: self.process.is_running)
    @rule(principal=people, deputy=people, hours=st.integers(1, 48))
    def delegates(self, principal: str, deputy: str, hours: int) -> None:
        now = self.story.now
        self.story.delegates(principal, deputy, now, now + timedelta(hours=hours))
        self.tries(c.Redirect(process=self.process.number, actor=SYSTEM))

    @precondition(lambda self: self.process.is_running)
    @rule(hours=st.integers(1, 40))
    def passes(self, hours: int) -> None:
        """All that is due fires, as the scheduler would have it: by due time, each by itself."""
        self.story.now += timedelta(hours=hours)
        now, process = self.story.now, self.process.number
        for _ in range(60):
            due = [each for each in self.process.tasks if each.timer and each.timer.at <= now]
            if not due or self.process.suspended_at:
                break
            task = min(due, key=lambda each: (each.due_at or now, each.seat))
            assert task.timer is not None
            timer = task.timer
            self.tries(c.FireTimer(**self.on(task, SYSTEM), kind=timer.kind, turn=timer.turn))
            assert self.process.task(task.id) is None or self.process.task(task.id) != task, "a timer goes on"
        for wait in self.process.waits:
            self.tries(c.FireWait(process=process, actor=SYSTEM, wait=wait.id))
        if self.process.is_running:
            self.tries(c.Redirect(process=process, actor=SYSTEM))

    @precondition(lambda self: bool(self.process.waits))
    @rule(
        data=st.data(),
        outcome=st.sampled_from(["happened", "happened", "happened", "failed", "rejected", "cancelled"]),
        answer=st.sampled_from([None, {"sum": 80}, {"sum": "viel"}, {"id": "B-7"}]),
    )
    def hears(self, data: st.DataObject, outcome: Any, answer: Any) -> None:
        wait = data.draw(st.sampled_from(self.process.waits))
        number = self.process.number
        if wait.kind == "child" and wait.child is None:
            child = Number(f"OT-{wait.id}")
            self.tries(c.RecordChild(process=number, actor=SYSTEM, wait=wait.id, child=child))
        elif wait.kind != "timer":
            outcome = outcome if wait.kind == "child" or outcome == "failed" else "happened"
            self.tries(c.EndWait(process=number, actor=SYSTEM, wait=wait.id, outcome=outcome, data=answer))

    @precondition(lambda self: self.process.is_running)
    @rule(data=st.data(), actor=anybody)
    def cancels(self, data: st.DataObject, actor: str) -> None:
        if data.draw(st.integers(0, 9)) == 0:
            reason = data.draw(st.sampled_from(["", "因故"]))
            self.tries(c.Cancel(process=self.process.number, actor=PersonId(actor), reason=reason))


class AnythingForLong(Anything):
    """The same with more of everything."""


CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
TestAnything = Anything.TestCase
TestAnything.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=CHECKS
)
TestAnythingForLong = pytest.mark.faults(AnythingForLong.TestCase)
TestAnythingForLong.settings = settings(
    max_examples=1000, stateful_step_count=40, deadline=None, suppress_health_check=CHECKS
)
