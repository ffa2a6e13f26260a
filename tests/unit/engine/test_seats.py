"""Who it is: the starter himself, nobody, again the same, leavers; R50–R58 of the approval rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import commands as c
from engine.people import PersonId
from engine.step import World
from tests.unit.engine.galaxy import Story, approval, begin, galaxy

A, B, C, G, STARTER = "chen.jie", "li.na", "wu.hao", "he.ping", "zhou.ting"
NEXT = approval("s9", "guo.tao")


def without(*names: str) -> World:
    world = galaxy()
    people = dict(world.directory.people)
    for each in names:
        people[PersonId(each)] = replace(people[PersonId(each)], active=False)
    return replace(world, directory=replace(world.directory, people=people))


@pytest.mark.parametrize(
    ("mode", "open_", "count"),
    [
        ("any", [B, C], "0 of 2"),
        ("all", [B, C], "1 of 3"),
        ("sequence", [B], "1 of 3"),
        ("vote", [B, C], "0 of 2"),
    ],
)
def test_r50_to_pass_the_starter_drops_his_seat_or_counts_it_as_yes(
    mode: str, open_: list[str], count: str
) -> None:
    story = begin(approval("s1", STARTER, B, C, more=f"mode: {mode}, self: pass"))
    assert (story.open, story.count) == (open_, count)


def test_r50_the_managers_seat_and_the_starters_become_one_with_the_larger_weight() -> None:
    who = "[{person: zhou.ting, weight: 3, veto: true}, {person: chen.jie}, {person: li.na}]"
    step = f"  - {{id: s1, kind: approval, name: s1, mode: vote, who: {who}}}\n"
    story = begin(step)
    assert (story.open, story.count) == ([A, B], "0 of 4")
    assert story.no(A).status == "rejected", "the veto came along"


def test_r50_after_a_return_the_starter_is_passed_again() -> None:
    story = begin(approval("s1", STARTER, more="self: pass") + approval("s2", A)).returns(A).resubmits()
    assert story.open == [A]


def test_r51_to_the_manager_twice_is_a_repeat() -> None:
    story = begin(approval("s1", STARTER) + approval("s2", STARTER) + NEXT).ok(A)
    assert story.open == ["guo.tao"]


@pytest.mark.parametrize(
    ("empty", "starter", "open_"),
    [
        ("{person: he.ping}", STARTER, [G]),
        ("{person: zhou.ting}", STARTER, ["wang.fang"]),  # he may not stand in for his own approver
        ("{person: nobody}", STARTER, ["wang.fang"]),
        ("admin", "wang.fang", []),  # the only admin is the starter: it halts
    ],
)
def test_r52_who_stands_in_when_nobody_fits(empty: str, starter: str, open_: list[str]) -> None:
    story = begin(approval("s1", "role: nobody", more=f"empty: {empty}"), starter=starter)
    assert (story.open, bool(story.process.halts)) == (open_, not open_)


def test_r53_the_starter_is_looked_at_before_nobody() -> None:
    passed = begin(approval("s1", STARTER, more="self: pass, empty: halt") + NEXT)
    assert passed.open == ["guo.tao"]
    story = begin(approval("s1", "zhang.wei", more="empty: pass") + NEXT, starter="zhang.wei")
    assert story.open == ["guo.tao"], "he has no manager, so nobody is left"


def test_same_person_by_two_rules_has_one_seat_and_the_larger_weight() -> None:
    who = "[{person: li.na}, {role: cfo, weight: 3, veto: true}, {person: wu.hao}]"
    story = begin(f"  - {{id: s1, kind: approval, name: s1, mode: vote, who: {who}}}\n")
    assert (story.open, story.count) == ([B, C], "0 of 4")


def test_r54_behind_a_join_the_last_of_each_branch_is_adjacent() -> None:
    branches = (
        "  - id: fork\n    kind: parallel\n    name: fork\n    branches:\n"
        "      - steps: [{id: b1, kind: approval, name: b1, who: [{person: li.na}]}]\n"
        "      - steps: [{id: b2, kind: approval, name: b2, who: [{person: he.ping}]},"
        " {id: b3, kind: approval, name: b3, who: [{person: wu.hao}]}]\n"
    )
    both = begin(branches + approval("s2", B, C, more="mode: all") + NEXT).ok(B).ok(G).ok(C)
    assert both.open == ["guo.tao"]
    first = begin(branches + approval("s2", G) + NEXT).ok(B).ok(G).ok(C)
    assert first.open == [G], "b2 is not the last of its branch"


def test_r54_steps_that_passed_by_themselves_lie_not_between() -> None:
    empty = approval("s2", "role: nobody", more="empty: pass")
    assert begin(approval("s1", A) + empty + approval("s3", A) + NEXT).ok(A).open == ["guo.tao"]
    asked = approval("s2", B)
    assert begin(approval("s1", A) + asked + approval("s3", A) + NEXT).ok(A).ok(B).open == [A]
    always = approval("s3", A, more="repeat: any")
    assert begin(approval("s1", A) + asked + always + NEXT).ok(A).ok(B).open == ["guo.tao"]


def timed() -> Story:
    return begin(approval("s1", A, more="due: 4h, timeout: pass") + approval("s2", A))


def test_r55_what_the_clock_said_is_no_consent() -> None:
    assert timed().on("Mon", "13:00").fires().open == [A]


def test_r55_a_yes_that_was_taken_back_is_no_consent() -> None:
    story = begin(
        approval("s1", A, B, more="mode: any") + approval("s2", G) + approval("s3", A, more="repeat: any")
    )
    story.ok(A).takes_back(A, "s1").ok(B).ok(G)
    assert story.open == [A]


@pytest.mark.parametrize(("hidden", "open_"), [("", [A]), (", hidden: [budget]", ["guo.tao"])])
def test_r55_consent_belongs_to_the_data_that_the_person_can_see(hidden: str, open_: list[str]) -> None:
    steps = (
        approval("s1", A)
        + approval("s2", B, more="edits: [budget]")
        + approval("s3", A, more=f"repeat: any{hidden}")
        + NEXT
    )
    assert begin(steps, budget=1).ok(A).ok(B, budget=2).open == open_


@pytest.mark.parametrize(
    ("more", "open_"),
    [
        ("mode: any", ["guo.tao"]),
        ("mode: all", [B]),
        ("mode: sequence", [B]),
        ("mode: vote", [A, B]),
        ("mode: claim", [""]),
        ("mode: all, comment: required", [A, B]),
        ("mode: all, files: required", [A, B]),
        ("mode: all, requires: [item]", [A, B]),
        ("mode: all, repeat: ask", [A, B]),
    ],
)
def test_r56_a_repeat_settles_his_seat_only_and_never_where_more_than_a_yes_is_wanted(
    more: str, open_: list[str]
) -> None:
    assert begin(approval("s1", A) + approval("s2", A, B, more=more) + NEXT).ok(A).open == open_


# Leavers


def leaves(story: Story, person: str, to: str | None = None) -> Story:
    story.world = without(person)
    return story.admin(c.Reassign, leaver=PersonId(person), to=PersonId(to) if to else None)


def test_r58_queued_and_waiting_seats_move_too_and_cast_votes_stand() -> None:
    queued = leaves(begin(approval("s1", A, B, more="mode: sequence")), B, G)
    assert queued.ok(A).open == [G]
    waiting = begin(approval("s1", A)).adds(A, "xu.jing", position="before")
    assert leaves(waiting, A, G).ok("xu.jing").open == [G]
    voted = leaves(begin(approval("s1", A, B, more="mode: all")).ok(A), A, G)
    assert (voted.open, voted.count) == ([B], "1 of 2")


def test_r58_a_task_whose_seat_merges_is_cancelled_and_one_that_moves_transferred() -> None:
    merged = leaves(begin(approval("s1", A, B, more="mode: all")), A, B)
    assert (merged.became(A), merged.count) == (["cancelled"], "0 of 1")
    assert leaves(begin(approval("s1", A, B, more="mode: all")), A, G).became(A) == ["transferred"]


def test_r58_what_is_left_may_decide_at_once() -> None:
    story = begin(approval("s1", A, B, C, more="mode: vote, pass: 2/3") + NEXT).ok(A)
    assert leaves(story, B, C).status == "running"
    alone = begin(approval("s1", A, B, more="mode: vote, pass: 1/2") + NEXT)
    assert leaves(alone.ok(B) if alone.status != "running" else alone, A).open == [B]
    all_but_one = begin(approval("s1", A, B, more="mode: all") + NEXT).ok(A)
    assert leaves(all_but_one, B).open == ["guo.tao"], "his seat fell away, and A has said yes"


@pytest.mark.parametrize(
    ("who", "leaver", "open_"),
    [
        (("role: cfo",), B, ["wang.fang"]),  # the role has nobody any more: the empty setting
        (("person: chen.jie", "person: li.na"), A, [B]),  # the rule still gives somebody
        (("manager_of: starter",), A, ["wang.fang"]),  # who is no manager any more
    ],
)
def test_r58_without_a_successor_the_rule_is_asked_again(
    who: tuple[str, ...], leaver: str, open_: list[str]
) -> None:
    assert leaves(begin(approval("s1", *who)), leaver).open == open_


@pytest.mark.parametrize(
    ("mode", "open_", "status"),
    [("any", [B], "running"), ("all", [B], "running"), ("vote", [B], "running")],
)
def test_r58_is_the_successor_the_starter_self_decides(mode: str, open_: list[str], status: str) -> None:
    story = begin(approval("s1", G, B, more=f"mode: {mode}, self: pass"))
    assert (leaves(story, G, STARTER).open, story.status) == (open_, status)
    allowed = begin(approval("s1", G, B, more=f"mode: {mode}, self: allow"))
    assert leaves(allowed, G, STARTER).open == sorted([B, STARTER])


def test_r58_alone_the_step_passes_where_the_starter_would_and_a_pool_loses_a_member() -> None:
    story = begin(approval("s1", G, more="self: pass") + NEXT)
    assert leaves(story, G, STARTER).open == ["guo.tao"]
    pool = leaves(begin(approval("s1", A, B, C, more="mode: claim")), A, G)
    assert pool.process.tasks[0].pool == (B, C)


def test_r58_the_last_of_a_pool_is_succeeded() -> None:
    story = leaves(leaves(begin(approval("s1", A, B, more="mode: claim")), A, G), B, G)
    assert story.open == [G]


def test_r58_a_resubmit_task_moves_too() -> None:
    story = leaves(begin(approval("s1", B)).returns(B), STARTER, G)
    assert story.open == [G]


def test_a_leaver_is_left_out_when_a_round_opens() -> None:
    story = begin(approval("s1", A, B, more="mode: all"), world=without(A))
    assert (story.open, story.count) == ([B], "0 of 1")


def test_a_pool_of_one_is_claimed_at_once() -> None:
    story = begin(approval("s1", A, more="mode: claim"))
    assert (story.open, story.process.tasks[0].pool) == ([A], ())


def test_people_are_resolved_anew_in_each_round() -> None:
    story = begin(approval("s1", "role: cfo") + approval("s2", A)).ok(B)
    roles = {**story.world.directory.roles, "cfo": (PersonId(G),)}
    story.world = replace(story.world, directory=replace(story.world.directory, roles=roles))
    assert story.returns(A).resubmits().open == [G]


@pytest.mark.parametrize("to", [None, B, G])
def test_r58_a_yes_that_waits_for_signers_after_it_stands(to: str | None) -> None:
    story = begin(approval("s1", A, B, more="mode: any") + NEXT).adds(A, "xu.jing", position="after").ok(A)
    assert leaves(story, A, to).open == ["xu.jing"]
    assert story.ok("xu.jing").open == ["guo.tao"]
