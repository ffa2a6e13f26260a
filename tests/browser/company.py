"""The demo company's people and the parts of a message, as the server sends them."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from tests.browser.stub_chat import Json

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
    standard: Json = {"options": [], "value": "", "hint": None}
    return {"id": identity, "label": label, "type": kind, "required": required, **standard, **more}


def card(**parts: Any) -> Json:
    standard: Json = {
        "type": "card",
        "key": "task/NP-12-3",
        "state": "waiting",
        "status": "等你审批",
        "title": "审批：极光手表 新品立项",
        "number": "",
        "facts": [],
        "more": [],
        "context": None,
        "inputs": [],
        "buttons": [],
        "outcome": None,
    }
    return {**standard, **parts}


def picture(width: int = 1200, height: int = 760) -> bytes:
    """A PNG of bars, big enough to look like a Gantt chart."""

    def pixel(x: int, y: int) -> bytes:
        lane = y // 60
        if 1 <= lane <= 9 and 12 < y % 60 < 44 and 160 + lane * 70 < x < 360 + lane * 84:
            return b"\xd5\x5e\x00" if x > 320 + lane * 80 else b"\x00\x72\xb2"
        return b"\xff\xff\xff" if x % 120 else b"\xe4\xe6\xea"

    rows = b"".join(b"\x00" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
