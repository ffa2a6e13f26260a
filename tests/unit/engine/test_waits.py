"""Steps that wait for something other than people: moments, messages, services, sub-processes."""

from __future__ import annotations

from typing import Any

from bot.app import found
from engine import commands as c
from engine.events import WaitEnded
from engine.formats.yaml import read
from engine.people import SYSTEM
from engine.process import Number, Wait, WaitKind
from tests.unit.engine.galaxy import Story, approval, at, begin

NEXT = approval("s2", "chen.jie")


def ends(story: Story, wait: Wait, **more: Any) -> Story:
    return story.does(c.EndWait(actor=SYSTEM, process=story.process.number, wait=wait.id, **more))


def fires(story: Story) -> Story:
    for wait in story.process.waits:
        story.does(c.FireWait(actor=SYSTEM, process=story.process.number, wait=wait.id))
    return story


def test_a_timer_counts_working_time_and_then_goes_on() -> None:
    story = begin("  - {id: pause, kind: timer, name: 等, after: 12h}\n" + NEXT)
    (wait,) = story.process.waits
    assert (wait.kind, wait.at) == (WaitKind.TIMER, at("Tue", "13:00"))
    assert fires(story.on("Tue", "12:59")).open == []
    assert fires(story.on("Tue", "13:00")).open == ["chen.jie"]


def test_a_timer_by_the_clock_runs_at_night_too() -> None:
    (wait,) = begin(
        "  - {id: pause, kind: timer, name: 等, after: 12h, working: false}\n" + NEXT
    ).process.waits
    assert wait.at == at("Mon", "21:00")


def test_a_date_of_the_form_is_waited_for_and_a_missing_one_halts() -> None:
    steps = "  - {id: pause, kind: timer, name: 等, until: note}\n" + NEXT
    (wait,) = begin(steps, note="2026-11-27").process.waits
    assert (wait.at, wait.fixed) == (at("Fri"), True)
    (halt,) = begin(steps, note="改天").process.halts
    assert halt.problem == "date_missing"


def test_a_suspension_moves_a_span_but_not_a_date() -> None:
    branches = (
        "  - id: both\n    kind: parallel\n    name: 同时\n    branches:\n"
        "      - steps: [{id: span, kind: timer, name: 等, after: 24h, working: false}]\n"
        "      - steps: [{id: day, kind: timer, name: 等, until: '2026-11-25'}]\n"
    )
    story = begin(branches + NEXT).on("Mon", "12:00").admin(c.Suspend)
    assert len(fires(story.on("Thu")).process.waits) == 2, "nothing fires meanwhile"
    story.admin(c.Resume)
    moments = {str(each.step): each.at for each in story.process.waits}
    assert moments == {"span": at("Fri", "06:00"), "day": at("Wed")}
    assert [str(each.step) for each in fires(story).process.waits] == ["span"]


def test_a_message_fills_fields_and_only_the_right_key_is_awaited() -> None:
    steps = "  - {id: paid, kind: message, name: 付款, message: paid, takes: {amount: payment.sum}}\n" + NEXT
    story = begin(steps)
    (wait,) = story.process.waits
    assert (wait.name, wait.key) == ("paid", "ST-1")
    ends(story, wait, data={"payment": {"sum": "1200"}})
    assert (story.process.fields["amount"], story.open) == (1200, ["chen.jie"])


def test_a_message_that_does_not_fit_the_form_halts_it_and_a_retry_waits_anew() -> None:
    steps = "  - {id: paid, kind: message, name: 等付款, message: paid, takes: {amount: sum}}\n" + NEXT
    story = begin(steps)
    ends(story, story.process.waits[0], data={"sum": "viel"})
    assert [each.problem for each in story.process.halts] == ["message_unfit"]
    story.does(c.Retry(process=story.process.number, actor=story.process.template.owners[0], reason="修好了"))
    assert [each.name for each in story.process.waits] == ["paid"]


def test_the_first_of_several_events_counts() -> None:
    steps = (
        "  - id: first\n    kind: events\n    name: 先到\n    branches:\n"
        "      - steps: [{id: paid, kind: message, name: 付款, message: paid}]\n"
        "      - steps: [{id: late, kind: timer, name: 超时, after: 8h},"
        " {id: chase, kind: task, name: 催款, who: [{person: wu.hao}]}]\n"
    )
    paid = begin(steps + NEXT)
    assert len(paid.process.waits) == 2
    ends(paid, next(each for each in paid.process.waits if each.name == "paid"))
    assert (len(paid.process.waits), paid.open) == (0, ["chen.jie"])
    assert [each.cause for each in paid.latest if isinstance(each, WaitEnded)] == ["happened", "overtaken"]
    late = fires(begin(steps + NEXT).on("Mon", "17:00"))
    assert (len(late.process.waits), late.open) == (0, ["wu.hao"])


SERVICE = "  - {id: book, kind: service, name: 记账, url: 'https://erp.example/book', takes: {note: id}%s}\n"


def test_a_service_answers_or_goes_its_way_for_errors() -> None:
    story = begin(SERVICE % "" + NEXT)
    ends(story, story.process.waits[0], data={"id": "B-7"})
    assert (story.process.fields["note"], story.open) == ("B-7", ["chen.jie"])
    broken = begin(SERVICE % "" + NEXT)
    ends(broken, broken.process.waits[0], outcome="failed", detail="answered 500")
    assert [(each.problem, each.detail) for each in broken.process.halts] == [
        ("service_failed", "answered 500")
    ]
    by_hand = approval("hand", "wu.hao")
    mended = begin(SERVICE % ", on_error: hand" + NEXT + by_hand)
    ends(mended, mended.process.waits[0], outcome="failed")
    assert mended.open == ["wu.hao"]


def test_a_final_service_ends_the_right_to_withdraw() -> None:
    story = begin(SERVICE % ", final: true" + NEXT)
    ends(story, story.process.waits[0])
    withdraw = c.Cancel(process=story.process.number, actor=story.process.starter)
    story.refuses("too_late", withdraw)


def test_a_return_calls_a_service_anew_unless_once_is_said() -> None:
    for once, waits in ((", once: true", 0), ("", 1)):
        story = begin(approval("s1", "wu.hao") + SERVICE % once + NEXT).ok("wu.hao")
        ends(story, story.process.waits[0])
        story.returns("chen.jie", "s1").ok("wu.hao")
        assert len(story.process.waits) == waits


CALL = "  - {id: child, kind: call, name: 子流程, template: other%s}\n"


def test_a_child_is_waited_for_and_its_results_are_taken() -> None:
    story = begin(CALL % ", results: {note: item}" + NEXT)
    (wait,) = story.process.waits
    story.does(c.RecordChild(actor=SYSTEM, process=story.process.number, wait=wait.id, child=Number("OT-1")))
    assert story.process.waits[0].child == "OT-1"
    ends(story, wait, data={"item": "好了"})
    assert (story.process.fields["note"], story.open) == ("好了", ["chen.jie"])


def test_a_rejected_child_rejects_and_a_cancelled_one_halts() -> None:
    rejected = begin(CALL % "" + NEXT)
    assert ends(rejected, rejected.process.waits[0], outcome="rejected").status == "rejected"
    back = begin(CALL % ", reject_to: starter" + NEXT)
    assert ends(back, back.process.waits[0], outcome="rejected").open == ["zhou.ting"]
    cancelled = begin(CALL % "" + NEXT)
    ends(cancelled, cancelled.process.waits[0], outcome="cancelled")
    assert [each.problem for each in cancelled.process.halts] == ["child_cancelled"]


def test_19_withdrawing_ends_the_waits_and_the_children_not_waited_for_stay_known() -> None:
    story = begin(CALL % ", wait: false" + "  - {id: other, kind: call, name: 等, template: other}\n")
    opened = [each for each in story.history if each.type == "wait_opened"]
    assert len(opened) == 2
    assert len(story.process.waits) == 1
    unwaited = c.RecordChild(actor=SYSTEM, process=story.process.number, wait=2, child=Number("OT-2"))
    story.does(unwaited)
    assert story.process.children == ("OT-2",)
    story.withdraws()
    assert story.status == "cancelled"
    assert story.told("child_goes_on") == {"zhou.ting"}
    ended = [each for each in story.latest if isinstance(each, WaitEnded)]
    assert [each.cause for each in ended] == ["ended"]


def test_one_child_for_each_row_and_all_are_waited_for() -> None:
    head = "fields:\n  - {id: rows, type: table, label: 行, columns: [{id: who, label: 谁}]}\n"
    source = (
        f"id: story\nprefix: ST\nname: 故事\nabout: 故事\nowners: [wang.fang]\n{head}steps:\n"
        + CALL % ", each: rows"
        + NEXT
    )
    template = read(source, 1, found.step_types())
    story = begin(template, rows=[{"who": "a"}, {"who": "b"}])
    first, second = story.process.waits
    assert [first.item, second.item] == [{"who": "a"}, {"who": "b"}]
    assert ends(story, first).open == []
    assert ends(story, second).open == ["chen.jie"]
    assert begin(template).open == ["chen.jie"], "no rows, no children"


def test_inclusive_branches_join_those_that_were_taken() -> None:
    steps = (
        "  - id: some\n    kind: inclusive\n    name: 按需\n    branches:\n"
        "      - {when: amount > 10, steps: [{id: a, kind: approval, name: a, who: [{person: li.na}]}]}\n"
        "      - {when: budget > 10, steps: [{id: b, kind: approval, name: b, who: [{person: wu.hao}]}]}\n"
        "      - {steps: [{id: c, kind: approval, name: c, who: [{person: guo.tao}]}]}\n"
    )
    assert begin(steps + NEXT, amount=11, budget=11).open == ["li.na", "wu.hao"]
    one = begin(steps + NEXT, amount=11, budget=1)
    assert one.open == ["li.na"]
    assert one.ok("li.na").open == ["chen.jie"]
    assert begin(steps + NEXT, amount=1, budget=1).open == ["guo.tao"]


def test_a_finish_ends_the_process_wherever_else_it_stands() -> None:
    steps = (
        "  - id: both\n    kind: parallel\n    name: 同时\n    branches:\n"
        "      - steps:\n"
        "          - {id: a, kind: approval, name: a, who: [{person: li.na}]}\n"
        "          - {id: stop, kind: finish, name: 停}\n"
        "      - steps: [{id: b, kind: approval, name: b, who: [{person: wu.hao}]}]\n"
    )
    story = begin(steps).ok("li.na")
    assert (story.status, story.became("wu.hao")) == ("completed", ["cancelled"])
