"""Processes that start others, call services, and wait for other systems: with the workers that do it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.app.effects import open_effects
from engine import commands as c
from engine.people import PersonId
from engine.process import Number, Process, ProcessStatus
from tests.scenarios.company import Company

LIU = PersonId("liu.yang")
HEAD = """
id: {id}
prefix: {prefix}
name: {id}
about: 演示
owners: [wang.fang]
fields:
  - {{id: item, label: 物品}}
  - {{id: amount, type: money, label: 金额}}
steps:
"""


def published(company: Company, id: str, prefix: str, steps: str, more: str = "") -> None:
    head = HEAD.format(id=id, prefix=prefix)
    company.core.templates.publish(id, head.replace("fields:", f"{more}fields:") + steps, company.clock.now())


def start(company: Company, template: str, **fields: object) -> Process:
    command = c.StartProcess.model_validate({"actor": LIU, "template": template, "fields": fields})
    process = company.core.workflow.execute(command, company.clock.now()).process
    company.works()
    return company.process(process.number)


def approves(company: Company, person: str, number: str) -> None:
    (task,) = [each for each in company.process(number).tasks if each.assignee == person]
    command = c.Approve(actor=PersonId(person), process=Number(number), task=task.id)
    company.core.workflow.execute(command, company.clock.now())
    company.works()


CHILD = "  - {id: look, kind: approval, name: 看, who: [{person: xu.jing}]}\n"
CALL = """  - id: child
    kind: call
    name: 子流程
    template: child
    fields: {item: item}
    results: {amount: amount}
%s"""
AFTER = "  - {id: after, kind: approval, name: 后, who: [{person: chen.jie}]}\n"


def test_a_sub_process_is_started_and_its_end_goes_on(company: Company) -> None:
    published(company, "child", "CH", CHILD)
    published(company, "parent", "PA", CALL % "" + AFTER)
    parent = start(company, "parent", item="合同")
    (wait,) = parent.waits
    assert wait.child == "CH-1"
    assert company.process("CH-1").fields["item"] == "合同"
    approves(company, "xu.jing", "CH-1")
    assert [each.assignee for each in company.process(parent.number).tasks] == ["chen.jie"]


def test_a_withdrawn_parent_takes_its_waited_child_along_and_leaves_the_other(company: Company) -> None:
    published(company, "child", "CH", CHILD)
    free = CALL.replace("id: child", "id: free") % "    wait: false\n"
    published(company, "parent", "PA", free + CALL % "")
    parent = start(company, "parent", item="合同")
    assert [company.process(each).status for each in ("CH-1", "CH-2")] == [ProcessStatus.RUNNING] * 2
    company.core.workflow.execute(c.Cancel(actor=LIU, process=parent.number), company.clock.now())
    company.works()
    found = {each: company.process(each).status for each in ("CH-1", "CH-2")}
    assert sorted(found.values()) == [ProcessStatus.CANCELLED, ProcessStatus.RUNNING]
    assert found[str(parent.waits[0].child)] is ProcessStatus.CANCELLED
    assert "随上级流程一起取消了" in company.hears("xu.jing").text
    assert "它发起的子流程不受影响,会继续走" in company.hears("liu.yang").text


@pytest.mark.parametrize("ends", ["withdrawn", "rejected"])
def test_with_cascade_all_the_child_that_nobody_waits_for_ends_too(company: Company, ends: str) -> None:
    published(company, "child", "CH", CHILD)
    free = CALL.replace("id: child", "id: free") % "    wait: false\n"
    published(company, "parent", "PA", free + AFTER, "cascade: all\n")
    parent = start(company, "parent", item="合同")
    assert company.process("CH-1").status is ProcessStatus.RUNNING
    if ends == "withdrawn":
        company.core.workflow.execute(c.Cancel(actor=LIU, process=parent.number), company.clock.now())
    else:
        (task,) = company.process(parent.number).tasks
        no = c.Reject(actor=PersonId("chen.jie"), process=parent.number, task=task.id)
        company.core.workflow.execute(no, company.clock.now())
    company.works()
    assert company.process("CH-1").status is ProcessStatus.CANCELLED
    assert "会继续走" not in company.hears("liu.yang").text


def test_a_child_that_nobody_waits_for_outlives_a_rejection_and_the_starter_is_told(company: Company) -> None:
    published(company, "child", "CH", CHILD)
    free = CALL.replace("id: child", "id: free") % "    wait: false\n"
    published(company, "parent", "PA", free + AFTER)
    parent = start(company, "parent", item="合同")
    (task,) = company.process(parent.number).tasks
    no = c.Reject(actor=PersonId("chen.jie"), process=parent.number, task=task.id)
    company.core.workflow.execute(no, company.clock.now())
    company.works()
    assert company.process("CH-1").status is ProcessStatus.RUNNING
    assert "它发起的子流程不受影响,会继续走" in company.hears("liu.yang").text


def test_a_child_that_cannot_start_halts_the_parent(company: Company) -> None:
    published(company, "parent", "PA", CALL % "" + AFTER)
    parent = company.process(start(company, "parent").number)
    assert [each.problem for each in parent.halts] == ["child_failed"]
    assert "停在" in company.hears("wang.fang").text


def test_a_message_goes_to_the_process_that_waits_for_it_once(company: Company) -> None:
    steps = "  - {id: paid, kind: message, name: 付款, message: paid, takes: {amount: sum}}\n" + AFTER
    published(company, "parent", "PA", steps)
    first, second = start(company, "parent"), start(company, "parent")
    effects, now = open_effects(company.core), company.clock.now()
    assert effects.receive("erp", "m1", "paid", first.number, {"sum": 12}, now) == 1
    assert effects.receive("erp", "m1", "paid", first.number, {"sum": 12}, now) == 0, "a repetition"
    assert company.process(first.number).fields["amount"] == 12
    assert company.process(second.number).waits


def test_a_message_that_comes_early_or_while_suspended_is_kept(company: Company) -> None:
    steps = "  - {id: paid, kind: message, name: 付款, message: paid}\n" + AFTER
    published(company, "parent", "PA", AFTER.replace("after", "before").replace("chen.jie", "wu.hao") + steps)
    number = start(company, "parent").number
    effects = open_effects(company.core)
    assert effects.receive("erp", "m1", "paid", number, None, company.clock.now()) == 0
    approves(company, "wu.hao", number)
    assert [each.step for each in company.process(number).tasks] == ["after"]


def test_a_timer_goes_on_when_its_time_has_come(company: Company) -> None:
    published(company, "parent", "PA", "  - {id: rest, kind: timer, name: 等, after: 4h}\n" + AFTER)
    number = start(company, "parent").number
    company.passes(hours=1)
    assert company.process(number).waits
    company.passes(hours=5)
    assert [each.step for each in company.process(number).tasks] == ["after"]


@dataclass
class Shop:
    """Another system: it answers what it is told to, in turn."""

    answers: list[tuple[int, bytes]]
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def shop() -> Iterator[Shop]:
    shop = Shop([(500, b""), (200, b'{"order": {"sum": 99}}')])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            shop.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status, answer = shop.answers.pop(0) if len(shop.answers) > 1 else shop.answers[0]
            self.send_response(status)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    shop.url = f"http://127.0.0.1:{server.server_port}/order"
    yield shop
    server.shutdown()
    server.server_close()


SERVICE = """  - id: order
    kind: service
    name: 下单
    url: "%s"
    sends: {what: item}
    takes: {amount: order.sum}
%s"""


def test_a_service_is_called_signed_and_again_after_a_failure(company: Company, shop: Shop) -> None:
    published(company, "parent", "PA", SERVICE % (shop.url, "") + AFTER)
    number = start(company, "parent", item="示波器").number
    assert company.process(number).waits, "the first attempt failed"
    company.passes(minutes=5)
    process = company.process(number)
    assert (process.fields["amount"], [each.step for each in process.tasks]) == (99, ["after"])
    (first, body), (second, _) = shop.heard
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-signature"].startswith("v1,")
    assert '"what": "示波器"' in body.decode()


def test_a_service_that_refuses_takes_the_way_for_errors(company: Company, shop: Shop) -> None:
    shop.answers = [(400, b"")]
    by_hand = AFTER.replace("after", "hand")
    published(company, "parent", "PA", SERVICE % (shop.url, "    on_error: hand\n") + AFTER + by_hand)
    number = start(company, "parent", item="示波器").number
    assert [each.step for each in company.process(number).tasks] == ["hand"]
    assert len(shop.heard) == 1
