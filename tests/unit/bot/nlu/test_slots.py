# ruff: noqa: E501 - one utterance with its slots a line
"""Free words, times and periods without the words that carry them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.intent import Intent

Understood = Callable[[str], Intent]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("驳回 MK-62,理由是预算超了", {"task": "MK-62", "reason": "预算超了"}),
        ("驳回CT-9:条款没写清", {"task": "CT-9", "reason": "条款没写清"}),
        ("退回至申请人,发票抬头错了", {"to_step": "申请人", "reason": "发票抬头错了"}),
        ("这几个都给过", {"all": True}),
        ("approve everything on my list", {"all": True}),
        ("approve the lot", {"all": True}),
        ("comment on CT-40: the seal is missing", {"process": "CT-40", "text": "the seal is missing"}),
        ("leave a note on NP-12 saying samples arrive Friday", {"process": "NP-12", "text": "samples arrive Friday"}),
        ("上一季度财务部的工作量图", {"chart": "workload", "team": "finance", "period": "last_quarter"}),
        ("Can I see a burndown chart for Falcon?", {"chart": "burndown", "process": "Falcon"}),
        ("remind me at 9 tonight to send the minutes", {"text": "send the minutes", "at": "2026-11-25T21:00"}),
        ("remind Zhao Min to submit the draft by Friday",
         {"text": "submit the draft", "at": "2026-11-27", "person": "zhao.min"}),
        ("30min后提醒我取快递", {"text": "取快递", "at": "2026-11-25T11:00"}),
        ("snooze 2h", {"until": "2026-11-25T12:30"}),
        ("过半个钟再提醒我", {"until": "2026-11-25T11:00"}),
        ("delegate my approvals to Ma Chao till 12/10", {"person": "ma.chao", "to": "2026-12-10"}),
        ("12.2-12.6我休假,审批交给周婷", {"person": "zhou.ting", "from": "2026-12-02", "to": "2026-12-06"}),
        ("二十二时至次日七时不要打扰我", {"key": "quiet_hours", "value": "22:00-07:00"}),
        ("我到苏州工厂了,签到", {"kind": "check_in", "place": "苏州工厂"}),
        ("催老板", {"person": "chen.jie"}),
    ],
)  # fmt: skip
def test_slots_as_said(understood: Understood, said: str, slots: dict[str, object]) -> None:
    assert understood(said).slots == slots
