"""委托: R35–R41 of the approval rules, beyond the stories; and what is refused when one is made."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from engine import commands as c
from engine.deputies import Delegation, Scope, check
from engine.errors import WorkflowError
from engine.people import PersonId
from engine.step import World
from tests.unit.engine.galaxy import Story, approval, at, begin, galaxy

A, B, C, G = "chen.jie", "li.na", "wu.hao", "he.ping"


def away(*links: tuple[str, str], scopes: tuple[Scope, ...] = ()) -> World:
    """Each of the first is away this week; the second acts for him."""
    made = tuple(
        Delegation(place, PersonId(who), PersonId(deputy), at("Mon"), at("Sat"), scope)
        for place, ((who, deputy), scope) in enumerate(
            zip(links, scopes or (Scope(),) * len(links), strict=True), 1
        )
    )
    return replace(galaxy(), delegations=made)


@pytest.mark.parametrize(
    ("principal", "deputy", "days", "code"),
    [
        (A, A, ("Mon", "Tue"), "self_target"),
        (A, "nobody", ("Mon", "Tue"), "person_inactive"),
        (A, B, ("Tue", "Tue"), "field_invalid"),
        (C, A, ("Tue", "Wed"), "circle"),  # A → B → C in the same days
        (C, A, ("Fri+1", "Sat+1"), ""),
    ],
)
def test_r37_which_delegation_is_refused(
    principal: str, deputy: str, days: tuple[str, str], code: str
) -> None:
    known = away((A, B), (B, C)).delegations
    new = Delegation(9, PersonId(principal), PersonId(deputy), at(days[0]), at(days[1]))
    if not code:
        check(new, known, galaxy().directory, at("Mon"))
        return
    with pytest.raises(WorkflowError) as refusal:
        check(new, known, galaxy().directory, at("Mon"))
    assert refusal.value.code == code


def test_r37_a_circle_that_arose_nonetheless_leaves_the_task_with_the_principal() -> None:
    story = begin(approval("s1", A), world=away((A, B), (B, A)))
    assert story.open == [A]
    assert story.told("deputy_circle") == {A, "wang.fang"}


def test_r37_a_chain_has_five_links_at_most() -> None:
    names = [A, B, C, G, "xu.jing", "huang.lei", "guo.tao"]
    story = begin(approval("s1", A), world=away(*pairwise(names)))
    assert story.open == ["huang.lei"]


def test_r38_a_deputy_who_left_is_passed_over() -> None:
    world = away((A, B))
    people = dict(world.directory.people)
    people[PersonId(B)] = replace(people[PersonId(B)], active=False)
    world = replace(world, directory=replace(world.directory, people=people))
    story = begin(approval("s1", A), world=world)
    assert (story.open, story.told("deputy_left")) == ([A], {A, "wang.fang"})


@pytest.mark.parametrize(("distinct", "open_"), [("false", [B, B]), ("true", [A, B])])
def test_r38_a_deputy_with_a_seat_of_his_own_has_two_tasks_unless_people_must_be_distinct(
    distinct: str, open_: list[str]
) -> None:
    step = approval("s1", A, B, more=f"mode: all, distinct_people: {distinct}")
    story = begin(step, world=away((A, B)))
    assert (story.open, story.count) == (open_, "0 of 2")


def test_r39_a_transfer_takes_the_seat_from_the_principal_for_good() -> None:
    story = begin(approval("s1", A), world=away((A, B))).transfers(B, G).on("Sat").redirected()
    assert story.open == [G]


def test_r39_the_targets_deputy_acts_unless_it_was_he_who_handed_it_over() -> None:
    assert begin(approval("s1", A), world=away((G, C))).transfers(A, G).open == [C]
    story = begin(approval("s1", A), world=away((A, B), (G, B))).transfers(B, G)
    assert story.open == [G]
    assert story.redirected().open == [G]


def test_r40_a_deputy_has_approvals_only() -> None:
    task = "  - {id: t, kind: task, name: 事, who: [{person: chen.jie}]}\n"
    story = begin(task, world=away((A, B), ("zhou.ting", C)))
    assert story.open == [A]
    story.refuses("not_found", c.Complete(**story.named(A) | {"actor": PersonId(B)}))
    story.refuses("not_found", c.Cancel(process=story.process.number, actor=PersonId(C)))


def scoped(*scopes: Scope, budget: int = 10) -> Story:
    links = tuple(zip((A,) * 3, (B, C, G), strict=True))[: len(scopes)]
    world = away(*links, scopes=scopes)
    return begin(approval("s1", A), world=world, amount=budget)


@pytest.mark.parametrize(
    ("scopes", "amount", "deputy"),
    [
        ((Scope(), Scope()), 10, C),  # the latest made
        ((Scope(template="story"), Scope()), 10, B),  # the most specific
        ((Scope(template="other"), Scope(department="it")), 10, A),
        ((Scope(up_to_cny=100), Scope()), 10, B),
        ((Scope(up_to_cny=100), Scope()), 1000, C),
        ((Scope(template="story"), Scope(template="story", department="rnd"), Scope()), 10, C),
    ],
)
def test_r41_of_several_deputies_the_most_specific_then_the_latest(
    scopes: tuple[Scope, ...], amount: int, deputy: str
) -> None:
    assert scoped(*scopes, budget=amount).open == [deputy]


def test_r57_a_deputys_yes_is_the_principals_and_a_transferrer_gave_none() -> None:
    two = approval("s1", A) + approval("s2", "person: chen.jie", "person: li.na", more="mode: all")
    deputised = begin(two, world=away((A, G))).ok(G)
    assert (deputised.open, deputised.count) == ([B], "1 of 2"), "the principal's seat is settled"
    handed = begin(two).transfers(A, G).ok(G)
    assert handed.open == [A, B], "he has not approved"


def test_r36_what_was_decided_in_the_period_stands_when_it_is_revoked() -> None:
    story = begin(approval("s1", A, B, more="mode: all"), world=away((A, G))).ok(G)
    story.world = galaxy()
    assert story.redirected().count == "1 of 2"


def test_r58_what_a_leaver_was_shown_as_a_deputy_goes_back_to_the_principal() -> None:
    story = begin(approval("s1", "chen.jie", more="due: 3d"))
    story.delegates("chen.jie", "guo.tao", at("Mon"), at("Sat")).redirected()
    task = story.task("guo.tao")
    story.admin(c.Reassign, leaver=PersonId("guo.tao"), to=PersonId("li.na"))
    after = story.task("chen.jie")
    assert story.open == ["chen.jie"]
    assert (after.id, after.due_at, after.on_behalf_of) == (task.id, task.due_at, None)
