"""Control flow: sequence, exclusive choice, parallel split and join, and what stops on the way."""

from __future__ import annotations

import pytest

from engine import commands as c
from engine import errors as x
from engine.events import BranchTaken
from engine.people import PersonId
from engine.process import ProcessStatus
from tests.unit.engine.company import Play, begin

CHOICE = """
  - {id: manager, kind: approval, name: 经理, who: [{manager_of: starter}]}
  - id: check
    kind: condition
    name: 预算
    branches:
      - when: budget > 500000
        steps:
          - {id: cfo, kind: approval, name: 财务, who: [{role: cfo}]}
"""
FORK = """
  - id: both
    kind: parallel
    name: 并行
    branches:
      - steps: [{id: a, kind: task, name: A, who: [{person: bob}]}]
      - steps:
          - {id: b, kind: task, name: B, who: [{person: lead}]}
          - {id: b2, kind: approval, name: B2, who: [{role: cfo}]}
  - {id: last, kind: task, name: 收尾, who: [{starter: true}]}
"""


@pytest.mark.parametrize(
    ("budget", "asked"), [(600_000, True), (500_000, False), (500_000.01, True), (0, False)]
)
def test_above_half_a_million_the_cfo_is_asked_too(budget: float, asked: bool) -> None:
    play = begin(CHOICE, budget=budget).approve("lead")
    assert play.waits_for == ({"cfo": "cfo"} if asked else {})
    assert play.process.is_running == asked


def test_a_branch_that_was_taken_says_what_it_looked_at() -> None:
    play = begin(CHOICE, budget=600_000).approve("lead")
    [taken] = [event for event in play.history if isinstance(event, BranchTaken)]
    assert taken.data == {"budget": 600_000}


def test_parallel_branches_wait_for_each_other() -> None:
    play = begin(FORK)
    assert play.waits_for == {"bob": "a", "lead": "b"}
    play.complete("bob")
    assert play.waits_for == {"lead": "b"}
    play.complete("lead").approve("cfo")
    assert play.waits_for == {"ann": "last"}
    assert play.complete("ann").process.status is ProcessStatus.COMPLETED


def test_a_return_from_a_branch_to_the_starter_ends_all_branches() -> None:
    play = begin(FORK).complete("bob").give_back("lead")
    assert play.waits_for == {"ann": "start"}
    assert play.process.forks == ()
    play.complete("ann")
    assert play.waits_for == {"bob": "a", "lead": "b"}


def test_a_condition_that_cannot_be_decided_halts_only_its_token_and_can_be_retried() -> None:
    play = begin(CHOICE).approve("lead")  # no budget was given
    assert [halt.problem for halt in play.process.halts] == ["condition_failed"]
    assert play.process.is_running
    with pytest.raises(x.NotYours):
        play.does(c.Retry(process=play.process.number, actor=PersonId("ann"), reason="修好了"))
    play.does(c.Retry(process=play.process.number, actor=PersonId("pmo"), reason="修好了"))
    assert play.process.halts, "nothing was mended, so it halts again"


def test_people_told_by_a_notify_step_may_see_the_process_and_block_nothing() -> None:
    play = begin("  - {id: t, kind: notify, name: 知会, who: [{person: bob}]}\n")
    assert play.process.status is ProcessStatus.COMPLETED
    assert "bob" in play.process.participants


def test_steps_that_lead_back_to_each_other_halt_instead_of_running_for_ever() -> None:
    play = begin(
        "  - {id: a, kind: notify, name: 甲, who: [{role: pmo}]}\n"
        "  - {id: b, kind: notify, name: 乙, who: [{role: pmo}], next: a}\n"
    )
    assert [halt.problem for halt in play.process.halts] == ["circle"]


class TestEnding:
    """Withdrawing and cancelling."""

    @staticmethod
    def _cancel(play: Play, actor: str, reason: str = "") -> Play:
        return play.does(c.Cancel(process=play.process.number, actor=PersonId(actor), reason=reason))

    def test_the_starter_withdraws_and_open_tasks_are_cancelled(self) -> None:
        play = self._cancel(begin(FORK), "ann", "不买了")
        assert play.process.status is ProcessStatus.CANCELLED
        assert play.latest == ["task_cancelled", "task_cancelled", "process_cancelled"]

    def test_an_administrator_cancels_with_a_reason(self) -> None:
        with pytest.raises(x.CommentRequired):
            self._cancel(begin(FORK), "pmo")
        assert not self._cancel(begin(FORK), "pmo", "重复").process.is_running

    def test_others_cannot(self) -> None:
        with pytest.raises(x.NotYours):
            self._cancel(begin(FORK), "bob")

    def test_an_ended_process_stays_ended(self) -> None:
        play = self._cancel(begin(FORK), "ann")
        with pytest.raises(x.ProcessClosed):
            self._cancel(play, "ann")


def test_a_rejection_may_lead_to_a_step_that_was_not_performed_and_ends_the_branches() -> None:
    play = begin(
        "  - {id: s1, kind: approval, name: 一, who: [{role: cfo}]}\n"
        "  - {id: gate, kind: condition, name: 否, branches: [{when: budget > 50, to: hand}]}\n"
        "  - id: both\n    kind: parallel\n    name: 并行\n    branches:\n"
        "      - steps: [{id: a, kind: approval, name: A, who: [{person: bob}], reject_to: hand}]\n"
        "      - steps: [{id: b, kind: approval, name: B, who: [{role: pmo}]}]\n"
        "  - {id: hand, kind: approval, name: 手工, who: [{person: lead}]}\n",
        budget=10,
    ).approve("cfo")
    assert play.waits_for == {"bob": "a", "pmo": "b"}
    play.reject("bob", "不")
    assert play.waits_for == {"lead": "hand"}
    assert play.approve("lead").process.status is ProcessStatus.COMPLETED
