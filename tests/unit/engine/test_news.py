"""Who started a process hears what moved or ended it, whoever or whatever that was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import commands as c
from engine.people import SYSTEM, PersonId
from tests.unit.engine.galaxy import Story, approval, begin, template

LI, HE = PersonId("li.na"), PersonId("he.ping")
BOTH = approval("s1", "li.na", "he.ping", more="mode: all")
TIMER = "  - {id: rest, kind: timer, name: 等, after: 4h}\n"


def removed() -> Story:
    return begin(approval("s1", "li.na")).adds("li.na", "he.ping").ok("li.na").removes("li.na", "he.ping")


def late(rule: str) -> Story:
    return begin(approval("s1", "li.na", more=f"due: 1d, timeout: {rule}")).on("Wed").fires()


def waited() -> Story:
    story = begin(TIMER).on("Tue")
    (wait,) = story.process.waits
    return story.does(c.FireWait(process=story.process.number, actor=SYSTEM, wait=wait.id))


def leaver() -> Story:
    return begin(BOTH).ok("li.na").admin(c.Reassign, leaver=HE, to=LI)


def migrated() -> Story:
    looser = approval("s1", "li.na", "he.ping", "wu.hao", more="mode: vote, pass: 1")
    strict = looser.replace("pass: 1", "pass: 2")
    story = begin(strict).ok("li.na")
    return story.does(story.as_admin(c.Migrate, version=2), template(looser, version=2))


ENDED: dict[str, tuple[Callable[[], Story], str, str, str]] = {
    "removed": (removed, "completed", "li.na 减签了 he.ping。", "li.na removed he.ping as a signer."),
    "a timer": (waited, "completed", "流程走完了。", "The process is complete."),
    "passed late": (
        lambda: late("pass"),
        "completed",
        "「s1」超时,自动通过。",
        "“s1” passed by the time limit.",
    ),
    "rejected late": (
        lambda: late("reject"),
        "rejected",
        "「s1」超时,自动驳回。",
        "“s1” was rejected by the time limit.",
    ),
    "a leaver": (leaver, "completed", "wang.fang 做了工作交接", "wang.fang handed work over"),
    "a jump": (
        lambda: begin(BOTH).admin(c.Jump, to_step="end"),
        "completed",
        "wang.fang 让它直接结束(“因故”)。",
        "wang.fang brought it to its end (“因故”).",
    ),
    "an administrator": (
        lambda: begin(BOTH).admin(c.Cancel),
        "cancelled",
        "wang.fang 作废了它(“因故”)。",
        "wang.fang cancelled it (“因故”).",
    ),
    "a new version": (
        migrated,
        "completed",
        "wang.fang 把它换到模板第 2 版。",
        "wang.fang moved it to version 2 of its template.",
    ),
}


@pytest.mark.parametrize("what", ENDED)
def test_who_started_it_hears_how_it_ended(what: str) -> None:
    ended, status, zh, en = ENDED[what]
    story = ended()
    assert story.status == status
    assert zh in story.hears("zhou.ting")
    assert en in story.hears("zhou.ting", "en")


def test_who_started_it_hears_of_a_jump_and_of_a_decision_taken_back() -> None:
    steps = BOTH + approval("s2", "wu.hao")
    jumped = begin(steps).admin(c.Jump, to_step="s2")
    assert "wang.fang 把它跳转到「s2」(“因故”)。现在等wu.hao" in jumped.hears("zhou.ting")
    back = begin(steps).ok("li.na").takes_back("li.na", "s1")
    assert "li.na 收回了「s1」的决定。" in back.hears("zhou.ting")


def test_who_ends_it_is_not_told_what_he_did() -> None:
    assert begin(BOTH).withdraws().hears("zhou.ting") == ""
