"""More signers, deputies, and back to an earlier step, as people say it."""

from __future__ import annotations

from tests.scenarios.company import Company


def test_whoever_is_added_must_sign_too(company: Company) -> None:
    number = company.says("liu.yang", "报销1200元差旅费").started().number
    asked = company.says("chen.jie", "加签法务徐静")
    assert f"请徐静(法务)和你一起签 {number}" in asked.text
    assert f"已加签 {number}" in company.says("chen.jie", "好的").text
    assert "陈杰请你加签" in company.hears("xu.jing").text
    company.presses("chen.jie", "同意")
    assert {task.assignee for task in company.process(number).tasks} == {"xu.jing"}
    company.presses("xu.jing", "同意")
    assert "xu.jing" not in {task.assignee for task in company.process(number).tasks}


def test_a_signer_before_decides_first(company: Company) -> None:
    number = company.says("liu.yang", "报销1200元差旅费").started().number
    company.says("chen.jie", "前加签何平")
    company.says("chen.jie", "好的")
    assert [task.assignee for task in company.process(number).tasks] == ["he.ping"]
    company.presses("he.ping", "同意")
    assert [task.assignee for task in company.process(number).tasks] == ["chen.jie"]
    assert "轮到你决定" in company.hears("chen.jie").text


def test_a_deputy_acts_and_the_record_shows_both(company: Company) -> None:
    number = company.says("liu.yang", "报销1200元差旅费").started().number
    asked = company.says("chen.jie", "从今天到周五郭涛替我批")
    assert "郭涛(质量经理)代你审批" in asked.text
    assert "郭涛代你审批" in company.says("chen.jie", "好的").text
    company.passes(minutes=1)
    (task,) = company.process(number).tasks
    assert (task.assignee, task.on_behalf_of) == ("guo.tao", "chen.jie")
    card = company.hears("guo.tao").card
    assert ("代谁审批", "陈杰(研发总监)") in [(each.label.zh, each.value.zh) for each in card.facts]
    done = f"task/{company.process(number).tasks[0].id}"
    company.presses("guo.tao", "同意")
    assert "郭涛 代 陈杰 同意了" in company.hears("liu.yang").text
    assert "郭涛 代 陈杰 同意" in company.says("liu.yang", f"{number} 走到哪了").text
    outcome = company.card_of("guo.tao", done).outcome
    assert outcome is not None
    assert outcome.zh.startswith("郭涛 代 陈杰 已同意")
    assert outcome.en.startswith("Approved by Guo Tao for Chen Jie")


def test_what_a_deputy_did_not_decide_comes_back(company: Company) -> None:
    number = company.says("liu.yang", "报销1200元差旅费").started().number
    company.says("chen.jie", "从今天到周五郭涛替我批")
    company.says("chen.jie", "好的")
    company.passes(minutes=1)
    company.passes(days=5)
    (task,) = company.process(number).tasks
    assert (task.assignee, task.on_behalf_of) == ("chen.jie", None)


def test_deputies_do_not_stand_in_for_each_other(company: Company) -> None:
    company.says("chen.jie", "从今天到周五郭涛替我批")
    company.says("chen.jie", "好的")
    refused = company.says("guo.tao", "从今天到周五陈杰替我批")
    assert "绕成一圈" in refused.text
    assert "确认" not in refused.labels


def test_back_to_the_step_before(company: Company) -> None:
    process = company.says("liu.yang", "申请采购10台示波器,预算62万,供应商苏州测试").started()
    company.presses("chen.jie", "同意")
    (task,) = company.process(process.number).tasks
    name = process.template.step(process.tasks[0].step).name.zh
    asked = company.says(task.assignee, "退回上一步,型号不对")
    assert f"退回「{name}」" in asked.text
    company.says(task.assignee, "好的")
    assert [each.assignee for each in company.process(process.number).tasks] == ["chen.jie"]
