"""Edits along with a decision, migration, time, halts: R59–R74 of the approval rules, beyond the stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import commands as c
from engine.errors import ProcessSuspended
from engine.people import SYSTEM, PersonId
from engine.permission import may_see
from engine.process import TaskId
from tests.unit.engine.galaxy import approval, at, begin, template

A, B, C, G, STARTER = "chen.jie", "li.na", "wu.hao", "he.ping", "zhou.ting"
GATE = (
    "  - {id: gate, kind: condition, name: 门, branches: [{when: budget > 50, steps: ["
    "{id: high, kind: approval, name: high, who: [{person: guo.tao}]}]}]}\n"
)


def fork(first: str, second: str) -> str:
    return (
        "  - id: fork\n    kind: parallel\n    name: fork\n    branches:\n"
        f"      - steps: [{first}]\n      - steps: [{second}]\n"
    )


def inner(id: str, person: str, more: str = "") -> str:
    return f"{{id: {id}, kind: approval, name: {id}, who: [{{person: {person}}}]{more}}}"


# Time


def test_r59_a_task_is_handed_on_once_with_its_full_time_then_people_are_reminded() -> None:
    step = approval("s1", A, more="due: 8h, timeout: {transfer: {person: he.ping}}")
    story = begin(step).on("Mon", "17:00").fires()
    assert (story.open, story.task(G).due_at) == ([G], at("Tue", "17:00"))
    story.on("Tue", "17:00").fires()
    assert story.open == [G]
    assert "task_reminded" in {each.type for each in story.latest}


def test_r59_of_several_whose_time_is_up_those_after_the_decisive_one_have_nothing_to_decide() -> None:
    story = begin(approval("s1", A, B, C, more="mode: any, due: 4h, timeout: pass") + approval("s2", G))
    story.on("Mon", "13:00").fires()
    assert [story.became(each) for each in (A, B, C)] == [["approved"], ["skipped"], ["skipped"]]


def test_r59_a_late_transfer_gives_time_once_per_seat() -> None:
    story = begin(approval("s1", A, more="due: 8h")).on("Mon", "16:00").transfers(A, B)
    assert story.task(B).due_at == at("Tue", "12:00")
    story.on("Tue", "11:00").transfers(B, C)
    assert story.task(C).due_at == at("Tue", "12:00"), "the seat had its extra time"


def test_r59_a_transfer_that_gave_time_leaves_the_timed_one_its_turn() -> None:
    step = approval("s1", A, more="due: 8h, timeout: {transfer: {person: he.ping}}")
    story = begin(step).on("Mon", "16:00").transfers(A, B).on("Tue", "12:00").fires()
    assert story.open == [G]


def test_r60_what_was_due_before_the_suspension_is_due_at_once_after_it() -> None:
    story = begin(approval("s1", A, more="due: 4h, timeout: reject")).on("Mon", "16:00").admin(c.Suspend)
    assert story.on("Tue").admin(c.Resume).fires().status == "rejected"


def test_r60_a_leaver_can_be_handled_and_deputies_change_while_it_is_suspended() -> None:
    story = begin(approval("s1", A, more="due: 8h")).admin(c.Suspend)
    story.delegates(A, B, at("Mon"), at("Tue")).redirected()
    assert story.open == [B]
    story.admin(c.Reassign, leaver=PersonId(A), to=PersonId(C))
    assert (story.open, story.task(C).timer) == ([C], None)
    assert story.on("Wed").admin(c.Resume).task(C).timer is not None


def test_r61_whichever_commits_first_counts() -> None:
    story = begin(approval("s1", A, more="due: 4h, timeout: reject") + approval("s2", B))
    task = story.task(A)
    assert task.timer is not None
    named = {"process": story.process.number, "task": task.id, "actor": SYSTEM}
    story.on("Mon", "13:00").ok(A)
    fire = c.FireTimer(**named, kind=task.timer.kind, turn=task.timer.turn)
    assert story.does(fire).open == [B]


# Halts


def test_r65a_only_the_token_that_cannot_go_on_stops_and_owners_are_told_once() -> None:
    branches = fork("{id: b1, kind: approval, name: b1, who: [{role: nobody}], empty: halt}", inner("b2", B))
    story = begin(branches + approval("s9", C))
    assert (story.open, [str(each.step) for each in story.process.halts]) == ([B], ["b1"])
    assert story.hears("wang.fang").count("停在") == 1
    assert story.ok(B).open == [], "the join waits"
    roles = {**story.world.directory.roles, "nobody": (PersonId(A),)}
    story.world = replace(story.world, directory=replace(story.world.directory, roles=roles))
    story.refuses("comment_required", story.as_admin(c.Retry, reason=" "))
    story.admin(c.Retry)
    assert story.open == [A]
    assert story.ok(A).open == [C]


@pytest.mark.parametrize("way", ["jump", "cancel", "withdraw"])
def test_r65a_a_halted_process_can_also_be_jumped_cancelled_or_withdrawn(way: str) -> None:
    story = begin(approval("s1", "role: nobody", more="empty: halt") + approval("s2", A))
    if way == "jump":
        assert story.admin(c.Jump, to_step="s2").open == [A]
    else:
        ended = story.admin(c.Cancel) if way == "cancel" else story.withdraws()
        assert ended.status == "cancelled"


def test_r65_a_jump_to_the_end_is_forced_and_says_so() -> None:
    story = begin(approval("s1", A)).admin(c.Jump, to_step="end")
    last = story.latest[-1]
    assert (story.status, last.type, last.details["forced"]) == ("completed", "process_completed", True)


# Edits


def test_r67_an_edit_and_its_decision_are_one_or_none() -> None:
    story = begin(approval("s1", A, more="edits: [budget], comment: required"), budget=1)
    story.refuses("comment_required", story.approve(A, budget=2))
    assert story.process.fields["budget"] == 1


@pytest.mark.parametrize(
    ("recheck", "open_"), [("reroute", ["guo.tao"]), ("warn", []), ("refuse", ["refused"])]
)
def test_r68_what_an_edit_that_changes_a_passed_condition_leads_to(recheck: str, open_: list[str]) -> None:
    story = begin(
        approval("s1", A) + GATE + approval("s2", B, more=f"edits: [budget], recheck: {recheck}"), budget=1
    )
    story.ok(A)
    if open_ == ["refused"]:
        story.refuses("target_invalid", story.approve(B, budget=60))
        return
    story.ok(B, budget=60)
    assert story.open == open_
    assert story.told("condition_stays") == ({B, STARTER} if recheck == "warn" else set())


def test_r68_an_edit_in_a_branch_about_a_condition_before_the_fork_takes_effect_at_the_join() -> None:
    branches = fork(inner("b1", A, ", edits: [budget]"), inner("b2", B))
    story = begin(GATE + branches + approval("s9", C), budget=1).ok(A, budget=60)
    assert story.open == [B]
    assert story.ok(B).open == ["guo.tao"], "the last branch arrived: back to the condition instead of on"


def test_r69_an_edit_voids_the_votes_of_a_vote_and_only_tells_those_of_a_sequence() -> None:
    vote = begin(approval("s1", A, B, C, more="mode: vote, pass: 3/3, edits: [budget]"), budget=1)
    vote.ok(A).ok(B, budget=2)
    assert (vote.open, vote.count, vote.told("vote_voided")) == ([A, C], "1 of 3", {A})
    order = begin(approval("s1", A, B, more="mode: sequence, edits: [budget]") + approval("s2", C), budget=1)
    order.ok(A).ok(B, budget=2)
    assert (order.open, order.told("edited_after")) == ([C], {A})


def test_r70_the_same_field_changed_meanwhile_is_stale_and_different_fields_merge() -> None:
    story = begin(
        fork(inner("b1", A, ", edits: [budget, amount]"), inner("b2", B, ", edits: [budget, amount]")),
        budget=1,
        amount=1,
    )
    read = story.process.seq
    story.ok(A, budget=2)
    late = c.Approve(**story.named(B), fields={"budget": 3, "amount": 3}, seen=read)
    story.refuses("stale", late)
    assert story.process.fields["amount"] == 1, "nothing was saved"
    story.does(c.Approve(**story.named(B), fields={"amount": 3}, seen=read))
    assert (story.process.fields["budget"], story.process.fields["amount"]) == (2, 3)


# The same instant, and who sees what


def test_r71_of_an_approval_and_a_withdrawal_the_first_wins() -> None:
    story = begin(approval("s1", A))
    approve = story.approve(A)
    story.withdraws()
    story.refuses("task_closed", approve)
    other = begin(approval("s1", A)).ok(A)
    other.refuses("process_closed", c.Cancel(process=other.process.number, actor=other.process.starter))


def test_r72_a_click_on_an_old_card_never_counts_for_a_new_round() -> None:
    story = begin(approval("s1", A) + approval("s2", B))
    old = story.approve(A)
    story.ok(A).returns(B, "s1")
    story.refuses("task_closed", old)
    assert story.open == [A]


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (STARTER, True),
        (A, True),
        (B, True),
        (G, True),
        ("zhang.wei", True),
        ("wang.fang", True),
        (C, False),
        ("sun.lei", False),
    ],
)
def test_r74_who_sees_a_process(person: str, sees: bool) -> None:
    story = begin(approval("s1", A, "huang.lei", more="mode: any") + approval("s2", C)).adds(
        A, B, position="before"
    )
    story.does(c.Cc(process=story.process.number, actor=PersonId(A), people=(PersonId(G),)))
    assert may_see(story.process, PersonId(person), story.world) is sees


def test_r74_managers_see_it_only_where_the_template_lets_them() -> None:
    source = template(approval("s1", A), head="managers_see: false\n")
    story = begin(source)
    assert not may_see(story.process, PersonId("zhang.wei"), story.world)
    nobody = {"process": story.process.number, "actor": PersonId("zhang.wei")}
    story.refuses("not_found", c.Approve(**nobody, task=TaskId("ST-1-1")))


# Migration


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (approval("s9", A, B, more="mode: all"), "not_allowed_here"),  # the step is gone
        (approval("s1", A, B, more="mode: any"), "not_allowed_here"),  # votes were cast by another mode
        ("  - {id: s1, kind: task, name: s1, who: [{person: chen.jie}]}\n", "not_allowed_here"),
    ],
)
def test_r66_what_cannot_move_says_so_and_nothing_changes(new: str, code: str) -> None:
    story = begin(template(approval("s1", A, B, more="mode: all"))).ok(A)
    version = template(new, version=2)
    with pytest.raises(Exception, match="migrate") as refusal:
        story.does(story.as_admin(c.Migrate, version=2), version)
    assert getattr(refusal.value, "code", "") == code
    assert (story.process.template.version, story.count) == (1, "1 of 2")


def test_r66_a_mapped_step_moves_as_it_stands() -> None:
    story = begin(template(approval("s1", A, B, more="mode: all, due: 3d"))).ok(A)
    due = story.task(B).due_at
    version = template(approval("new", G, C, more="mode: all"), version=2)
    story.does(story.as_admin(c.Migrate, version=2, steps={"s1": "new"}), version)
    assert (story.open, story.count, story.task(B).due_at) == ([B], "1 of 2", due), (
        "people are not resolved anew"
    )


def test_r66_a_suspended_process_moves_once_it_is_resumed() -> None:
    """Moving could decide it at once, and nothing is decided while it is suspended (R60)."""
    vote = approval("s1", A, B, C, more="mode: vote, pass: 2")
    story = begin(template(vote)).ok(A).admin(c.Suspend)
    looser = template(vote.replace("pass: 2", "pass: 1"), version=2)
    with pytest.raises(ProcessSuspended):
        story.does(story.as_admin(c.Migrate, version=2), looser)
    assert (story.process.template.version, story.status) == (1, "running")
    story.admin(c.Resume).does(story.as_admin(c.Migrate, version=2), looser)
    assert story.status == "completed"
