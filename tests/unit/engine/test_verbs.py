"""What verbs and modes mean in detail, beyond the table of `verbs.txt`."""

from __future__ import annotations

import pytest

from engine import commands as c
from engine.errors import NotAllowedHere
from engine.people import PersonId
from tests.unit.engine.galaxy import Story, approval, at, begin, template

A, B, C = "chen.jie", "li.na", "wu.hao"


def trio(mode: str, more: str = "") -> Story:
    """Three seats, of which C has the veto in a vote; an earlier step and one behind it."""
    options = f"mode: {mode}, due: 2d{more}"
    if mode == "vote":
        who = f"[{{person: {A}}}, {{person: {B}}}, {{person: {C}, veto: true}}]"
        step = f"  - {{id: s1, kind: approval, name: s1, who: {who}, pass: 2/3, {options}}}\n"
    else:
        step = approval("s1", A, B, C, more=options)
    story = begin(approval("s0", "huang.lei") + step + approval("s2", "guo.tao"))
    return story.ok("huang.lei")


@pytest.mark.parametrize(
    ("share", "yes", "status"),
    [
        ("2/3", 2, "passed"),
        ("66.67%", 2, "open"),
        ("'> 1/2'", 2, "passed"),
        ("1/3", 1, "passed"),
        ("3", 2, "open"),
    ],
)
def test_a_share_is_exact(share: str, yes: int, status: str) -> None:
    story = begin(approval("s1", A, B, C, more=f"mode: vote, pass: {share}"))
    for person in (A, B, C)[:yes]:
        story.ok(person)
    assert ("passed" if story.status == "completed" else "open") == status


def test_a_vote_that_waits_for_all_does_not_end_early() -> None:
    story = begin(approval("s1", A, B, C, more="mode: vote, pass: 1/3, early: false")).ok(A).ok(B)
    assert story.status == "running"
    assert story.no(C).status == "completed"


def test_a_count_above_the_seats_fails_at_once() -> None:
    assert begin(approval("s1", A, more="mode: vote, pass: 2")).status == "rejected"


def test_an_all_that_waits_counts_every_no() -> None:
    story = begin(approval("s1", A, B, more="mode: all, wait_all: true")).no(A)
    assert (story.open, story.status) == ([B], "running")
    assert story.ok(B).status == "rejected"


def test_an_or_signing_may_need_everyones_no() -> None:
    story = begin(approval("s1", A, B, more="mode: any, any_reject: all")).no(A)
    assert (story.open, story.status) == ([B], "running")
    assert story.no(B).status == "rejected"


def test_a_pools_task_is_claimed_by_one_and_given_back() -> None:
    story = trio("claim")
    (task,) = story.process.tasks
    assert task.pool == (A, B, C)
    named = {"process": story.process.number, "task": task.id}
    story.does(c.Claim(**named, actor=PersonId(B)))
    assert story.open == [B]
    story.refuses("already_claimed", c.Claim(**named, actor=PersonId(C)))
    story.refuses("not_yours", c.Approve(**named, actor=PersonId(C)))
    story.refuses("not_yours", c.Release(**named, actor=PersonId(C)))
    story.does(c.Release(**named, actor=PersonId(B)))
    assert story.open == [""]
    assert story.ok(C).open == ["guo.tao"], "a decision claims it along"


def test_a_transferred_task_keeps_its_due_time_but_leaves_some() -> None:
    story = trio("any")
    due = story.task(A).due_at
    assert story.transfers(A, "he.ping").task("he.ping").due_at == due
    late = trio("any").on("Tue", "16:00").transfers(A, "he.ping")
    assert late.task("he.ping").due_at == at("Wed", "12:00"), "four working hours at least"


def test_guests_before_stop_the_askers_clock() -> None:
    story = trio("all").on("Mon", "13:00").adds(A, "he.ping", position="before")
    story.refuses("task_closed", c.Approve(**story.named("nobody") | {"actor": PersonId(A)}))
    story.on("Wed", "09:00").ok("he.ping")
    assert story.task(A).due_at == at("Thu", "13:00"), "twelve hours were left"


def test_a_guests_no_is_a_no_of_the_askers_seat_but_in_a_vote_an_opinion() -> None:
    assert trio("all").adds(A, "he.ping", position="before").no("he.ping").status == "rejected"
    vote = trio("vote").adds(A, "he.ping", position="before").no("he.ping")
    assert (vote.open, vote.count) == (sorted([A, B, C]), "0 of 3")


def test_a_guest_returns_only_to_who_asked() -> None:
    story = trio("all").adds(A, "he.ping", "xu.jing", position="before").returns("he.ping")
    assert story.open == sorted([A, B, C])
    assert story.became("xu.jing") == ["cancelled"]


@pytest.mark.parametrize(("method", "left"), [("any", 0), ("all", 1), ("sequence", 1)])
def test_guests_decide_among_themselves_by_their_method(method: str, left: int) -> None:
    story = begin(approval("s1", A)).adds(A, "he.ping", "xu.jing", position="before", method=method)
    assert len(story.open) == (1 if method == "sequence" else 2)
    story.ok("he.ping")
    assert ("xu.jing" in story.open) == bool(left)
    assert story.ok("xu.jing").open == [A] if left else story.open == [A]


def test_guests_may_ask_guests_three_deep() -> None:
    story = begin(approval("s1", A)).adds(A, B, position="before").adds(B, C, position="before")
    story.adds(C, "he.ping", position="before")
    story.refuses("too_deep", story.add("he.ping", "xu.jing", position="before"))
    assert story.ok("he.ping").open == [C]
    assert story.ok(C).open == [B]
    assert story.ok(B).open == [A]


def test_removing_the_last_guest_asks_the_asker_and_never_approves_for_him() -> None:
    story = begin(approval("s1", A)).adds(A, B, position="before")
    story.removes(A, B)
    assert (story.open, story.status) == ([A], "running")


def test_silence_of_a_guest_decides_nothing() -> None:
    story = begin(approval("s1", A, more="due: 4h, timeout: pass")).adds(A, B, position="before")
    story.on("Mon", "13:00").fires()
    assert story.open == [A]
    assert story.became(B) == ["skipped"]


@pytest.mark.parametrize(
    ("timeout", "open_", "status"),
    [
        ("pass", ["guo.tao"], "running"),
        ("reject", [], "rejected"),
        ("{transfer: {person: he.ping}}", ["he.ping"], "running"),
        ("{to: s2}", ["guo.tao"], "running"),
        ("remind", [A], "running"),
        ("escalate", [A], "running"),
    ],
)
def test_what_a_timeout_does(timeout: str, open_: list[str], status: str) -> None:
    step = approval("s1", A, more=f"due: 8h, timeout: {timeout}")
    story = begin(step + approval("s2", "guo.tao")).on("Mon", "17:00").fires()
    assert (story.open, story.status) == (open_, status)
    if timeout == "escalate":
        assert any(event.type == "task_escalated" for event in story.history)


def test_taking_over_is_a_right_only_where_the_step_gives_it() -> None:
    step = approval("s1", A, more="due: 8h, timeout: escalate, takeover: true")
    story = begin(step).on("Mon", "17:00").fires()
    task = story.task(A)
    command = c.Approve(process=story.process.number, task=task.id, actor=PersonId("zhang.wei"))
    assert story.does(command).status == "completed"
    plain = begin(approval("s1", A, more="due: 8h, timeout: escalate")).on("Mon", "17:00").fires()
    other = c.Approve(process=plain.process.number, task=plain.task(A).id, actor=PersonId("zhang.wei"))
    plain.refuses("not_yours", other)


def test_a_chain_of_deputies_ends_with_the_last() -> None:
    world = (
        begin(approval("s1", A))
        .delegates(A, B, at("Mon"), at("Fri"))
        .delegates(B, C, at("Mon"), at("Fri"))
        .world
    )
    story = begin(approval("s1", A), world=world)
    assert story.open == [C]
    story.refuses("not_found", c.Approve(**story.named(C) | {"actor": PersonId(B)}))
    assert story.does(c.Approve(**story.named(C) | {"actor": PersonId(A)})).status == "completed"


def test_a_task_given_back_to_the_principal_stays_there() -> None:
    world = begin(approval("s1", A)).delegates(A, B, at("Mon"), at("Fri")).world
    story = begin(approval("s1", A), world=world).transfers(B, A)
    assert story.open == [A]
    assert story.redirected().open == [A]


def test_a_jump_out_of_a_fork_ends_its_branches_and_into_one_starts_the_others() -> None:
    fork = (
        "  - id: fork\n    kind: parallel\n    name: fork\n    branches:\n"
        "      - steps: [{id: b1, kind: approval, name: b1, who: [{person: li.na}]}]\n"
        "      - steps: [{id: b2, kind: approval, name: b2, who: [{person: wu.hao}]},"
        " {id: b3, kind: approval, name: b3, who: [{person: guo.tao}]}]\n"
    )
    story = begin(approval("s0", A) + fork + approval("s9", "xu.jing"))
    story.admin(c.Jump, to_step="b3")
    assert story.open == ["guo.tao", B]
    story.admin(c.Jump, to_step="s9", token=story.process.tokens[0].id)
    assert story.open == ["xu.jing"]
    assert story.admin(c.Jump, to_step="end").status == "completed"


def test_a_withdrawal_follows_the_templates_setting() -> None:
    steps = approval("s1", A) + approval("s2", B)
    for rule, first, second in (("until_end", 1, 1), ("before_first_decision", 1, 0), ("never", 0, 0)):
        source = template(steps, head=f"withdraw: {rule}\n")
        fresh, decided = begin(source), begin(source).ok(A)
        for story, allowed in ((fresh, first), (decided, second)):
            command = c.Cancel(process=story.process.number, actor=story.process.starter)
            if allowed:
                assert story.does(command).status == "cancelled"
            else:
                story.refuses("too_late", command)


def test_a_migration_keeps_the_votes_and_applies_the_new_threshold_at_once() -> None:
    old = template(approval("s1", A, B, C, more="mode: vote, pass: 3/3"))
    new = template(approval("s1", A, B, C, more="mode: vote, pass: 1/3"), version=2)
    story = begin(old).ok(A)
    assert story.status == "running"
    command = story.as_admin(c.Migrate, version=2)
    assert story.does(command, new).status == "completed"


def test_a_migration_that_would_lose_votes_is_refused_until_the_step_is_restarted() -> None:
    old, new = template(approval("s1", A, B, more="mode: all")), template(approval("s1", A, B), version=2)
    story = begin(old).ok(A)
    with pytest.raises(NotAllowedHere):
        story.does(story.as_admin(c.Migrate, version=2), new)
    story.does(story.as_admin(c.Migrate, version=2, restart=("s1",)), new)
    assert (story.open, story.count) == ([A, B], "0 of 2")


def test_a_jump_back_makes_void_what_was_said_since_but_a_jump_forward_does_not() -> None:
    steps = approval("s1", A, more="repeat: any") + approval("s2", B, more="repeat: any")
    story = begin(steps + approval("s3", C)).ok(A).ok(B).admin(c.Jump, to_step="s1")
    assert story.open == [A], "his yes is undone, so it settles nothing"
    assert story.ok(A).open == [B]
    leapt = begin(steps + approval("s3", A, more="repeat: any")).ok(A).admin(c.Jump, to_step="s3")
    assert leapt.status == "completed", "his yes to s1 stands"
    none = begin(steps + approval("s3", B, more="repeat: any")).ok(A).admin(c.Jump, to_step="s3")
    assert none.open == [B], "to leap over s2 is no consent of who would have signed it"
