"""The worked examples of the approval rules (section 5), as they are told there."""

from __future__ import annotations

from dataclasses import replace

from engine import commands as c
from engine import events as e
from engine.people import SYSTEM, PersonId
from engine.process import TaskKind
from engine.template import StepId
from tests.unit.engine.galaxy import approval, at, begin, template

S1 = approval("s1", "chen.jie")
BACK = "way_back: straight_back"


def carried() -> str:
    return S1 + approval("s2", "xu.jing", "li.na", "he.ping", more=f"mode: all, {BACK}")


def test_1_a_straight_return_keeps_the_votes_of_those_who_saw_the_same_data() -> None:
    story = begin(carried(), amount=100_000).ok("chen.jie").ok("xu.jing").returns("li.na")
    assert story.became("li.na") == ["returned"]
    assert story.became("he.ping") == ["cancelled"]
    assert story.process.tasks[0].kind is TaskKind.RESUBMIT
    assert (story.open, story.status) == (["zhou.ting"], "running")
    assert "等你修改" in story.hears("zhou.ting")
    assert "已由 li.na 退回" in story.hears("he.ping"), "his card locks"
    story.resubmits()
    assert story.hears("xu.jing") == story.hears("chen.jie") == ""
    assert story.open == ["he.ping", "li.na"], "neither 徐静, who said yes, nor 陈杰 is asked"
    assert story.count == "1 of 3"


def test_1b_with_another_amount_all_sign_anew() -> None:
    story = begin(carried(), amount=100_000).ok("chen.jie").ok("xu.jing").returns("li.na")
    story.resubmits(amount=120_000)
    assert story.open == ["he.ping", "li.na", "xu.jing"]
    assert story.count == "0 of 3"


def test_1c_when_a_condition_on_the_way_decides_otherwise_all_is_walked_again() -> None:
    gate = "  - {id: gate, kind: condition, name: g, branches: [{when: amount > 110000, to: s3}]}\n"
    s3 = approval("s3", "wu.hao")
    story = begin(
        S1 + gate + approval("s2", "xu.jing", "li.na", "he.ping", more=f"mode: all, {BACK}") + s3,
        amount=100_000,
    )
    story.ok("chen.jie").ok("xu.jing").returns("li.na").resubmits(amount=120_000)
    assert story.open == ["chen.jie"]
    assert story.told("walks_again") == {"li.na"}
    assert story.hears("li.na")


def test_2_a_yes_that_a_return_undid_settles_no_later_seat() -> None:
    steps = (
        S1 + approval("s2", "li.na", more="edits: [budget]") + approval("s3", "chen.jie", more="repeat: any")
    )
    story = begin(steps, budget=10).ok("chen.jie").returns("li.na").resubmits()
    assert story.open == ["chen.jie"]
    story.ok("chen.jie").ok("li.na")
    assert story.became("chen.jie")[-1] == "skipped"
    assert story.status == "completed"
    edited = begin(steps, budget=10).ok("chen.jie").ok("li.na", budget=20)
    assert edited.open == ["chen.jie"], "he has not seen the new budget"


def veto_vote() -> str:
    return (
        "  - {id: s1, kind: approval, name: s1, mode: vote, pass: 3/5, who: [{person: chen.jie},"
        " {person: wu.hao}, {person: huang.lei}, {person: guo.tao}, {person: xu.jing, veto: true}]}\n"
    )


def test_3_a_majority_does_not_overtake_a_veto_that_was_not_cast() -> None:
    story = begin(veto_vote()).ok("chen.jie").ok("wu.hao").ok("huang.lei")
    assert story.open == ["guo.tao", "xu.jing"]
    story.ok("xu.jing")
    assert (story.became("guo.tao"), story.status) == (["skipped"], "completed")


def test_3b_a_veto_fails_it_at_once() -> None:
    story = begin(veto_vote()).ok("chen.jie").ok("wu.hao").ok("huang.lei").no("xu.jing")
    assert (story.became("guo.tao"), story.status) == (["cancelled"], "rejected")
    assert "xu.jing 驳回了" in story.hears("zhou.ting")


def test_4_removing_a_signer_can_decide() -> None:
    story = begin(approval("s1", "chen.jie", "li.na", "wu.hao", more="mode: vote, pass: 2/3"))
    story.adds("li.na", "xu.jing").ok("chen.jie").ok("li.na")
    assert story.open == ["wu.hao", "xu.jing"]
    assert story.count == "2 of 4"
    story.removes("li.na", "xu.jing")
    assert (story.became("xu.jing"), story.became("wu.hao")) == (["cancelled"], ["skipped"])
    assert story.status == "completed"


def test_5_a_guest_before_then_the_asker_leaves() -> None:
    story = begin(approval("s1", "he.ping", more="due: 3d"))
    assert story.task("he.ping").due_at == at("Wed", "17:00")
    story.adds("he.ping", "xu.jing", position="before")
    assert story.became("he.ping") == ["transferred"]
    people = dict(story.world.directory.people)
    people[PersonId("he.ping")] = replace(people[PersonId("he.ping")], active=False)
    story.world = replace(story.world, directory=replace(story.world.directory, people=people))
    story.on("Tue").admin(c.Reassign, leaver=PersonId("he.ping"), to=PersonId("li.na"))
    assert story.open == ["xu.jing"]
    story.on("Tue", "13:00").ok("xu.jing")
    assert story.open == ["li.na"]
    assert story.task("li.na").due_at == at("Fri", "13:00")
    assert "等你审批" in story.hears("li.na")
    assert story.hears("he.ping") == ""


FORK = """
  - id: fork
    kind: parallel
    name: fork
    branches:
      - steps: [{id: b1, kind: approval, name: b1, who: [{person: xu.jing}]}]
      - steps: [{id: b2, kind: approval, name: b2, who: [{person: li.na}]}]
"""


def test_6_from_behind_a_join_into_one_of_its_branches() -> None:
    story = begin(FORK + approval("s3", "zhang.wei")).ok("xu.jing").ok("li.na")
    story.returns("zhang.wei", "b1")
    assert story.open == ["xu.jing"]
    story.ok("xu.jing")
    assert story.open == ["zhang.wei"]
    assert story.ok("zhang.wei").status == "completed"


def test_7_to_before_the_fork_ends_all_its_branches() -> None:
    story = begin(approval("s0", "chen.jie") + FORK).ok("chen.jie").ok("xu.jing").returns("li.na", "s0")
    assert story.open == ["chen.jie"]
    story.ok("chen.jie")
    assert story.open == ["li.na", "xu.jing"], "her yes before the return no longer counts"


def test_8_a_deputy_does_not_decide_his_own_request() -> None:
    world = begin(S1).delegates("chen.jie", "liu.yang", at("Mon"), at("Sat")).world
    story = begin(S1, starter="liu.yang", world=world)
    assert story.open == ["chen.jie"]
    assert story.told("deputy_starter") == {"chen.jie", "wang.fang"}
    assert "代理人" in story.hears("wang.fang")
    mine = story.named("chen.jie") | {"actor": PersonId("liu.yang")}
    story.refuses("not_yours", c.Approve(**mine))


def test_9_a_delegation_ends_between_two_votes() -> None:
    both = approval("s1", "wu.hao", "li.na", more="mode: all, due: 3d")
    world = begin(both).delegates("wu.hao", "zheng.shuang", at("Mon"), at("Wed", "00:00")).world
    story, other = begin(both, world=world), begin(both, world=world)
    assert story.open == ["li.na", "zheng.shuang"]
    story.on("Tue", "16:00").ok("zheng.shuang")
    decided = story.latest[0]
    assert isinstance(decided, e.TaskApproved)
    assert (decided.actor, decided.on_behalf_of) == ("zheng.shuang", "wu.hao")
    story.on("Wed").redirected()
    assert story.count == "1 of 2"
    task = other.task("wu.hao")
    other.on("Wed", "00:00").redirected()
    after = other.task("wu.hao")
    assert (after.id, after.due_at, after.assignee) == (task.id, task.due_at, "wu.hao")
    mine = other.named("wu.hao") | {"actor": PersonId("zheng.shuang")}
    other.refuses("not_yours", c.Approve(**mine))


ANY = approval("s1", "huang.lei", "zhou.ting", more="mode: any")


def test_10_a_signer_added_beside_is_required_even_in_or_signing() -> None:
    story = begin(ANY, starter="sun.lei").adds("huang.lei", "xu.jing").ok("zhou.ting")
    assert story.became("huang.lei") == ["skipped"]
    assert (story.open, story.status) == (["xu.jing"], "running")
    assert story.no("xu.jing").status == "rejected"
    for person in ("huang.lei", "zhou.ting", "sun.lei"):
        assert "xu.jing 驳回了" in story.hears(person)


def test_11_who_asked_before_is_overtaken() -> None:
    story = begin(ANY, starter="sun.lei").adds("huang.lei", "guo.tao", position="before").ok("zhou.ting")
    assert (story.became("guo.tao"), story.status) == (["skipped"], "completed")
    assert story.became("huang.lei") == ["transferred"]
    assert "已由 zhou.ting 同意" in story.hears("guo.tao"), "his card locks"
    assert story.hears("huang.lei") == ""


def test_12_an_or_signature_is_taken_back() -> None:
    story = begin(ANY + approval("s2", "li.na"), starter="sun.lei").ok("huang.lei")
    story.does(c.AddComment(process=story.process.number, actor=PersonId("li.na"), text="看看"))
    story.takes_back("huang.lei", "s1")
    assert story.became("li.na") == ["cancelled"]
    assert story.open == ["huang.lei", "zhou.ting"]
    assert "已被 huang.lei 拿回" in story.hears("li.na"), "her card locks"
    assert "等你审批" in story.hears("zhou.ting")
    acted = begin(ANY + approval("s2", "li.na"), starter="sun.lei").ok("huang.lei").adds("li.na", "xu.jing")
    acted.refuses("too_late", acted.take_back("huang.lei", "s1"))


def raised() -> str:
    gate = (
        "  - {id: gate, kind: condition, name: g, branches: [{when: budget > 500000, steps: ["
        "{id: s2, kind: approval, name: s2, who: [{person: li.na}], edits: [budget]}]}]}\n"
    )
    return S1 + gate + approval("s3", "he.ping", more="edits: [budget]")


def test_13_a_raise_above_the_limit_asks_those_above_it() -> None:
    story = begin(raised(), budget=400_000).ok("chen.jie")
    assert story.open == ["he.ping"]
    story.ok("he.ping", budget=600_000)
    assert story.open == ["li.na"]
    assert story.ok("li.na").status == "completed"
    edited = begin(raised(), budget=400_000).ok("chen.jie").ok("he.ping", budget=600_000)
    assert edited.ok("li.na", budget=650_000).open == ["he.ping"]


def test_14_an_edit_inside_all_voids_the_votes_before_it() -> None:
    story = begin(approval("s1", "xu.jing", "li.na", more="mode: all, edits: [amount]"), amount=1)
    story.ok("xu.jing").ok("li.na", amount=2)
    assert (story.count, story.open) == ("1 of 2", ["xu.jing"])
    assert story.told("vote_voided") == {"xu.jing"}
    assert "金额 1 → 2" in story.hears("xu.jing")


def test_15_the_starter_is_replaced_by_the_manager_and_merged() -> None:
    story = begin(approval("s1", "chen.jie", "zhang.wei", more="mode: all"), starter="chen.jie")
    assert (story.open, story.count) == (["zhang.wei"], "0 of 1")
    assert begin(approval("s1", "zhang.wei"), starter="zhang.wei").open == ["wang.fang"]


def test_16_a_suspended_process_gives_back_exactly_what_was_left() -> None:
    story = begin(approval("s1", "wu.hao", more="due: 11h, timeout: reject"))
    assert story.task("wu.hao").due_at == at("Tue", "12:00")
    story.on("Mon", "12:00").admin(c.Suspend)
    assert story.on("Wed").fires().status == "running"
    story.refuses("suspended", story.approve("wu.hao"))
    story.on("Thu").admin(c.Resume)
    assert story.task("wu.hao").due_at == at("Thu", "17:00")
    assert story.on("Thu", "17:00").fires().status == "rejected"


def test_16b_a_date_that_passed_meanwhile_fires_once_at_resume() -> None:
    branches = (
        "  - id: both\n    kind: parallel\n    name: 同时\n    branches:\n"
        "      - steps: [{id: s1, kind: approval, name: s1, who: [{person: wu.hao}],"
        " due: 11h, timeout: reject}]\n"
        "      - steps: [{id: day, kind: timer, name: 等, until: '2026-11-25'},"
        " {id: s2, kind: approval, name: s2, who: [{person: li.na}]}]\n"
    )
    story = begin(branches).on("Mon", "12:00").admin(c.Suspend)
    (wait,) = story.process.waits
    fire = c.FireWait(process=story.process.number, actor=SYSTEM, wait=wait.id)
    assert story.on("Wed").does(fire).fires().open == ["wu.hao"]
    story.on("Thu").admin(c.Resume).does(fire)
    assert story.open == ["li.na", "wu.hao"]
    story.does(fire)
    assert story.open == ["li.na", "wu.hao"]
    assert story.task("wu.hao").due_at == at("Thu", "17:00")


def test_17_back_to_the_previous_signer_of_a_sequence() -> None:
    story = begin(approval("s1", "liu.yang", "chen.jie", "zhang.wei", more="mode: sequence"))
    story.ok("liu.yang").ok("chen.jie").returns("zhang.wei", "s1")
    assert (story.open, story.count) == (["chen.jie"], "1 of 3")
    assert (story.became("liu.yang"), story.became("zhang.wei")) == (["approved"], ["returned"])
    again = begin(approval("s1", "liu.yang", "chen.jie", "zhang.wei", more="mode: sequence"))
    again.ok("liu.yang").ok("chen.jie").returns("zhang.wei", "s1").ok("chen.jie")
    assert again.open == ["zhang.wei"], "his turn comes again"
    assert story.no("chen.jie").status == "rejected"


def test_18_a_veto_moves_with_the_seat() -> None:
    vote = (
        "  - {id: s1, kind: approval, name: s1, mode: vote, pass: 1/2, who: "
        "[{person: xu.jing, veto: true}, {person: li.na}, {person: he.ping}]}\n"
    )
    story = begin(vote).transfers("xu.jing", "chen.jie")
    assert story.no("chen.jie").status == "rejected"
    other = begin(vote)
    other.refuses("already_signer", c.Transfer(**other.named("xu.jing"), to=PersonId("li.na")))
    assert other.open == ["he.ping", "li.na", "xu.jing"]


def test_20_two_clicks_at_the_same_instant() -> None:
    story = begin(approval("s1", "li.na", "he.ping", more="mode: all") + approval("s2", "chen.jie"))
    story.ok("li.na").ok("he.ping")
    assert (story.became("li.na"), story.became("he.ping")) == (["approved"], ["approved"])
    assert story.open == ["chen.jie"]
    either = begin(approval("s1", "li.na", "he.ping", more="mode: any"))
    reject = c.Reject(**either.named("he.ping"))
    either.ok("li.na")
    assert either.status == "completed"
    assert "已由 li.na 同意" in either.hears("he.ping"), "his card locks"
    either.refuses("task_closed", reject)
    assert either.became("he.ping") == ["skipped"], "no vote of his is recorded"


def test_the_template_of_the_examples_is_sound() -> None:
    assert template(FORK).step(StepId("fork_join")).kind == "join"
