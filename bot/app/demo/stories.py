"""What happened at Galaxy Dynamics in the last half year: who asked for what, and how it went."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import JsonValue

Fields = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class How:
    """What does not go straight: each names the step at which it happens, once."""

    rejected_at: str = ""
    returned_at: str = ""
    handed_on: str = ""  # `step:person`
    reason: str = ""
    withdrawn: bool = False


HOW = How()


@dataclass(frozen=True, slots=True)
class Story:
    template: str
    starter: str
    fields: Fields
    how: How = HOW


def _np(product: str, starter: str, budget: int, owner: str, reason: str, how: How = HOW) -> Story:
    fields: Fields = {"product": product, "budget": budget, "owner": owner, "reason": reason}
    return Story("new_product", starter, fields, how)


def _pr(item: str, quantity: int, budget: int, starter: str, supplier: str = "", how: How = HOW) -> Story:
    fields: Fields = {"item": item, "quantity": quantity, "budget": budget, "supplier": supplier}
    return Story("procurement", starter, fields, how)


def _ct(contract: str, counterparty: str, amount: int, starter: str, how: How = HOW) -> Story:
    fields: Fields = {"contract": contract, "counterparty": counterparty, "amount": amount}
    return Story("contract_review", starter, fields, how)


def _ex(amount: int, category: str, starter: str, reason: str, how: How = HOW) -> Story:
    return Story("expense", starter, {"amount": amount, "category": category, "reason": reason}, how)


def _mk(campaign: str, budget: int, channel: str, how: How = HOW) -> Story:
    fields: Fields = {"campaign": campaign, "budget": budget, "channel": channel}
    return Story("marketing_campaign", "zheng.shuang", fields, how)


def _it(system: str, environment: str, starter: str, owner: str = "huang.lei") -> Story:
    return Story("it_deployment", starter, {"system": system, "environment": environment, "owner": owner})


def _dr(subject: str, starter: str, owner: str, how: How = HOW) -> Story:
    return Story("design_review", starter, {"subject": subject, "owner": owner}, how)


def _cr(change: str, impact: str, starter: str, how: How = HOW) -> Story:
    return Story("change_request", starter, {"change": change, "impact": impact}, how)


def _cc(customer: str, problem: str, severity: str) -> Story:
    fields: Fields = {"customer": customer, "problem": problem, "severity": severity}
    return Story("customer_complaint", "ma.chao", fields)


FINISHED = (
    _np("云雀耳机", "liu.yang", 900_000, "sun.lei", "耳机线缺入门款"),
    _ex(1280, "差旅", "sun.lei", "苏州模具厂出差"),
    _pr("示波器", 4, 168_000, "sun.lei", "普源精电"),
    _cc("永辉超市", "价签屏闪烁", "一般"),
    _ct(
        "注塑框架合同", "华东模塑", 860_000, "he.ping", how=How(returned_at="signing", reason="违约条款要补")
    ),
    _mk("618 大促", 420_000, "抖音"),
    _dr("云雀耳机外壳", "zhao.min", "sun.lei"),
    _it("CRM 3.2", "生产", "zhou.ting"),
    _ex(356, "交通", "zheng.shuang", "拜访渠道商"),
    _pr("笔记本电脑", 6, 45_000, "zhou.ting", "联想"),
    _cr("云雀耳机电池改 500mAh", "影响成本和交期", "sun.lei"),
    _np(
        "星环音箱",
        "liu.yang",
        2_600_000,
        "liu.yang",
        "客厅场景缺旗舰",
        how=How(returned_at="ceo", reason="先把渠道毛利算清楚"),
    ),
    _ex(5_600, "招待", "wu.hao", "经销商年会"),
    _cc("蓝海科技", "充电发烫", "严重"),
    _ct("云服务续费", "云帆数据", 320_000, "zhou.ting"),
    _pr(
        "3D 打印机",
        1,
        86_000,
        "zhao.min",
        "创想三维",
        how=How(rejected_at="manager", reason="先用外协,明年再买"),
    ),
    _mk("云雀耳机首发", 260_000, "小红书"),
    _dr("星环音箱结构", "sun.lei", "sun.lei", how=How(rejected_at="experts", reason="散热没算够")),
    _dr("星环音箱结构(二)", "sun.lei", "chen.jie"),
    _ex(890, "差旅", "ma.chao", "华北客户现场"),
    _it("ERP 月结补丁", "生产", "zhou.ting"),
    _pr("测试夹具", 12, 36_000, "guo.tao"),
    _cc("远洋物业", "蓝牙断连", "一般"),
    _ct("代工补充协议", "鼎盛电子", 1_500_000, "he.ping"),
    _ex(240, "餐费", "zhao.min", "评审加班"),
    _cr("包装改环保纸盒", "成本略降", "zhao.min"),
    _mk("开学季", 180_000, "微信", how=How(rejected_at="manager", reason="和首发撞期")),
    _pr("频谱分析仪", 1, 720_000, "zhou.ting", "是德科技"),
    _np(
        "晨光台灯",
        "liu.yang",
        380_000,
        "zhao.min",
        "学生护眼",
        how=How(rejected_at="legal_review", reason="外观专利有冲突"),
    ),
    _ex(3_200, "培训", "lin.xia", "面试官培训"),
    _it("官网改版", "测试", "zhou.ting", "zhou.ting"),
    _cc("华润万家", "开机慢", "轻微"),
    _ct("物流年度合同", "顺达物流", 640_000, "he.ping"),
    _dr("包装平面", "zhao.min", "wu.hao"),
    _pr("工装", 80, 24_000, "ma.chao"),
    _ex(12_800, "展会", "zheng.shuang", "深圳电子展"),
    _cr("主控换国产芯片", "影响成本、交期", "zhou.ting", how=How(handed_on="technical:zhou.ting")),
    _mk("秋季新品会", 880_000, "线下"),
    _it("质量追溯系统", "生产", "guo.tao"),
    _cc("苏宁易购", "遥控失灵", "严重"),
    _ex(460, "交通", "liu.yang", "用户访谈"),
    _pr("服务器", 3, 230_000, "huang.lei", "浪潮"),
    _ct("保密协议", "北辰科技", 0, "liu.yang"),
    _np("流萤手环", "liu.yang", 1_200_000, "sun.lei", "运动线补位"),
    _dr("流萤手环表带", "zhao.min", "liu.yang"),
    _ex(7_400, "差旅", "chen.jie", "硅谷技术交流"),
    _cr("固件支持双设备", "无", "zhou.ting"),
    _pr("标签打印机", 5, 9_500, "he.ping"),
    _cc("盒马鲜生", "电量显示不准", "一般"),
    _mk("流萤手环预热", 150_000, "抖音", how=How(returned_at="legal_review", reason="“最”字不能用")),
    _ct("广告投放框架", "极光传媒", 980_000, "zheng.shuang"),
    _it("VPN 扩容", "生产", "huang.lei"),
    _ex(620, "餐费", "sun.lei", "试产夜班"),
    _pr(
        "样机模具", 1, 260_000, "sun.lei", "华东模塑", how=How(returned_at="executives", reason="缺三家比价")
    ),
    _dr("充电底座", "sun.lei", "chen.jie"),
    _ex(1_500, "办公", "wang.fang", "项目看板耗材", how=How(withdrawn=True)),
    _cr("屏幕换供应商", "影响交期", "liu.yang"),
    _cc("京东自营", "外壳划伤", "轻微"),
    _pr("老化柜", 2, 140_000, "guo.tao"),
    _ex(980, "差旅", "zhou.ting", "工厂联调"),
)

# How many days ago it began, and where it waits now (`step`, or `step:person` of several).
RUNNING = (
    (13, "legal_review", _np("极光手表 Aurora", "liu.yang", 800_000, "liu.yang", "圣诞档旗舰,海外渠道在等")),
    (9, "signing:xu.jing", _ct("传感器采购合同", "博世传感", 1_350_000, "he.ping")),
    (8, "design", _mk("双十二大促", 480_000, "抖音")),
    (7, "executives:zhang.wei", _pr("示波器", 10, 620_000, "sun.lei", "普源精电")),
    (6, "conclude", _dr("极光手表表盘", "zhao.min", "liu.yang")),
    (6, "cause", _cc("山姆会员店", "屏幕闪屏", "严重")),
    (5, "deploy", _it("CRM 4.0", "生产", "zhou.ting")),
    (4, "board:li.na", _cr("极光手表改钛合金", "影响成本和交期", "sun.lei")),
    (4, "market_review", _np("北斗路由器", "liu.yang", 2_400_000, "zhou.ting", "智能家居入口")),
    (3, "manager", _pr("无尘工作台", 2, 48_000, "guo.tao")),
    (2, "cfo", _ex(6_800, "差旅", "wu.hao", "德国渠道拜访")),
    (2, "manager", _ct("代言人合同", "星途文化", 880_000, "wu.hao")),
    (1, "manager", _ex(1_200, "差旅", "sun.lei", "东莞模具厂出差")),
    (1, "quotes", _pr("设计显示器", 3, 18_000, "zhao.min")),
    (1, "material", _dr("北斗路由器散热", "sun.lei", "chen.jie")),
)
