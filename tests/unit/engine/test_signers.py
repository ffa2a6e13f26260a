"""加签 and 减签 in combination with the rest: R1–R14 of the approval rules, beyond the stories."""

from __future__ import annotations

from typing import Any

import pytest

from engine import commands as c
from engine.people import PersonId
from engine.process import Origin, TaskId
from tests.unit.engine.galaxy import Story, approval, at, begin

A, B, C, G, H = "chen.jie", "li.na", "wu.hao", "he.ping", "xu.jing"


def test_r3_a_no_of_a_guests_guest_is_a_no_of_the_seat_it_was_asked_for() -> None:
    story = begin(approval("s1", A, B, more="mode: all")).adds(A, G, position="before")
    assert story.adds(G, H, position="before").no(H).status == "rejected"


def test_r3_in_a_vote_it_is_an_opinion_however_deep() -> None:
    story = begin(approval("s1", A, B, more="mode: vote")).adds(A, G, position="before")
    story.adds(G, H, position="before").no(H)
    assert (story.open, story.count) == ([G, B], "0 of 2")
    assert story.no(G).open == [A, B]


def test_r4_an_overdue_asker_gets_some_time_and_the_process_none() -> None:
    story = begin(approval("s1", A, more="due: 4h")).on("Mon", "16:00").adds(A, G, position="before")
    due = story.process.due_at
    story.on("Tue", "09:00").ok(G)
    assert story.task(A).due_at == at("Tue", "13:00"), "min_back"
    assert story.process.due_at == due


def test_r5_where_time_would_hand_it_over_a_guests_silence_asks_the_asker_too() -> None:
    steps = approval("s1", A, more="due: 4h, timeout: {transfer: {person: guo.tao}}")
    story = begin(steps).adds(A, G, position="before").on("Mon", "13:00").fires()
    assert (story.open, story.became(G)) == ([A], ["skipped"])


def test_r5_who_was_added_beside_times_out_like_a_seat_of_the_rule() -> None:
    story = begin(approval("s1", A, more="due: 4h, timeout: reject")).adds(A, G).ok(A)
    assert story.on("Mon", "13:00").fires().status == "rejected"


def test_r7_before_and_after_on_one_seat_are_asked_in_this_order() -> None:
    story = begin(approval("s1", A)).adds(A, H, position="after").adds(A, G, position="before")
    assert story.open == [G]
    assert story.ok(G).open == [A]
    assert story.ok(A).open == [H]
    assert story.ok(H).status == "completed"


@pytest.mark.parametrize("person", [B, C, G])
def test_r7_who_has_a_seat_in_the_round_cannot_be_added_again(person: str) -> None:
    story = begin(approval("s1", A, B, C, more="mode: sequence")).adds(A, G, position="before").ok(G)
    story.refuses("already_signer", story.add(A, person))


def test_r8_the_asker_may_add_to_his_guests_and_comment_while_they_work() -> None:
    story = begin(approval("s1", A)).adds(A, G, position="before")
    closed = TaskId("ST-1-1")
    more = c.AddSigner(process=story.process.number, task=closed, actor=PersonId(A), people=(PersonId(H),))
    story.does(more.model_copy(update={"position": Origin.BEFORE}))
    story.does(c.AddComment(process=story.process.number, actor=PersonId(A), text="两位都看看"))
    assert story.open == [G, H]
    assert story.ok(G).open == [H]
    assert story.ok(H).open == [A]


@pytest.mark.parametrize("verb", [c.Approve, c.Reject, c.Return, c.Transfer])
def test_r8_while_his_guests_work_the_asker_has_no_task(verb: type[c.TaskCommand]) -> None:
    story = begin(approval("s0", B) + approval("s1", A)).ok(B).adds(A, G, position="before")
    more = {"to": PersonId(C)} if verb is c.Transfer else {}
    command: Any = verb(process=story.process.number, task=TaskId("ST-1-2"), actor=PersonId(A), **more)
    story.refuses("task_closed", command)


def planned() -> Story:
    return begin(approval("s1", A, B, more="mode: any") + approval("s2", C)).adds(A, G, position="after")


def test_r9_signers_planned_after_go_with_a_transferred_seat_and_the_new_holder_may_remove_them() -> None:
    story = planned().transfers(A, H)
    assert story.ok(H).open == [G]
    removed = planned().transfers(A, H)
    command = c.RemoveSigner(**removed.named(H), person=PersonId(G))
    assert removed.does(command).ok(H).open == [C]


def test_r9_the_plan_is_dropped_when_another_overtakes_or_the_asker_returns_it() -> None:
    assert planned().ok(B).open == [C]
    back = planned().returns(A).resubmits()
    assert back.ok(A).open == [C], "nobody is asked after him in the new round"


@pytest.mark.parametrize("acting", [False, True])
def test_r10_to_add_is_to_act_but_to_talk_nudge_or_put_aside_is_not(acting: bool) -> None:
    story = begin(approval("s1", A) + approval("s2", B)).ok(A)
    number = story.process.number
    if acting:
        story.adds(B, G)
        story.refuses("too_late", story.take_back(A, "s1"))
        return
    story.does(c.AddComment(process=number, actor=PersonId(B), text="看看"))
    story.does(c.Cc(process=number, actor=PersonId(B), people=(PersonId(H),)))
    story.does(c.Urge(process=number, actor=story.process.starter))
    story.does(c.Snooze(**story.named(B), until=at("Tue")))
    assert story.takes_back(A, "s1").open == [A]


def test_r11_a_return_ends_the_whole_tree_but_copies_stay() -> None:
    story = begin(approval("s1", A, B, more="mode: all"))
    story.does(c.Cc(process=story.process.number, actor=PersonId(A), people=(PersonId("guo.tao"),)))
    story.adds(A, G, position="before").adds(G, H, position="before").returns(B)
    assert (story.became(H), story.open) == (["cancelled"], ["zhou.ting"])
    assert "guo.tao" in story.process.participants
    assert story.resubmits().open == [A, B], "the new round begins from the rule"


def test_r13_to_add_never_decides_a_vote() -> None:
    story = begin(approval("s1", A, B, C, more="mode: vote, pass: '> 1/2'")).ok(A).adds(B, G)
    assert (story.open, story.count) == ([G, B, C], "1 of 4")
    assert story.ok(G).status == "running", "2 of 4 are not more than half"


def test_r14_a_guest_has_the_field_rights_of_the_step() -> None:
    story = begin(approval("s1", A, more="edits: [budget]"), budget=1).adds(A, G, position="before")
    story.refuses("field_invalid", story.approve(G, item="表"))
    assert story.ok(G, budget=2).process.fields["budget"] == 2


@pytest.mark.parametrize(
    ("setting", "person", "refusal"),
    [
        ("add_signer: false", G, "not_allowed_here"),
        ("add_signer: {who: [{person: xu.jing}]}", G, "not_allowed_here"),
        ("add_signer: true", "nobody", "person_inactive"),
        ("add_signer: true", "zhou.ting", "starter_not_allowed"),
        ("add_signer: true", A, "self_target"),
    ],
)
def test_whom_a_step_lets_nobody_add(setting: str, person: str, refusal: str) -> None:
    story = begin(approval("s1", A, more=setting))
    story.refuses(refusal, story.add(A, person))


def test_r6_a_returning_guest_ends_the_whole_tree_of_his_group() -> None:
    story = begin(approval("s1", A)).adds(A, G, H, position="before").adds(G, B, position="before")
    assert (story.returns(H).open, story.became(B)) == ([A], ["cancelled"])


def test_to_remove_a_guest_whose_group_is_done_asks_nobody_again() -> None:
    story = begin(approval("s1", A)).adds(A, G, H, position="before", method="any").ok(G)
    command = c.RemoveSigner(**story.named(A), person=PersonId(H))
    assert story.does(command).open == [A]


def test_to_remove_one_who_is_planned_after_asks_nobody_yet() -> None:
    story = begin(approval("s1", A)).adds(A, G, H, position="after", method="sequence")
    command = c.RemoveSigner(**story.named(A), person=PersonId(G))
    assert story.does(command).open == [A]
    assert story.ok(A).open == [H]
