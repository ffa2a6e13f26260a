"""A card locks with the true reason (approvals, section 0): who did what, or that the time limit did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import commands as c
from engine.people import PersonId
from tests.unit.engine.galaxy import Story, approval, begin

TWO = ("li.na", "he.ping")
HE = PersonId("he.ping")
FORK = """
  - id: fork
    kind: parallel
    name: fork
    branches:
      - steps:
          - {id: b1, kind: approval, name: b1, who: [{person: li.na}]}
          - {id: stop, kind: finish, name: 止}
      - steps: [{id: b2, kind: approval, name: b2, who: [{person: he.ping}]}]
"""


def signing(mode: str, more: str = "") -> Story:
    return begin(approval("s1", *TWO, more=f"mode: {mode}{more}"))


def late(rule: str) -> Story:
    return signing("any", f", due: 1d, timeout: {rule}").on("Mon+1").fires()


def voting() -> Story:
    """Two of three would do once xu.jing is out again."""
    story = begin(approval("s1", "chen.jie", *TWO, more="mode: vote, pass: 2/3")).adds("li.na", "xu.jing")
    return story.ok("chen.jie").ok("li.na").removes("li.na", "xu.jing")


LOCKED: dict[str, tuple[Callable[[], Story], str, str]] = {
    "approved": (lambda: signing("any").ok("li.na"), "已由 li.na 同意", "Approved by li.na"),
    "rejected": (lambda: signing("all").no("li.na"), "已由 li.na 驳回", "Rejected by li.na"),
    "returned": (lambda: signing("all").returns("li.na"), "已由 li.na 退回", "Returned by li.na"),
    "withdrawn": (lambda: signing("all").withdraws(), "申请已由 zhou.ting 撤回", "Withdrawn by zhou.ting"),
    "cancelled": (
        lambda: signing("all").admin(c.Cancel),
        "流程已由 wang.fang 作废",
        "Process cancelled by wang.fang",
    ),
    "jumped": (
        lambda: signing("all").admin(c.Jump, to_step="end"),
        "流程已由 wang.fang 跳转到别处",
        "Moved to another step by wang.fang",
    ),
    "removed": (
        lambda: begin(approval("s1", "li.na")).adds("li.na", "he.ping").removes("li.na", "he.ping"),
        "已由 li.na 减签",
        "Removed as a signer by li.na",
    ),
    "no longer needed": (voting, "已由 li.na 减签,余下的票已够通过", "Passed when li.na removed a signer"),
    "timed out, passed": (lambda: late("pass"), "超时,已自动", "by the time limit"),
    "timed out, rejected": (lambda: late("reject"), "流程已驳回", "The process was rejected"),
    "taken back": (
        lambda: (
            begin(approval("s0", "li.na") + approval("s1", "he.ping")).ok("li.na").takes_back("li.na", "s0")
        ),
        "已被 li.na 拿回",
        "Taken back by li.na",
    ),
    "merged": (
        lambda: signing("all").admin(c.Reassign, leaver=HE, to=PersonId("li.na")),
        "已由 wang.fang 交接,并入接手人自己的一票",
        "Handed over by wang.fang to somebody who signs already",
    ),
    "another branch ended it": (
        lambda: begin(FORK).ok("li.na"),
        "别的分支已由 li.na 办完,流程结束",
        "The process ended in another branch, by li.na",
    ),
}


@pytest.mark.parametrize("what", LOCKED)
def test_who_loses_a_task_reads_why(what: str) -> None:
    begun, zh, en = LOCKED[what]
    story = begun()
    assert zh in story.hears("he.ping")
    assert en in story.hears("he.ping", "en")
    assert "已取消" not in story.hears("he.ping")


def test_who_asked_others_first_reads_how_to_act_at_once() -> None:
    story = begin(approval("s1", "li.na")).adds("li.na", "he.ping", position="before")
    assert "li.na 已请人先签,要自己处理请先减签" in story.hears("li.na")
