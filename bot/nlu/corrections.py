# ruff: noqa: E501 - a pattern is read as one line
"""A correction or an addition to what is being started: `不对,预算是80万`, `change the amount to 4200`, `make it 15 units`."""

from __future__ import annotations

import re

from pydantic import JsonValue

from bot.nlu.fields import Draft, labelled, labels
from bot.nlu.lexicon import KnownField
from bot.nlu.reading import Reading
from bot.nlu.templates import Catalogue
from bot.numbers import find_numbers, plain

_CHANGE = (
    r"(?:不对|不是|错了|说错了?|搞错了|写错了|弄错了|改一下|更正(?:一下)?|纠正(?:一下)?|修改(?:一下)?|等等|等下|哦不|噢不|不不|啊不|应该是|还有|另外|补充(?:一下)?|对了|嗯|哦|那|好|no|wait|actually|sorry|correction|oops|hmm|scratch that|i meant?|also|and|hold on|rather"
    r"|把|将|麻烦|帮我|请|change|set|update|make|correct|modify|adjust|the|that|刚才的?|我说的?|,|\s|:|-|\.)*"
)
_NEW_VALUE = r"(?:应该|应当|得|要|需要|就|都)*(?:是|为|改成|改为|换成|换为|写成|写|改到|调整为|调整到|调到|提高到|降到|加到|减到|变成|填|用|选|定为|定在|:|=|is|are|should be|to|to be|will be|not .{1,12} but|becomes)\s?"
_AMOUNT = re.compile(
    rf"{_CHANGE}(?:it|that|数量|to)?\s?(?:应该|就|改成|改为|换成|是|要|为|to|be)*\s?(?P<n>\d+|[一二两三四五六七八九十百]+)\s?(?:units?|pieces|pcs|台|把|个|套|件|箱|部|张|份)(?:了|吧)?"
)
_SAID_NEW = re.compile(
    r"改|换|不对|错|更正|纠正|不是|应该|\bchange|\bset\b|\bupdate|\bmake\b|\bno\b|\bactually|\bwait|\bsorry|correction|meant|should be|adjust|补充"
)

_PLAIN_AMOUNT = re.compile(
    r"(?:不对|不|no|wait|actually|sorry|还是|那|,|\s)*(?:make it|make that|改成|改为|换成|改到)\s?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:吧|好了|就行|就好|please|\s)*"
)


class Corrections:
    def __init__(self, catalogue: Catalogue) -> None:
        self._fields: dict[str, KnownField] = {}
        for template in catalogue.templates.values():
            for one in template.fields:
                known = self._fields.get(one.id)
                if known is None:
                    self._fields[one.id] = one
        words = sorted({w for f in self._fields.values() for w in labels(f)}, key=len, reverse=True)
        label = "|".join(re.escape(w) if not w.isascii() else rf"\b{re.escape(w)}\b" for w in words)
        self._stated = re.compile(rf"{_CHANGE}(?:{label})(?:呢)?[\s,]*{_NEW_VALUE}(?P<v>.+)")
        self._bare = re.compile(rf"(?:{label})[\s,]*(?P<v>[^,;]{{1,24}})")

    def read(self, reading: Reading) -> tuple[dict[str, JsonValue], float] | None:
        """The fields stated, and how surely it is a correction; None when it is none."""
        text = reading.core_text.strip()
        if text.endswith(("?", "吗", "呢", "多少", "么")) or (
            reading.templates and not _SAID_NEW.search(text)
        ):
            return None
        amount = _AMOUNT.fullmatch(text) or _PLAIN_AMOUNT.fullmatch(text)
        if amount and _SAID_NEW.search(text):
            number = find_numbers(amount["n"])
            return ({"quantity": plain(number[0].value)}, 0.9) if number else None
        stated = self._stated.fullmatch(text)
        bare = self._bare.fullmatch(text)
        if not stated and not bare:
            return None
        draft = Draft(reading)
        for one in self._fields.values():
            if stated or one.type != "text":
                labelled(draft, one)
        if not draft.found:
            return None
        sure = 0.93 if stated and _SAID_NEW.search(reading.text) else 0.85 if stated else 0.7
        return draft.found, sure
