"""Who comes too late reads what happened instead, on the card and as an answer."""

from __future__ import annotations

from tests.scenarios.company import Company
from tests.scenarios.test_effects import published, start

EITHER = (
    "  - {id: one, kind: approval, name: 审, mode: any, who: [{person: li.na}, {person: he.ping}], due: 2d}\n"
)
AFTER = "  - {id: next, kind: approval, name: 再审, who: [{person: chen.jie}], due: 2d}\n"


def _task_of(company: Company, number: str, person: str) -> str:
    return next(each.id for each in company.process(number).tasks if each.assignee == person)


def test_an_or_signer_who_was_overtaken_reads_by_whom(company: Company) -> None:
    published(company, "either", "EI", EITHER + AFTER)
    number = start(company, "either").number
    mine = _task_of(company, number, "he.ping")
    company.presses("li.na", "同意")
    card = company.card_of("he.ping", f"task/{mine}")
    assert card.outcome is not None
    assert card.outcome.zh.startswith("已由 李娜 同意 · ")
    assert card.outcome.en.startswith("Approved by Li Na, ")
    late = company.presses_id("he.ping", f"approve/{mine}")
    assert "已由 李娜 于 今天 10:00 同意" in late.text
    assert "Approved by Li Na today 10:00" in late.english


def test_a_card_taken_back_and_one_withdrawn_say_so(company: Company) -> None:
    published(company, "either", "EI", EITHER + AFTER)
    number = start(company, "either").number
    company.presses("li.na", "同意")
    waiting = _task_of(company, number, "chen.jie")
    company.presses("li.na", "收回")
    assert "已被 李娜 拿回" in company.hears("chen.jie").text
    assert "已被 李娜 于 今天 10:00 拿回" in company.presses_id("chen.jie", f"approve/{waiting}").text
    company.hears("he.ping")
    company.says("liu.yang", f"撤回{number}")
    company.says("liu.yang", "好的")
    assert "申请已由 刘洋 撤回" in company.hears("he.ping").text


def test_a_click_on_an_old_card_brings_the_new_one_and_does_not_count_for_it(company: Company) -> None:
    """R72."""
    published(company, "either", "EI", EITHER.replace(", {person: he.ping}", "") + AFTER)
    number = start(company, "either").number
    old = _task_of(company, number, "li.na")
    company.presses("li.na", "同意")
    company.presses("chen.jie", "退回")
    company.presses("chen.jie", "提交", reason="再看看", to_step="one")
    new = _task_of(company, number, "li.na")
    company.hears("li.na")
    company.presses_id("li.na", f"reject/{old}")
    said = company.presses("li.na", "提交", reason="不")
    assert "已由 李娜 于 今天 10:00 同意" in said.text
    assert said.card.key == f"task/{new}"
    assert _task_of(company, number, "li.na") == new, "it is still open"
