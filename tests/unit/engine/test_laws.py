"""Laws that hold whatever people do, in whatever order: random acts on a process with everything in it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import commands as c
from engine.decide import decide
from engine.errors import WorkflowError
from engine.evolve import replay
from engine.people import SYSTEM, PersonId
from engine.process import Mode, Process, ProcessStatus, TaskId, TaskKind, TimerKind, Vote
from tests.unit.engine.company import begin, world

STEPS = """
  - {id: manager, kind: approval, name: 经理, who: [{manager_of: starter}], due: 4h}
  - id: both
    kind: parallel
    name: 并行
    branches:
      - steps:
          - {id: all, kind: approval, name: 会签, mode: all, who: [{role: cfo}, {person: bob}]}
      - steps:
          - id: seq
            kind: approval
            name: 依次
            who: [{person: bob}, {role: cfo}]
            mode: sequence
            reject_to: starter
          - id: check
            kind: condition
            name: 预算
            branches:
              - when: budget > 500000
                steps: [{id: boss, kind: approval, name: 老板, who: [{person: boss}]}]
      - steps:
          - {id: any, kind: task, name: 或, who: [{person: bob}, {person: lead}], due: 1d, edits: [budget]}
  - {id: tell, kind: notify, name: 知会, who: [{role: pmo}]}
  - {id: last, kind: task, name: 收尾, who: [{starter: true}]}
"""
PEOPLE = ("ann", "bob", "lead", "cfo", "boss", "pmo", "eve", "stranger")
VERBS = ("approve", "reject", "complete", "return", "transfer", "cancel", "urge", "fire", "snooze", "retry")
ACT = st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE), st.integers(0, 4), st.sampled_from(PEOPLE))


def _command(process: Process, verb: str, who: str, place: int, other: str, days: int) -> c.AnyCommand:
    actor, tasks = PersonId(who), process.tasks
    task = tasks[place % len(tasks)] if tasks else None
    named = {"process": process.number, "task": task.id if task else TaskId("TT-1-99"), "actor": actor}
    match verb:
        case "approve":
            return c.Approve(**named)
        case "reject":
            return c.Reject(**named)
        case "complete":
            return c.Complete(**named, fields={"budget": 600_000} if place == 1 else {})
        case "return":
            return c.Return(**named)
        case "transfer":
            return c.Transfer(**named, to=PersonId(other))
        case "cancel":
            return c.Cancel(process=process.number, actor=actor, reason="r")
        case "urge":
            return c.Urge(process=process.number, actor=actor)
        case "snooze":
            return c.Snooze(**named, until=process.created_at + timedelta(days=days + 1))
        case "retry":
            return c.Retry(process=process.number, actor=actor, reason="修好了")
        case _:
            timer = task.timer if task else None
            return c.FireTimer(
                **{**named, "actor": SYSTEM},
                kind=timer.kind if timer else TimerKind.OVERDUE,
                turn=timer.turn if timer else 1,
            )


def _check(process: Process, before: Process, verb: str, actor: str) -> None:
    if process.status is ProcessStatus.RUNNING:
        assert process.tasks or process.halts, "something is waited for"
    else:
        assert (process.tasks, process.tokens, process.rounds, process.forks) == ((), (), (), ())
        assert process.ended_at is not None
    held = [(task.round, task.seat) for task in process.tasks]
    assert len(held) == len(set(held)), "one open task per seat"
    for round_ in process.rounds:
        people = [seat.person for seat in round_.seats]
        assert len(people) == len(set(people)), "nobody has two seats in a round"
        assert any(seat.vote is Vote.OPEN for seat in round_.seats), "a decided round is over"
        open_seats = {task.seat for task in process.tasks if task.round == round_.id}
        waiting = {seat.id for seat in round_.seats if seat.vote is Vote.OPEN}
        assert open_seats == ({min(waiting)} if round_.mode is Mode.SEQUENCE else waiting)
    for task in process.tasks:
        assert process.round(task.round).token in {token.id for token in process.tokens}
        assert (
            task.kind is TaskKind.RESUBMIT or task.assignee != process.starter or task.kind is TaskKind.TASK
        )
    if verb in ("approve", "reject", "complete", "return", "transfer", "snooze"):
        assert any(task.assignee == actor for task in before.tasks), "only a holder decides"


@settings(max_examples=150, deadline=None)
@given(acts=st.lists(ACT, max_size=40), budget=st.sampled_from([1, 900_000]))
def test_the_laws_hold_after_every_act(acts: list[tuple[str, str, int, str]], budget: int) -> None:
    play = begin(STEPS, budget=budget)
    history, process = list(play.history), play.process
    for day, (verb, who, place, other) in enumerate(acts):
        now = process.created_at + timedelta(hours=7 * day)
        command = _command(process, verb, who, place, other, day)
        try:
            decision = decide(process, command, world(), now)
        except WorkflowError:
            continue
        history += decision.events
        if decision.events:
            _check(decision.process, process, verb, who)
        process = decision.process
        assert replay(process.number, process.template, history) == process, (
            "the record alone gives the state"
        )
