"""A morning at the demo company, for looking at the page and for its tests."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime, timedelta
from threading import Timer
from typing import Any
from zoneinfo import ZoneInfo

from tests.browser.stub_chat import Json, StubChat

NOW = datetime(2026, 11, 24, 14, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
BOT = "web:liu.yang"
GROUP = "group:rnd"

DEPARTMENTS = {
    "management": ("总经办", "Management"),
    "finance": ("财务部", "Finance"),
    "pmo": ("项目管理办公室", "PMO"),
    "rnd": ("研发部", "R&D"),
    "design": ("设计部", "Design"),
    "marketing": ("市场部", "Marketing"),
    "it": ("信息部", "IT"),
    "legal": ("法务部", "Legal"),
    "procurement": ("采购部", "Procurement"),
    "hr": ("人力资源部", "HR"),
    "quality": ("质量部", "Quality"),
    "service": ("售后服务部", "Service"),
}
PEOPLE = (
    ("zhang.wei", "张伟", "Zhang Wei", "总经理", "CEO", "management"),
    ("li.na", "李娜", "Li Na", "财务总监", "CFO", "finance"),
    ("wang.fang", "王芳", "Wang Fang", "PMO 主任", "PMO lead", "pmo"),
    ("chen.jie", "陈杰", "Chen Jie", "研发总监", "R&D director", "rnd"),
    ("liu.yang", "刘洋", "Liu Yang", "产品经理", "Product manager", "rnd"),
    ("sun.lei", "孙磊", "Sun Lei", "结构工程师", "Mechanical engineer", "rnd"),
    ("zhou.ting", "周婷", "Zhou Ting", "软件工程师", "Software engineer", "rnd"),
    ("zhao.min", "赵敏", "Zhao Min", "设计师", "Designer", "design"),
    ("wu.hao", "吴昊", "Wu Hao", "市场总监", "Marketing director", "marketing"),
    ("zheng.shuang", "郑爽", "Zheng Shuang", "市场专员", "Marketing specialist", "marketing"),
    ("huang.lei", "黄磊", "Huang Lei", "IT 主管", "IT manager", "it"),
    ("xu.jing", "徐静", "Xu Jing", "法务", "Legal counsel", "legal"),
    ("he.ping", "何平", "He Ping", "采购经理", "Procurement manager", "procurement"),
    ("lin.xia", "林夏", "Lin Xia", "HR 经理", "HR manager", "hr"),
    ("guo.tao", "郭涛", "Guo Tao", "质量经理", "Quality manager", "quality"),
    ("ma.chao", "马超", "Ma Chao", "现场工程师", "Field engineer", "service"),
)


def people() -> list[Json]:
    return [
        {
            "id": identity,
            "name": name,
            "english_name": english,
            "title": {"zh": title, "en": english_title},
            "department": {"id": team, "zh": DEPARTMENTS[team][0], "en": DEPARTMENTS[team][1]},
        }
        for identity, name, english, title, english_title, team in PEOPLE
    ]


def text(words: str, *choices: Json) -> Json:
    return {"type": "text", "text": words, "choices": list(choices)}


def button(identity: str, label: str, style: str = "plain") -> Json:
    return {"id": identity, "label": label, "style": style}


def fact(label: str, value: str) -> Json:
    return {"label": label, "value": value}


def field(identity: str, label: str, kind: str, *, required: bool = True, **more: Any) -> Json:
    standard = {"options": [], "value": "", "hint": None}
    return {"id": identity, "label": label, "type": kind, "required": required, **standard, **more}


def card(**parts: Any) -> Json:
    standard: Json = {
        "type": "card", "key": "task/NP-12-3", "state": "waiting", "status": "等你审批", "title": "审批", "number": "",
        "facts": [], "more": [], "context": None, "inputs": [], "buttons": [], "outcome": None,
    }  # fmt: skip
    return {**standard, **parts}


def approval(zh: bool = True, **changes: Any) -> Json:
    if not zh:
        return _english_approval(**changes)
    return card(
        title="审批：极光手表 新品立项",
        number="NP-12",
        facts=[
            fact("预算", "62 万元"),
            fact("上市日期", "12月20日 周日"),
            fact("发起人", "刘洋（产品经理）"),
            fact("理由", "补齐运动手表产品线，抢在春节档前上市"),
        ],
        more=[
            fact("负责人", "孙磊（结构工程师）"),
            fact("发起时间", "今天 10:02"),
            fact("当前步骤", "部门审批（第 2 步，共 6 步）"),
        ],
        context="你之后：李娜（财务总监）→ 归档。因为预算超过 50 万。",
        buttons=[
            button("approve/NP-12-3", "同意", "primary"),
            button("return/NP-12-3", "退回"),
            button("transfer/NP-12-3", "转交"),
            button("reject/NP-12-3", "驳回", "danger"),
        ],
        **changes,
    )


def _english_approval(**changes: Any) -> Json:
    return card(
        status="Waiting for you",
        title="Approve: Aurora watch, new-product initiation",
        number="NP-12",
        facts=[
            fact("Budget", "¥620k"),
            fact("Launch date", "Sun 20 Dec"),
            fact("Asked by", "Liu Yang (product manager)"),
            fact("Reason", "Completes the sports watch line before the Spring Festival season"),
        ],
        more=[
            fact("Owner", "Sun Lei (mechanical engineer)"),
            fact("Started", "today 10:02"),
            fact("Step", "2 of 6, department approval"),
        ],
        context="After you: Li Na (CFO), then filing. Because the budget is above 500k.",
        buttons=[
            button("approve/NP-12-3", "Approve", "primary"),
            button("return/NP-12-3", "Send back"),
            button("transfer/NP-12-3", "Hand over"),
            button("reject/NP-12-3", "Reject", "danger"),
        ],
        **changes,
    )


def start_form(zh: bool = True) -> Json:
    def say(chinese: str, english: str) -> str:
        return chinese if zh else english

    channels = [
        {"id": "online", "label": say("线上", "Online")},
        {"id": "retail", "label": say("门店", "Retail")},
        {"id": "both", "label": say("都有", "Both")},
    ]
    return card(
        key="form/new_product",
        state="info",
        status=say("还差几项", "A few answers missing"),
        title=say("发起新品立项", "Start a new-product initiation"),
        inputs=[
            field("product", say("产品名称", "Product"), "text", value=say("极光手表", "Aurora watch")),
            field("budget", say("预算", "Budget"), "money", hint=say("超过 50 万要财务总监审批", "Above 500k the CFO approves too")),
            field("launch_date", say("上市日期", "Launch date"), "date"),
            field("kickoff", say("启动会", "Kick-off"), "datetime", required=False),
            field("owner", say("负责人", "Owner"), "person"),
            field("channel", say("渠道", "Channel"), "choice", options=channels),
            field("units", say("首批数量", "First batch"), "number", required=False),
            field("reason", say("理由", "Reason"), "long_text", required=False),
        ],
        buttons=[
            button("submit/new_product", say("发起", "Start"), "primary"),
            button("cancel/new_product", say("先不办", "Not now"), "danger"),
        ],
        context=say("也可以直接打字告诉我，比如“预算62万,12月20日上市”", "You can also just type, for instance “budget 620k, launch 20 Dec”"),
    )  # fmt: skip


def decided(zh: bool = True) -> Json:
    if zh:
        return {
            **approval(),
            "state": "done",
            "status": "已同意",
            "buttons": [],
            "outcome": "陈杰 今天 14:19 同意。现在等李娜（财务总监）签字，周五 18:00 前。",
            "context": None,
        }
    return {**approval(zh=False), "state": "done", "status": "Approved", "buttons": [], "outcome": "Chen Jie approved today at 14:19. Now with Li Na (CFO), until Friday 18:00.", "context": None}  # fmt: skip


def picture(width: int = 1200, height: int = 760) -> bytes:
    """A PNG of bars, big enough to look like a Gantt chart."""

    def pixel(x: int, y: int) -> bytes:
        lane = y // 60
        inside = 12 < y % 60 < 44 and 160 + lane * 70 < x < 420 + lane * 90 and 1 <= lane <= 9
        late = inside and x > 380 + lane * 84
        return (
            b"\xd5\x5e\x00"
            if late
            else b"\x00\x72\xb2"
            if inside
            else b"\xff\xff\xff"
            if x % 120
            else b"\xe4\xe6\xea"
        )

    rows = b"".join(b"\x00" + b"".join(pixel(x, y) for x in range(0, width, 1)) for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows, 6)),
            (b"IEND", b""),
        )
    )


def empty(language: str = "zh") -> StubChat:
    chat = StubChat(people=people(), now=NOW, language=language)
    chat.add_conversation(BOT, zh="推推", en="Tuitui")
    return chat


def morning(language: str = "zh") -> StubChat:
    """A conversation with everything in it, a group beside it."""
    chat = empty(language)
    zh = language == "zh"
    chat.add_conversation(GROUP, zh="研发部", en="R&D", direct=False)
    _tell_group(chat, zh)
    _tell_morning(chat, zh)
    chat.pressed = lambda press: _decide(chat, press, zh)
    chat.heard = lambda message: _reply(chat, message, zh)
    return chat


def _tell_group(chat: StubChat, zh: bool) -> None:
    yesterday = NOW - timedelta(days=1, hours=2)
    chat.post(
        GROUP,
        text("周三评审的结构件到了吗？" if zh else "Have the parts for Wednesday's review arrived?"),
        author="chen.jie",
        at=yesterday,
        read=True,
    )
    chat.post(
        GROUP,
        text("到了两套，还差表带。" if zh else "Two sets have, straps are missing."),
        author="sun.lei",
        at=yesterday + timedelta(minutes=3),
        read=True,
    )
    chat.post(
        GROUP,
        text(
            "**DR-8 设计评审** 周三 15:00，还有 2 人没确认：赵敏、周婷。"
            if zh
            else "**DR-8 design review** Wed 15:00. Two people have not confirmed: Zhao Min, Zhou Ting."
        ),
        at=NOW - timedelta(hours=3),
    )
    chat.post(GROUP, text("我确认" if zh else "I will be there"), author="zhou.ting", at=NOW - timedelta(hours=2, minutes=40))  # fmt: skip


def _tell_morning(chat: StubChat, zh: bool) -> None:
    def say(chinese: str, english: str) -> str:
        return chinese if zh else english

    def at(**ago: int) -> datetime:
        return NOW - timedelta(**ago)

    chat.pictures["/chat/pictures/gantt.png"] = picture()
    chat.post(
        BOT,
        text(
            say(
                "早。今天有 **2 件事**等你：\n\n- **DR-8** 设计评审，周三 15:00 前确认\n- **EX-31** 报销补发票，今天 18:00 前\n\n要先看哪一个？",
                "Morning. **Two things** wait for you today:\n\n- **DR-8** design review, confirm by Wed 15:00\n- **EX-31** expense claim needs its invoice, today 18:00\n\nWhich first?",
            ),
            button("show/DR-8", "DR-8"),
            button("show/EX-31", "EX-31"),
            button("snooze", say("明天再提醒", "Remind me tomorrow")),
        ),
        at=at(days=1, hours=5),
        read=True,
    )
    chat.post(
        BOT,
        text(say("帮我发起一个新品立项流程", "Start a new-product initiation")),
        author="liu.yang",
        at=at(minutes=26),
    )
    chat.post(
        BOT,
        text(say("好。告诉我下面几项就能发起。", "Good. I need these to start it.")),
        start_form(zh),
        at=at(minutes=26),
        read=True,
    )
    chat.post(
        BOT,
        text(say("发一下极光项目的甘特图", "Show the Aurora project's Gantt chart")),
        author="liu.yang",
        at=at(minutes=12),
    )
    chat.post(
        BOT,
        text(
            say(
                "极光手表比计划晚 3 天，卡在**法务审核**。链接：https://example.com/NP-12?view=gantt",
                "Aurora watch is 3 days late, held up by **legal review**. Link: https://example.com/NP-12?view=gantt",
            )
        ),
        {
            "type": "image",
            "url": "/chat/pictures/gantt.png",
            "alt": say(
                "极光手表的甘特图：法务审核晚 3 天",
                "Gantt chart of the Aurora watch: legal review is 3 days late",
            ),
            "width": 1200,
            "height": 760,
        },
        at=at(minutes=12),
        read=True,
    )
    chat.post(
        BOT,
        {
            **decided(zh),
            "key": "task/PR-7-1",
            "number": "PR-7",
            "title": say("审批：采购 10 台示波器", "Approve: ten oscilloscopes"),
        },
        at=at(minutes=8),
        read=True,
    )
    asked = chat.post(BOT, approval(zh), at=at(minutes=6), read=True)
    chat.post(
        BOT,
        text(say("为什么这个要我批", "Why is this on my desk?")),
        author="liu.yang",
        at=at(minutes=3),
        reply_to=asked,
    )
    chat.post(BOT, text(say("因为你是这个项目的产品经理，`部门审批`这一步由发起部门确认预算。", "Because you are its product manager: at `department approval` the starting team confirms the budget.")), at=at(minutes=3), reply_to=asked)  # fmt: skip


def _decide(chat: StubChat, press: Json, zh: bool) -> None:
    if press["card"] == "task/NP-12-3":
        Timer(0.8, lambda: chat.change(press["message"], decided(zh))).start()


def _reply(chat: StubChat, message: Json, zh: bool) -> None:
    words = f"收到：{message['text']}" if zh else f"Heard: {message['text']}"
    chat.tell("typing", {"conversation": message["conversation"], "on": True})
    Timer(0.9, lambda: chat.post(message["conversation"], text(words))).start()
