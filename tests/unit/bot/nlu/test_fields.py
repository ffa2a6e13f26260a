# ruff: noqa: E501 - one utterance with its fields a line
"""What a wish to start something says about the fields, however it runs on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.intent import Intent

Understood = Callable[[str], Intent]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        # Run-on speech: a value ends at the next label, amount, day, count or person in charge.
        ("提个合同审批对方是华星金额两百三十万十二月十号前签", {"counterparty": "华星", "amount": 2300000, "sign_by": "2026-12-10"}),
        ("帮我走一个采购申请示波器探头二十根预算三万六千块下周五之前要",
         {"item": "示波器探头", "quantity": 20, "budget": 36000, "needed_by": "2026-12-04"}),
        ("采购频谱仪 一百二十万", {"item": "频谱仪", "budget": 1200000}),
        ("发起新品立项产品叫雷鸟耳机预算八百万刘洋负责明年六月一号上市",
         {"product": "雷鸟耳机", "budget": 8000000, "owner": "liu.yang", "launch_date": "2027-06-01"}),
        ("客户投诉处理客户是格力说压缩机异响", {"customer": "格力", "problem": "压缩机异响"}),
        ("走个市场推广主题是校园季预算二十五万渠道B站一月五号开始",
         {"campaign": "校园季", "budget": 250000, "channel": "B站", "start_date": "2027-01-05"}),
        # One of the request itself is no quantity; a count of things is.
        ("提交一份采购申请,采购物品是投影仪,共六台", {"item": "投影仪", "quantity": 6}),
        ("采购申请,买四台服务器总价不超过六十万", {"item": "服务器", "quantity": 4, "budget": 600000}),
        ("进一批螺丝五千颗,三千块,供应商找东明", {"item": "螺丝", "quantity": 5000, "budget": 3000, "supplier": "东明"}),
        # The words that ask are no field.
        ("走个新品立项", {}),
        ("提个部署申请", {}),
        ("kick off a procurement request", {}),
        # Who owns it, in either language, and by 我.
        ("走个新品立项:折叠平板,预算1500万,owner我", {"product": "折叠平板", "budget": 15000000, "owner": "sun.lei"}),
        ("start a new product initiation for the Falcon drone, budget 2.5m, Zhou Ting owns it, launch Dec 20",
         {"product": "Falcon drone", "budget": 2500000, "owner": "zhou.ting", "launch_date": "2026-12-20"}),
        ("设计评审:充电盒v2,下周二,赵敏牵头", {"subject": "充电盒v2", "review_date": "2026-12-01", "owner": "zhao.min"}),
        # A leave's kind as said.
        ("我想请年假下周一到周三", {"kind": "年假", "from": "2026-11-30", "to": "2026-12-02"}),
        ("sick leave today, fever", {"kind": "sick leave", "from": "2026-11-25", "to": "2026-11-25", "reason": "fever"}),
        ("周一请个假,annual leave一天", {"kind": "annual leave", "from": "2026-11-30", "to": "2026-11-30"}),
        # Where a system goes.
        ("IT部署 CRM系统 上测试环境 明晚八点到十点",
         {"system": "CRM系统", "environment": "测试环境", "window": "明晚八点到十点"}),
        # Quotes, labels that are words, and a label inside a template's name.
        ("Marketing campaign \"Winter Warmers\", budget 300k, starts Dec 20, on TikTok",
         {"campaign": "Winter Warmers", "budget": 300000, "start_date": "2026-12-20", "channel": "TikTok"}),
        ("Log a complaint for Marriott: the keypads freeze", {"customer": "Marriott", "problem": "the keypads freeze"}),
        ("合同审批:和京东方的屏幕采购合同,金额八百六十万,月底前签",
         {"contract": "屏幕采购合同", "counterparty": "京东方", "amount": 8600000, "sign_by": "2026-11-30"}),
        ("提个变更申请外壳材料换成铝合金会影响成本", {"change": "外壳材料换成铝合金", "impact": "成本"}),
    ],
)  # fmt: skip
def test_fields_as_said(understood: Understood, said: str, fields: dict[str, object]) -> None:
    found = understood(said)
    assert found.name == "start_process"
    assert found.slots.get("fields", {}) == fields
