"""退回, 撤回 and 拿回 in combination with the rest: R20–R34 of the approval rules, beyond the stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import commands as c
from engine.people import SYSTEM, PersonId
from tests.unit.engine.galaxy import Story, approval, at, begin, template

A, B, C, G, H = "chen.jie", "li.na", "wu.hao", "he.ping", "xu.jing"
GATE = "  - {id: gate, kind: condition, name: 门, branches: [{when: budget > 50, to: s9}]}\n"


def fork(first: str, second: str) -> str:
    return (
        "  - id: fork\n    kind: parallel\n    name: fork\n    branches:\n"
        f"      - steps: [{first}]\n      - steps: [{second}]\n"
    )


def inner(id: str, person: str, more: str = "") -> str:
    return f"{{id: {id}, kind: approval, name: {id}, who: [{{person: {person}}}]{more}}}"


@pytest.mark.parametrize(
    "target", ["auto", "gate", "fork", "pause", "told", "b2", "fork_join", "s9", "nowhere"]
)
def test_r20_only_what_a_person_decided_on_the_own_path_can_be_returned_to(target: str) -> None:
    steps = (
        approval("s1", A)
        + approval("auto", A)  # passes by itself: A has just said yes
        + GATE
        + "  - {id: told, kind: notify, name: 知会, who: [{role: pmo}]}\n"
        + "  - {id: pause, kind: timer, name: 等, after: 1h}\n"
        + fork(inner("b1", B), inner("b2", C))
        + approval("s9", G)
    )
    story = begin(steps, budget=1).ok(A).on("Mon", "10:00")
    (wait,) = story.process.waits
    story.does(c.FireWait(process=story.process.number, actor=SYSTEM, wait=wait.id)).ok(C)
    story.refuses("target_invalid", c.Return(**story.named(B), to_step=target))
    assert story.returns(B, "s1").open == [A]


@pytest.mark.parametrize(
    ("setting", "to", "refusal"),
    [("return: false", "", "not_allowed_here"), ("return: [s2]", "s1", "target_invalid")],
)
def test_r20_a_step_may_forbid_returns_or_name_where_they_may_go(setting: str, to: str, refusal: str) -> None:
    story = begin(approval("s1", A) + approval("s2", B) + approval("s3", C, more=setting)).ok(A).ok(B)
    story.refuses(refusal, c.Return(**story.named(C), to_step=to or None))
    if refusal == "target_invalid":
        assert story.returns(C, "s2").open == [B]


def test_r21_inside_one_branch_only_that_branch_goes_back() -> None:
    story = begin(fork(f"{inner('b1', A)}, {inner('b2', B)}", inner("b3", C)) + approval("s9", G)).ok(A)
    assert story.returns(B, "b1").open == [A, C]
    assert story.ok(A).ok(C).ok(B).open == [G]


def test_r22_all_that_a_branch_said_stands_when_another_is_run_again() -> None:
    story = begin(fork(inner("b1", A), inner("b2", B)) + approval("s9", G)).ok(A).ok(B)
    story.returns(G, "b2")
    assert (story.open, story.process.forks[0].arrived) == ([B], (1,))
    assert story.ok(B).ok(G).status == "completed"


def test_r23_a_return_to_before_a_called_process_starts_a_new_one() -> None:
    steps = approval("s1", A) + "  - {id: child, kind: call, name: 子, template: other}\n" + approval("s2", B)
    story = begin(steps).ok(A)
    (first,) = story.process.waits
    story.does(c.EndWait(process=story.process.number, actor=SYSTEM, wait=first.id))
    story.refuses("target_invalid", c.Return(**story.named(B), to_step="child"))
    (second,) = story.returns(B, "s1").ok(A).process.waits
    assert second.id != first.id


@pytest.mark.parametrize(("way", "then"), [("straight_back", [C]), ("walk_again", [B]), (None, [B])])
def test_r24_the_returner_may_be_asked_for_the_way_back(way: str | None, then: list[str]) -> None:
    story = begin(approval("s1", A) + approval("s2", B) + approval("s3", C, more="way_back: ask"))
    story.ok(A).ok(B).returns(C, "s1", way_back=way)
    assert story.ok(A).open == then


def test_r24a_returns_inside_returns_come_back_one_after_another() -> None:
    back = "way_back: straight_back"
    story = begin(approval("s1", A) + approval("s2", B, more=back) + approval("s3", C, more=back))
    story.ok(A).ok(B).returns(C, "s2").returns(B, "s1")
    assert story.ok(A).open == [B]
    assert story.ok(B).open == [C]


def test_r24a_a_later_walk_again_forgets_the_straight_way() -> None:
    steps = (
        approval("s1", A)
        + approval("s2", B)
        + approval("s2b", H)
        + approval("s3", C, more="way_back: straight_back")
    )
    story = begin(steps).ok(A).ok(B).ok(H).returns(C, "s2").returns(B, "s1")
    assert story.ok(A).open == [B]
    assert story.ok(B).open == [H], "not straight to C"


def test_r25_signers_beside_and_transfers_stand_when_it_comes_straight_back() -> None:
    step = approval("s1", A, B, more="mode: all, way_back: straight_back")
    story = begin(step).adds(A, G).transfers(A, C).ok(G).returns(B).resubmits()
    assert (story.open, story.count) == ([B, C], "1 of 3")


def test_r26_a_new_round_has_a_fresh_due_time_and_reminders() -> None:
    story = begin(approval("s1", A, more="due: 8h") + approval("s2", B)).on("Tue", "17:00").fires()
    story.ok(A).on("Wed").returns(B, "s1")
    task = story.task(A)
    assert (task.due_at, task.escalated) == (at("Wed", "17:00"), False)
    assert task.timer is not None


def gone(story: Story, *names: str) -> Story:
    people = dict(story.world.directory.people)
    for each in names:
        people[PersonId(each)] = replace(people[PersonId(each)], active=False)
    story.world = replace(story.world, directory=replace(story.world.directory, people=people))
    return story


@pytest.mark.parametrize(("left", "holder"), [(("zhou.ting",), A), (("zhou.ting", A), "wang.fang")])
def test_r27_has_the_starter_left_the_manager_resubmits_else_an_admin(
    left: tuple[str, ...], holder: str
) -> None:
    story = gone(begin(approval("s1", B)), *left).returns(B)
    assert story.open == [holder]
    assert story.done(holder).open == [B]


def test_r27_a_resubmit_task_has_no_deputy_and_is_not_handed_on() -> None:
    story = begin(approval("s1", B)).delegates("zhou.ting", C, at("Mon"), at("Fri")).returns(B)
    assert story.redirected().open == ["zhou.ting"]
    story.refuses("not_allowed_here", c.Transfer(**story.named("zhou.ting"), to=PersonId(G)))


def test_r27_it_may_be_returned_again_and_again_but_a_second_returner_is_too_late() -> None:
    story = begin(approval("s1", A, B, more="mode: all"))
    late = c.Return(**story.named(B))
    for _ in range(3):
        story.returns(A).resubmits()
    story.refuses("task_closed", late)
    assert story.open == [A, B]


def test_r28_a_resubmit_task_may_always_be_withdrawn_but_not_after_a_final_step() -> None:
    steps = template(approval("s1", B), head="withdraw: never\n")
    assert begin(steps).returns(B).withdraws().status == "cancelled"
    story = begin(approval("s1", A, more="final: true") + approval("s2", B)).ok(A).returns(B)
    story.refuses("too_late", c.Cancel(process=story.process.number, actor=story.process.starter))


def test_r28_what_passed_by_itself_is_no_first_decision() -> None:
    source = template(
        approval("s0", "role: nobody", more="empty: pass") + approval("s1", A),
        head="withdraw: before_first_decision\n",
    )
    assert begin(source).withdraws().status == "cancelled"


WAITING = {
    "a partial 会签": lambda: begin(approval("s1", A, B, more="mode: all")).ok(A),
    "a timer": lambda: begin("  - {id: pause, kind: timer, name: 等, after: 1h}\n" + approval("s1", A)),
    "a message": lambda: begin("  - {id: m, kind: message, name: 等, message: paid}\n" + approval("s1", A)),
    "guests": lambda: begin(approval("s1", A)).adds(A, G, position="before"),
    "a halt": lambda: begin(approval("s1", "role: nobody", more="empty: halt")),
    "a return": lambda: begin(approval("s1", A)).returns(A),
}


@pytest.mark.parametrize("what", WAITING)
def test_r28a_until_the_end_it_may_be_withdrawn_whatever_it_waits_for(what: str) -> None:
    assert WAITING[what]().withdraws().status == "cancelled"


def test_r30_a_no_in_one_branch_ends_the_whole_process() -> None:
    story = begin(fork(inner("b1", A), inner("b2", B)) + approval("s9", G)).no(A)
    assert (story.status, story.became(B)) == ("rejected", ["cancelled"])


def test_r31_ones_own_vote_is_out_and_those_of_others_stand() -> None:
    story = begin(approval("s1", A, B, C, more="mode: all")).ok(A).ok(B).takes_back(A, "s1")
    assert (story.open, story.count) == ([A, C], "1 of 3")


def test_r32_what_passed_by_itself_in_between_is_undone_along() -> None:
    story = begin(approval("s1", A) + approval("s2", A) + approval("s3", B)).ok(A)
    assert (story.open, story.became(A)) == ([B], ["approved", "skipped"])
    story.takes_back(A, "s1")
    assert (story.open, [str(each.step) for each in story.process.tasks]) == ([A], ["s1"])
    assert story.process.trail == ()


@pytest.mark.parametrize("acted", ["claimed", "transferred", "service"])
def test_r32_once_somebody_acted_upon_it_it_is_too_late(acted: str) -> None:
    nexts = {
        "claimed": approval("s2", B, C, more="mode: claim"),
        "transferred": approval("s2", B),
        "service": "  - {id: book, kind: service, name: 记账, url: 'https://erp.example/b'}\n",
    }
    story = begin(approval("s1", A) + nexts[acted]).ok(A)
    if acted == "claimed":
        story.does(c.Claim(**story.named(B)))
    elif acted == "transferred":
        story.transfers(B, G)
    story.refuses("too_late", story.take_back(A, "s1"))


def test_r33_what_was_left_is_given_again_but_half_a_day_at_least() -> None:
    early = begin(approval("s1", A, more="due: 2d") + approval("s2", B)).on("Mon", "13:00").ok(A)
    assert early.on("Tue").takes_back(A, "s1").task(A).due_at == at("Wed", "13:00")
    late = begin(approval("s1", A, more="due: 8h") + approval("s2", B)).on("Mon", "16:00").ok(A)
    assert late.on("Tue").takes_back(A, "s1").task(A).due_at == at("Tue", "13:00")


def test_r34_neither_a_return_nor_the_end_is_taken_back() -> None:
    story = begin(approval("s1", A) + approval("s2", B)).ok(A)
    returned = c.TakeBack(**story.named(B))
    story.returns(B)
    story.refuses("too_late", returned)
    ended = begin(approval("s1", A)).ok(A)
    ended.refuses("process_closed", ended.take_back(A, "s1"))


def test_r34_a_deputy_takes_his_decision_back_even_after_the_period() -> None:
    story = begin(approval("s1", A) + approval("s2", B)).delegates(A, C, at("Mon"), at("Tue"))
    story.redirected().ok(C).on("Wed")
    assert story.takes_back(C, "s1").open == [A]


def test_r34_what_the_clock_decided_belongs_to_nobody() -> None:
    story = begin(approval("s1", A, more="due: 4h, timeout: pass") + approval("s2", B))
    command = c.TakeBack(**story.named(A))
    story.on("Mon", "13:00").fires()
    assert story.open == [B]
    story.refuses("too_late", command)


def test_r33_guests_who_were_done_are_not_asked_again_and_those_at_work_are() -> None:
    done = begin(approval("s1", A) + approval("s2", B)).adds(A, G, H, position="before", method="any")
    assert done.ok(G).ok(A).takes_back(A, "s1").open == [A]
    working = begin(approval("s1", A, C, more="mode: any") + approval("s2", B)).adds(C, G, position="before")
    assert working.ok(A).takes_back(A, "s1").open == [A, G]
