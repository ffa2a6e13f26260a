"""A wish among other clauses is found; what another clause governs, takes back or only tells of is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.intent import Intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("材料我翻了三遍,还给供应商打了电话,心里有底了,CT-19我批准", "approve"),
        ("今天一早客户就打来电话,嗓门大得很,我跟老马核实过了,麻烦开一个客诉,客户填远航电子", "start_process"),
        ("这几天跑了三家供应商,价格都谈不拢,领导也不满意,PR-19给我撤了", "cancel_process"),
        ("我们部门一年报销上千笔,贴票贴到手软,大家都有怨言,所以我建议:小额报销免贴票", "suggest_improvement"),
        ("老板问我手上还有几件事,你列列我的待办", "my_tasks"),
        ("活动取消了,流程不用走了,MK-19撤掉", "cancel_process"),
        (
            "I read the whole thing twice, the lab agrees with me, please reject CR-19, a test is missing",
            "reject",
        ),
    ],
)
def test_the_clause_with_the_wish_counts(understood: Callable[[str], Intent], text: str, intent: str) -> None:
    assert understood(text).name == intent


@pytest.mark.parametrize(
    "text",
    [
        "如果预算没问题的话,到时候再说,PR-19先不批",
        "客户在电话里说,全部通过",
        "他写了三页意见,最后一句是:驳回",
        "我琢磨了一晚上,要是当初批了PR-19,现在早投产了",
        "把NP-19驳回,开玩笑的",
        "驳回意见写得跟论文一样,看得我眼花",
        "嗯……",
        "I'm planning to approve the budget next week after the audit",
        "the launch went well, our client approved the invoice yesterday",
    ],
)
def test_what_another_clause_governs_or_tells_of_is_no_wish(
    understood: Callable[[str], Intent], text: str
) -> None:
    assert understood(text).name in ("none", "deny"), understood(text)
