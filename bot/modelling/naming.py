# ruff: noqa: E501 - a pattern is read as one line
"""What a described process is called, and an id and a number prefix that nobody else has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from pypinyin.pinyin_dict import pinyin_dict

from bot.messages import Text

_KIND = (
    r"(?:(?:审批|审核)?流程模板|(?:审批|工作)?流程类型|审批流程|审批流|工作流|流程|模板|"
    r"(?:approval |process |workflow )?(?:process|templates?|workflows?|flows?|procedure))"
)
_CREATE = re.compile(
    r"^.*?(?:新建|创建|新增|增加|添加|设计|搭建?|建立|建|定义|配置|制定|起草|弄|加|做|画|来|缺|(?:想要|需要|要)(?=一个|个)|"
    r"\b(?:create|build|set ?up|define|design|make|add|draft|configure|need|new)\b)"
    r"(?:\s*(?:一下|一?[个套条份种下]|新的?|全新的?|(?:an?|the|me|up|new|custom|simple)(?![A-Za-z])))*\s*",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:叫做?|名称(?:叫|是|为)?|名(?:字)?(?:叫|是|为)|取名|\bcalled\b|\bnamed\b)\s*[「“\"'《]?(?P<name>[^」”\"'》,,。::;;\n]+?)[」”\"'》]?"
    r"(?=$|[,,。::;;\n]|\s+先|\s*然后|,|\s+where)",
    re.IGNORECASE,
)
_FOR = re.compile(rf"^{_KIND}\s+for\s+(?P<name>[^,:,::]+?)(?=$|[,:,::]|\s+where\b)", re.IGNORECASE)
_NAMED_FIRST = re.compile(
    rf"^(?P<name>[^,,::;;。]{{0,40}}?)\s*{_KIND}(?P<after>.*)$", re.IGNORECASE | re.DOTALL
)
_EDGE = re.compile(r"^[\s,,::。;;、-]+|[\s,,::;;、-]+$")
_STEPS = re.compile(
    r"先|再|然后|由|批|审核|审批|经理|总监|主管|提交|填表|[人员]提|→|->|(?<![A-Za-z])(?:then|approves?|reviews?|signs?|first|where|manager|lead|leader|boss|supervisor)(?![A-Za-z])",
    re.IGNORECASE,
)
_WORDS = {
    "外包": "outsourcing", "用章": "seal", "用印": "seal", "出差": "trip", "培训": "training", "离职": "leaving",
    "招聘": "hiring", "付款": "payment", "借款": "loan", "样品": "sample", "打样": "sample", "供应商": "supplier",
    "准入": "onboarding", "转正": "probation", "车辆": "vehicle", "用车": "vehicle", "访客": "visitor", "合同": "contract",
    "采购": "purchase", "印刷品": "print", "借样机": "device_loan", "加班": "overtime", "调薪": "raise", "调岗": "move",
    "入职": "joining", "报价": "quote", "退款": "refund", "发票": "invoice", "会议室": "room", "设备": "equipment",
    "申请": "request", "审批": "approval", "引入": "onboarding", "租赁": "rental", "捐赠": "donation", "广告": "advert",
}  # fmt: skip


def name_and_steps(text: str) -> tuple[str, str]:
    """The name, empty when none was said, and the words that describe the steps."""
    text = text.strip()
    called = _CALLED.search(text)
    name = called["name"].strip() if called else ""
    if called:
        text = f"{text[: called.start()]},{text[called.end() :]}"
    created = _CREATE.match(text) if _is_lead(text) else None
    rest = _EDGE.sub("", text[created.end() :]) if created else text
    if (found := _FOR.match(rest)) is not None:
        return name or found["name"].strip(), _EDGE.sub("", rest[found.end() :])
    head = _NAMED_FIRST.match(rest)
    if head is not None and not _STEPS.search(re.sub(r"审批$", "", head["name"])):
        own, after = _EDGE.sub("", head["name"]), head["after"]
        if after.lower().startswith(" for ") and not own:
            own, _, after = after[5:].partition(":")
        rest = _EDGE.sub("", re.sub(r"^(?:\s*(?:where|in which|that|with|吧|,?\s*你建一个))+", "", after))
        own = re.sub(r"^(?:a|an|the|my|our)\s+|^(?:一个)?新的?$|^new$", "", own, flags=re.IGNORECASE)
        name = name or own
    if not name:
        name, rest = _first_words(rest)
    return re.sub(r"的(?:审批|审核)?$", "", name.strip()), rest


def _is_lead(text: str) -> bool:
    """Whether 建 or add stands where the wish is said, before any colon."""
    head = re.split(r"[::]", text, maxsplit=1)[0]
    made = _CREATE.match(head)
    return made is not None and made.end() <= 40


def _first_words(rest: str) -> tuple[str, str]:
    """培训申请,部门负责人审批: a first piece without people or verbs is the name."""
    piece, mark, after = rest.partition(next(iter(re.findall(r"[::]|[,,。]", rest)), "\n"))
    if mark and piece and len(piece) <= 40 and not _STEPS.search(re.sub(r"(?:审批|approval)$", "", piece)):
        return piece.strip(), _EDGE.sub("", after)
    glued = re.match(r"^([^,,::]{2,8}?)(?=先|由)", rest)
    if glued and not _STEPS.search(glued.group(1)):
        return glued.group(1), rest[glued.end() :]
    if not mark and not _STEPS.search(re.sub(r"(?:审批|approval)$", "", rest)) and len(rest) <= 24:
        return rest, ""
    return "", rest


def titled(name: str) -> Text:
    """In both languages, as far as the words are known."""
    if not name:
        return Text(zh="新流程", en="New process")
    if name.isascii():
        return Text(zh=name, en=name[:1].upper() + name[1:])
    words = _translated(name)
    return Text(zh=name, en=" ".join(words).replace("_", " ").capitalize() if words else name)


def identifier(name: str, taken: Collection[str]) -> str:
    plain = name.lower() if name.isascii() else "_".join(_translated(name)) or "_".join(_sounds(name))
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:32]
    plain = plain if plain[:1].isalpha() else f"process_{plain}".strip("_")
    return _free(plain, taken, lambda number: f"{plain}_{number}")


def prefix(name: str, taken: Collection[str]) -> str:
    """Of the numbers: initials, of the words or of how the signs are read: 外包审批 → WBSP."""
    short = re.sub(r"(?:审批|申请|流程)$", "", name) or name
    initials = [each[:1] for each in (re.findall("[A-Za-z]+", name) if name.isascii() else _sounds(short))]
    letters = "".join(initials).upper()[:4]
    if len(letters) < 2:
        letters = (re.sub("[^A-Za-z]", "", "".join(_sounds(name)) or name).upper() + "PX")[:2]
    return _free(letters, taken, lambda number: f"{letters[:3]}{chr(ord('A') + (number - 2) % 26)}")


def _free(wanted: str, taken: Collection[str], other: Callable[[int], str]) -> str:
    free, number = wanted, 2
    while free in taken:
        free, number = other(number), number + 1
    return free


def _translated(name: str) -> list[str]:
    found, left = [], name
    while left:
        word = next((each for each in sorted(_WORDS, key=len, reverse=True) if left.startswith(each)), None)
        if word is None:
            return []
        found.append(_WORDS[word])
        left = left[len(word) :]
    return found


def _sounds(name: str) -> list[str]:
    marked = [pinyin_dict.get(ord(each), each if each.isascii() else "") for each in name]
    return [word for each in marked if (word := _plain(each.split(",")[0]))]


def _plain(sound: str) -> str:
    tones = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ", "aaaaeeeeiiiioooouuuuvvvvvnnn")
    return re.sub("[^a-z0-9]", "", sound.translate(tones).lower())
