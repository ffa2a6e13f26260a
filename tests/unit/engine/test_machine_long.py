"""Anything may be tried by anybody at any time: what is refused changes nothing, and the invariants hold.

The invariants themselves are in `galaxy.check` (R75); replay is compared after every command.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from engine import commands as c
from engine.errors import WorkflowError
from engine.people import SYSTEM, PersonId
from engine.process import Mode, Origin, Process, Task, TaskId
from engine.template import StepId
from tests.unit.engine.galaxy import Story, begin

PEOPLE = ("chen.jie", "li.na", "wu.hao", "xu.jing", "he.ping", "zhou.ting", "wang.fang", "zhang.wei")
people = st.sampled_from(PEOPLE)
truth = st.sampled_from(["true", "false"])
MODES = ("any", "all", "sequence", "vote", "claim")


@st.composite
def approvals(draw: st.DrawFn, name: str) -> str:
    who = draw(st.lists(people, min_size=1, max_size=4, unique=True))
    mode = draw(st.sampled_from(MODES))
    options = {
        "mode": mode,
        "reject_to": draw(st.sampled_from(["end", "starter"])),
        "way_back": draw(st.sampled_from(["walk_again", "straight_back", "ask"])),
        "self": draw(st.sampled_from(["manager", "pass", "allow"])),
        "repeat": draw(st.sampled_from(["adjacent", "any", "ask"])),
        "empty": draw(st.sampled_from(["admin", "pass", "halt"])),
        "any_reject": draw(st.sampled_from(["first", "all"])),
        "early": draw(st.sampled_from(["true", "false"])),
        "wait_all": draw(st.sampled_from(["true", "false"])),
        "timeout": draw(st.sampled_from(["remind", "pass", "reject", "escalate"])),
        "edits": "[budget]",
        "due": draw(st.sampled_from(["4h", "1d", "3d"])),
    }
    if mode == "vote":
        options["pass"] = draw(st.sampled_from(["1/2", "2/3", "'> 1/2'", "2", "100%"]))
    seats = ", ".join(
        f"{{person: {each}, veto: {draw(truth)}, weight: {draw(st.integers(1, 3))}}}" for each in who
    )
    rest = ", ".join(f"{key}: {value}" for key, value in options.items())
    return f"{{id: {name}, kind: approval, name: {name}, who: [{seats}], {rest}}}"


@st.composite
def templates(draw: st.DrawFn) -> str:
    """One approval after another, with a condition and a fork somewhere between them."""
    lines = [f"  - {draw(approvals('s1'))}"]
    if draw(st.booleans()):
        inner = draw(approvals("high"))
        when = f"{{when: budget > 50, steps: [{inner}]}}"
        lines.append(f"  - {{id: gate, kind: condition, name: gate, branches: [{when}]}}")
    if draw(st.booleans()):
        first, second = draw(approvals("b1")), draw(approvals("b2"))
        both = f"{{steps: [{first}]}}, {{steps: [{second}]}}"
        lines.append(f"  - {{id: fork, kind: parallel, name: fork, branches: [{both}]}}")
    lines.append(f"  - {draw(approvals('s9'))}")
    return "\n".join(lines) + "\n"


class Anything(RuleBasedStateMachine):
    story: Story

    @initialize(source=templates(), starter=people, budget=st.sampled_from([10, 100]))
    def starts(self, source: str, starter: str, budget: int) -> None:
        self.story = begin(source, starter=starter, budget=budget)
        self.seen: list[TaskId] = []

    def tries(self, command: c.AnyCommand) -> None:
        """Refused or done; `does` compares with the replayed log and checks the invariants."""
        before = self.story.process
        try:
            self.story.does(command)
        except WorkflowError:
            assert self.story.process is before
        self.seen += [each.id for each in self.story.process.tasks if each.id not in self.seen]

    def task(self, data: st.DataObject) -> Task | None:
        tasks = self.story.process.tasks
        return data.draw(st.sampled_from(tasks)) if tasks else None

    @precondition(lambda self: self.story.process.is_running)
    @rule(data=st.data(), own=st.integers(0, 9), actor=people, kind=st.sampled_from(["yes", "no", "edit"]))
    def decides(self, data: Any, own: int, actor: str, kind: str) -> None:
        task = self.task(data)
        if task is None:
            return
        holder = (
            actor
            if own == 0
            else next(iter(task.pool), task.assignee)
            if not task.assignee
            else task.assignee
        )
        named: dict[str, Any] = {"process": self.process.number, "task": task.id, "actor": holder}
        if task.kind == "resubmit":
            self.tries(c.Complete(**named, fields={"budget": 10 + own * 10}))
        elif kind == "no":
            self.tries(c.Reject(**named))
        else:
            self.tries(c.Approve(**named, fields={"budget": 10 + own * 10} if kind == "edit" else {}))

    @precondition(lambda self: self.story.process.is_running)
    @rule(data=st.data(), to=st.sampled_from(["", "s1", "high", "b1", "b2", "s9"]), back=st.booleans())
    def returns(self, data: Any, to: str, back: bool) -> None:
        task = self.task(data)
        if task is not None:
            self.tries(
                c.Return(
                    process=self.process.number,
                    task=task.id,
                    actor=task.assignee,
                    to_step=StepId(to) if to else None,
                    way_back="straight_back" if back else None,
                )
            )

    @precondition(lambda self: self.story.process.is_running)
    @rule(
        data=st.data(),
        others=st.lists(people, min_size=1, max_size=2, unique=True),
        position=st.sampled_from(["parallel", "before", "after"]),
        method=st.sampled_from(["any", "all", "sequence"]),
    )
    def adds(self, data: Any, others: list[str], position: str, method: str) -> None:
        task = self.task(data)
        if task is not None:
            self.tries(
                c.AddSigner(
                    process=self.process.number,
                    task=task.id,
                    actor=task.assignee,
                    people=tuple(map(PersonId, others)),
                    position=Origin(position),
                    method=Mode(method),
                )
            )

    @precondition(lambda self: self.story.process.is_running)
    @rule(data=st.data(), person=people, actor=people)
    def removes(self, data: Any, person: str, actor: str) -> None:
        task = self.task(data)
        if task is not None:
            named: dict[str, Any] = {"process": self.process.number, "task": task.id}
            self.tries(c.RemoveSigner(**named, actor=PersonId(actor), person=PersonId(person)))

    @precondition(lambda self: self.story.process.is_running)
    @rule(data=st.data(), to=people)
    def transfers(self, data: Any, to: str) -> None:
        task = self.task(data)
        if task is not None:
            named: dict[str, Any] = {"process": self.process.number, "task": task.id}
            self.tries(c.Transfer(**named, actor=task.assignee, to=PersonId(to)))

    @rule(data=st.data(), actor=people)
    def takes_back(self, data: Any, actor: str) -> None:
        if self.seen:
            task = data.draw(st.sampled_from(self.seen))
            self.tries(c.TakeBack(process=self.process.number, task=task, actor=PersonId(actor)))

    @precondition(lambda self: self.story.process.is_running)
    @rule(data=st.data(), actor=people, release=st.booleans())
    def claims(self, data: Any, actor: str, release: bool) -> None:
        task = self.task(data)
        if task is not None:
            kind = c.Release if release else c.Claim
            self.tries(kind(process=self.process.number, task=task.id, actor=PersonId(actor)))

    @precondition(lambda self: self.story.process.is_running)
    @rule(
        what=st.sampled_from([c.Suspend, c.Resume, c.Retry]),
        to=st.sampled_from(["s1", "high", "b1", "s9", "start"]),
        jumps=st.booleans(),
        token=st.integers(0, 3),
    )
    def administers(self, what: Any, to: str, jumps: bool, token: int) -> None:
        if jumps:
            tokens = self.process.tokens
            chosen = tokens[token % len(tokens)].id if tokens else None
            self.tries(self.story.as_admin(c.Jump, to_step=StepId(to), token=chosen))
        elif what is c.Retry:
            self.tries(c.Retry(process=self.process.number, actor=PersonId("wang.fang")))
        else:
            self.tries(self.story.as_admin(what))

    @precondition(lambda self: self.story.process.is_running)
    @rule(leaver=people, to=st.none() | people)
    def leaves(self, leaver: str, to: str | None) -> None:
        self.tries(self.story.as_admin(c.Reassign, leaver=PersonId(leaver), to=PersonId(to) if to else None))

    @precondition(lambda self: self.story.process.is_running)
    @rule(principal=people, deputy=people, hours=st.integers(1, 48))
    def delegates(self, principal: str, deputy: str, hours: int) -> None:
        now = self.story.now
        self.story.delegates(principal, deputy, now, now + timedelta(hours=hours))
        self.tries(c.Redirect(process=self.process.number, actor=SYSTEM))

    @precondition(lambda self: self.story.process.is_running)
    @rule(hours=st.integers(1, 40))
    def passes(self, hours: int) -> None:
        self.story.now += timedelta(hours=hours)
        self.story.fires()
        if self.process.is_running:
            self.tries(c.Redirect(process=self.process.number, actor=SYSTEM))

    @precondition(lambda self: self.story.process.is_running)
    @rule(by_admin=st.integers(0, 19))
    def cancels(self, by_admin: int) -> None:
        if by_admin == 0:
            self.tries(c.Cancel(process=self.process.number, actor=self.process.starter))

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "story"):
            assert len({each.id for each in self.process.tasks}) == len(self.process.tasks)
            assert len(self.process.trail) <= len(self.process.template.steps)

    @property
    def process(self) -> Process:
        return self.story.process


TestAnything = Anything.TestCase
TestAnything.settings = settings(
    max_examples=300,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
