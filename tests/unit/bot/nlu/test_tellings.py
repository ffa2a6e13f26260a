"""What is told of is not asked for; the same act as a wish still is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.intent import Intent


@pytest.mark.parametrize(
    "text",
    [
        "前年我们发起过一次新品立项,没成",
        "小郭昨天 approve 了我的 CC-9,开心",
        "李娜reject了我的报销",
        "我上个月请过一次假",
        "之前走过一个采购",
        "他们把变更申请撤了",
        "PR-83 我已于昨日批准",
        "差一点就驳回了",
        "换我就全批了",
        "上午陈总把我的报销给驳回了,郁闷",
        "would you reject it",
        "would you approve it if you were her?",
        "reject negativity, embrace change",
        "昨天忙到半夜才打卡",
        "Sun Lei transferred his leave request to Zhou Ting yesterday",
        "万一CT-3又被退回来,我就去钓鱼",
        "我的梦想是一键审批所有流程",
        "邻居家小孩天天嚷着“我要请假”",
        "a song named 'remind me tomorrow'",
        "少算了三十块打车费,就当做慈善吧",
    ],
)
def test_an_act_that_is_told_or_supposed_is_no_wish(understood: Callable[[str], Intent], text: str) -> None:
    assert understood(text).name in ("none", "deny", "process_status", "comment"), text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("帮我approve了NP-12", "approve"),
        ("报销被退回了,撤掉吧,就这样", "cancel_process"),
        ("start a new product named 'Nova'", "start_process"),
        ("发起新品立项,产品叫“启明”", "start_process"),
        ("这个approve了吧", "approve"),
        ("把我昨天提的采购撤了吧", "cancel_process"),
        ("把我前天交的请假撤了", "cancel_process"),
        ("would you approve NP-12 please", "approve"),
        ("approve the lot", "approve"),
        ("请病假大后天一天", "start_process"),
        ("嗓子不太舒服,今天上午请个病假", "start_process"),
        ("云雀音箱走到哪了", "process_status"),
        ("发起过的流程再发一个采购,买3台打印机", "start_process"),
    ],
)
def test_a_wish_in_the_same_words_is_one(understood: Callable[[str], Intent], text: str, intent: str) -> None:
    assert understood(text).name == intent
