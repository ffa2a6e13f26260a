"""Wishes to change a template are `create_template`; suggestions, questions and form values are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.intent import Intent
from tests.unit.bot.modelling.test_changing import CASES

OTHERS = (
    ("把采购审批改成并行", "suggest_improvement"),
    ("建议把法务审核提前", "suggest_improvement"),
    ("能不能把设计评审和成本核算改成并行,这样快点", "suggest_improvement"),
    ("IT部署最好加上回滚演练这一步", "suggest_improvement"),
    ("变更申请:把电池容量改成5000毫安,影响成本,周五前要", "start_process"),
    ("先别改采购流程", "none"),
    ("NP-33 加上质量经理会签", "add_signer"),
)


@pytest.mark.parametrize("said", [said for said, _, _ in CASES])
def test_a_wish_to_change_one(said: str, understood: Callable[[str], Intent]) -> None:
    found = understood(said)
    assert found.name == "create_template"
    assert found.slots["text"]


@pytest.mark.parametrize(("said", "intent"), OTHERS)
def test_what_is_none(said: str, intent: str, understood: Callable[[str], Intent]) -> None:
    assert understood(said).name == intent
