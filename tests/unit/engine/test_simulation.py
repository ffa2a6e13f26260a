"""What if: finished processes through a changed template."""

from __future__ import annotations

from datetime import timedelta

from engine.process import Number
from engine.simulation import Report, simulate
from tests.unit.engine.galaxy import Story, approval, begin, galaxy, template

GATE = (
    "  - {id: gate, kind: condition, name: g, branches: [{when: budget > %d, steps: ["
    "{id: s2, kind: approval, name: s2, who: [{person: li.na}]}]}]}\n"
)
OLD = approval("s1", "chen.jie") + GATE % 500 + approval("s3", "he.ping")


def finished(budget: int) -> Story:
    """陈杰 takes four hours, the others one each."""
    story = begin(template(OLD), budget=budget)
    story.on("Mon", "13:00").ok("chen.jie")
    if budget > 500:
        story.on("Mon", "14:00").ok("li.na")
    story.on("Mon", "15:00").ok("he.ping")
    assert story.status == "completed"
    return story


def report(new: str, *budgets: int) -> Report:
    stories = [finished(each) for each in budgets]
    return simulate(
        template(new, version=2), [(each.process.number, each.history) for each in stories], galaxy()
    )


def test_the_same_template_changes_nothing() -> None:
    found = report(OLD, 400, 600)
    assert found.changed == []
    assert [each.status for each in found.replayed] == ["completed", "completed"]


def test_a_higher_limit_makes_tasks_vanish_and_a_lower_one_appear() -> None:
    higher = report(OLD.replace("500", "1000"), 400, 600)
    assert dict(higher.sums("vanish")) == {("s2", "li.na"): 1}
    assert len(higher.changed) == 1
    lower = report(OLD.replace("500", "100"), 400, 600)
    assert dict(lower.sums("appear")) == {("s2", "li.na"): 1}


def test_a_step_in_parallel_saves_the_shorter_ones_time() -> None:
    parallel = (
        "  - id: both\n    kind: parallel\n    name: both\n    branches:\n"
        "      - steps: [{id: s1, kind: approval, name: s1, who: [{person: chen.jie}]}]\n"
        "      - steps: [{id: s3, kind: approval, name: s3, who: [{person: he.ping}]}]\n"
    )
    found = report(parallel, 400)
    assert found.would_take == timedelta(hours=4)
    assert found.took == timedelta(hours=6)


def test_what_passes_by_itself_is_named() -> None:
    found = report(OLD + approval("s4", "he.ping"), 400)
    assert [each.by_itself for each in found.replayed] == [("s4",)]


def test_who_said_no_says_no_again() -> None:
    story = begin(template(OLD), budget=1).no("chen.jie")
    found = simulate(template(OLD), [(story.process.number, story.history)], galaxy())
    assert [(each.status, each.was) for each in found.replayed] == [("rejected", "rejected")]


def test_a_template_that_finds_nobody_halts() -> None:
    nobody = approval("s1", "nobody", more="empty: halt")
    assert [each.status for each in report(nobody, 400).replayed] == ["halted"]


def test_durations_are_compared_with_a_replay_of_the_version_before() -> None:
    """What happened differs from what is usual, with the same template too."""
    story = finished(400)
    slow = begin(template(OLD), budget=400)
    slow.on("Mon", "11:00").ok("chen.jie")
    slow.on("Tue", "18:00").ok("he.ping")
    histories = [(Number(f"PR-{place}"), each.history) for place, each in enumerate((story, slow), 1)]
    found = simulate(template(OLD, version=2), histories, galaxy(), template(OLD))
    assert [each.took for each in found.replayed] == [each.would_take for each in found.replayed]
    bare = simulate(template(OLD, version=2), histories, galaxy())
    assert [each.took for each in bare.replayed] != [each.would_take for each in bare.replayed]
