"""Who decides, in which mode, and what a decision leads to."""

from __future__ import annotations

import pytest

from engine import commands as c
from engine import errors as x
from engine.people import PersonId
from engine.process import ProcessStatus
from tests.unit.engine.company import begin, template

MANAGER = "  - {id: manager, kind: approval, name: 经理, who: [{manager_of: starter}]}\n"
TWO = "  - {id: two, kind: approval, name: 两人, who: [{role: cfo}, {person: lead}], mode: %s}\n"
AFTER = "  - {id: after, kind: task, name: 后续, who: [{starter: true}]}\n"


def test_a_request_waits_for_the_starters_manager_and_is_completed_by_the_yes() -> None:
    play = begin(MANAGER)
    assert play.waits_for == {"lead": "manager"}
    assert play.approve("lead").process.status is ProcessStatus.COMPLETED
    assert play.waits_for == {}


def test_a_no_ends_the_process_and_cancels_what_is_open() -> None:
    play = begin(TWO % "all" + AFTER).reject("cfo", "太贵")
    assert play.process.status is ProcessStatus.REJECTED
    assert play.latest == ["task_rejected", "task_cancelled", "process_rejected"]


@pytest.mark.parametrize(
    ("mode", "first", "then"),
    [
        ("any", {"ann": "after"}, None),
        ("all", {"lead": "two"}, {"ann": "after"}),
        ("sequence", {"lead": "two"}, {"ann": "after"}),
    ],
)
def test_how_many_yes_a_step_needs(mode: str, first: dict[str, str], then: dict[str, str] | None) -> None:
    play = begin(TWO % mode + AFTER)
    assert set(play.waits_for) == ({"cfo"} if mode == "sequence" else {"cfo", "lead"})
    assert play.approve("cfo").waits_for == first
    if then is not None:
        assert play.approve("lead").waits_for == then


def test_in_any_mode_the_others_are_no_longer_asked() -> None:
    play = begin(TWO % "any" + AFTER).approve("cfo")
    assert "task_skipped" in play.latest


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("{person: bob}", "bob"),
        ("{role: cfo}", "cfo"),
        ("{head_of: fin}", "cfo"),
        ("{head_of: starter}", "lead"),
        ("{manager_of: starter}", "lead"),
        ("{manager_of: owner}", "boss"),
        ("{field: owner}", "lead"),
        ("{role: gone}", "pmo"),  # left the company: nobody fits, so the owner of the template
        ("{role: unheard_of}", "pmo"),
    ],
)
def test_who_is_asked(who: str, expected: str) -> None:
    play = begin(f"  - {{id: s, kind: approval, name: 步, who: [{who}]}}\n", owner="lead")
    assert set(play.waits_for) == {expected}


@pytest.mark.parametrize(
    ("setting", "starter", "expected"),
    [
        ("manager", "cfo", {"boss"}),
        ("allow", "cfo", {"cfo"}),
        ("pass", "cfo", set()),  # alone: the step passes
        ("manager", "ann", {"cfo"}),
    ],
)
def test_nobody_decides_his_own_request_unless_the_step_allows_it(
    setting: str, starter: str, expected: set[str]
) -> None:
    step = f"  - {{id: s, kind: approval, name: 步, who: [{{role: cfo}}], self: {setting}}}\n"
    assert set(begin(step, starter=starter).waits_for) == expected


@pytest.mark.parametrize(("setting", "expected"), [("admin", {"pmo"}), ("pass", set()), ("halt", set())])
def test_what_happens_when_nobody_fits(setting: str, expected: set[str]) -> None:
    play = begin(f"  - {{id: s, kind: approval, name: 步, who: [{{role: gone}}], empty: {setting}}}\n")
    assert set(play.waits_for) == expected
    assert bool(play.process.halts) == (setting == "halt")
    assert play.process.is_running == (setting != "pass")


def test_the_same_person_by_two_rules_is_asked_once() -> None:
    play = begin("  - {id: s, kind: approval, name: 步, who: [{role: cfo}, {head_of: fin}], mode: all}\n")
    assert len(play.process.tasks) == 1


def test_a_transfer_moves_the_seat_for_good() -> None:
    play = begin(TWO % "all" + AFTER).transfer("cfo", "bob")
    assert set(play.waits_for) == {"bob", "lead"}
    with pytest.raises(x.TaskClosed):
        play.approve("cfo")
    assert play.approve("bob").approve("lead").waits_for == {"ann": "after"}


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ("cfo", x.SelfTarget),
        ("lead", x.AlreadySigner),
        ("ann", x.StarterNotAllowed),
        ("eve", x.PersonInactive),
        ("nobody", x.PersonInactive),
    ],
)
def test_to_whom_a_task_cannot_be_handed(to: str, refusal: type[x.WorkflowError]) -> None:
    play = begin(TWO % "all")
    with pytest.raises(refusal):
        play.transfer("cfo", to)
    assert set(play.waits_for) == {"cfo", "lead"}


def test_a_return_puts_it_into_the_starters_hands_and_all_is_walked_again() -> None:
    play = begin(MANAGER + TWO % "all").approve("lead")
    play.give_back("cfo", "缺报价")
    assert play.waits_for == {"ann": "start"}
    play.complete("ann", fields={"budget": 10})
    assert play.process.fields["budget"] == 10
    assert play.waits_for == {"lead": "manager"}
    play.approve("lead")
    assert set(play.waits_for) == {"cfo"}, "lead has just said yes to the very same data"


def test_a_rejection_may_send_it_back_instead_of_ending_it() -> None:
    step = "  - {id: s, kind: approval, name: 步, who: [{role: cfo}], reject_to: starter}\n"
    play = begin(step).reject("cfo", "改")
    assert play.process.is_running
    assert play.waits_for == {"ann": "start"}


def test_only_the_holder_may_decide() -> None:
    play = begin(MANAGER + "  - {id: t, kind: notify, name: 知会, who: [{person: bob}]}\n")
    task = play.process.tasks[0].id
    with pytest.raises(x.NotYours):
        play.does(c.Approve(process=play.process.number, task=task, actor=PersonId("ann")))
    with pytest.raises(x.NotFound):  # one who may not see it does not even learn that it exists
        play.does(c.Approve(process=play.process.number, task=task, actor=PersonId("bob")))


def test_a_required_comment_is_required() -> None:
    play = begin("  - {id: s, kind: approval, name: 步, who: [{role: cfo}], comment: required}\n")
    with pytest.raises(x.CommentRequired):
        play.approve("cfo")
    assert not play.approve("cfo", comment="好").process.is_running


def test_only_the_fields_of_the_step_can_be_changed_with_a_decision() -> None:
    play = begin("  - {id: s, kind: approval, name: 步, who: [{role: cfo}], edits: [budget]}\n", budget=5)
    with pytest.raises(x.FieldInvalid):
        play.approve("cfo", fields={"item": "x"})
    assert play.approve("cfo", fields={"budget": 7}).process.fields["budget"] == 7


def test_a_process_keeps_the_version_it_started_with() -> None:
    play = begin(MANAGER)
    template(TWO % "all")  # a new version elsewhere
    assert list(play.process.template.steps) == ["start", "manager"]


@pytest.mark.parametrize("words", ["\x00", "好\ud800"])
def test_what_no_database_keeps_is_no_comment(words: str) -> None:
    play = begin(MANAGER)
    with pytest.raises(ValueError, match=r"text|unicode"):
        play.approve("lead", comment=words)
    assert play.waits_for == {"lead": "manager"}
