# ruff: noqa: E501 - a pattern is read as one line
"""The clause with the wish in it: people first say why, and add a word afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.nlu.reading import Reading, core_of

_BREAK = re.compile(
    r"[,;!?。]+\s*|\.\s+|:\s+(?=[^,;:]{2,}$)|\s(?=(?:please|pls|so) )|吧(?=[\u4e00-\u9fffN]{3})"
)
_MOST = 8  # clauses after which nobody is still speaking of one thing

# What comes before decides what the last clause means: 如果…,就批 · he told me: approve it.
_GOVERNS = re.compile(
    r"(?:如果|要是|假如|假设|倘若|万一|除非|只要|若是|要不是|一旦|等[^,]{1,20}(?:后|了|完|好)$|说不定|听说|据说|好像|(?:原话|意思)(?:是|就是)$|的话$|之前$|不是$|梦见|梦到|差点|差一点|本来|原本|原打算)"
    r"|\b(?:if|unless|when|once|until|before|after|suppose|imagine|wish|said|says|told (?:me|us)|asked|heard|wrote|reads|almost|nearly|not sure|wonder)\b"
)
_QUOTES = re.compile(r"[说讲道写问喊念嚷称]$")
# An afterthought that takes the wish back or makes it a joke.
_TAKES_BACK = re.compile(
    r"开玩笑|逗你|才怪|骗你|不是|算了|当我没说|再说吧|但|不过|可是|然后|别|不要|先不|如果|要是|除非|前提|吗|么|呢|\?|\b(?:just kidding|kidding|jk|not|never ?mind|but|unless|if|once|or not|he said|she said|they said)\b|n't\b"
)


_WISHED = re.compile(
    r"(?:麻烦|请|帮我|帮忙|给我|劳烦|烦请|拜托|我要|我想|想问|问一?下|请问|我(?:建议|申请|同意|批准)|\bplease\b|\bpls\b|\b(?:can|could|would) you\b|\bi(?:'d like| want| need)\b)"
)


def wished(part: Reading) -> bool:
    """Whether the part itself says that something is wanted, or of which number."""
    return "N" in part.core or _WISHED.match(part.shape[part.since :].lstrip(" ,所以因此那就so")) is not None


def tails(reading: Reading) -> Iterator[Reading]:
    """What is said from each later clause on, the longest first; nothing that an earlier clause governs."""
    for start in _breaks(reading)[:_MOST]:
        before = reading.text[:start].rstrip(" ,.;:!?。")
        if _GOVERNS.search(before):
            return
        if _QUOTES.search(before):
            continue
        at, end = core_of(reading.shape[start : reading.end])
        if end - at >= 2:
            yield replace(reading, since=start, start=start + at, end=start + end)


def heads(reading: Reading) -> Iterator[Reading]:
    """What is said before each later clause, the longest first, where the rest is only an afterthought."""
    for stop in reversed(_breaks(reading)[:_MOST]):
        if _TAKES_BACK.search(reading.text[stop:]):
            return
        at, end = core_of(reading.shape[reading.start : stop])
        if end - at >= 2:
            yield replace(reading, until=stop, start=reading.start + at, end=reading.start + end)


def _breaks(reading: Reading) -> list[int]:
    return [
        m.end() for m in _BREAK.finditer(reading.shape, reading.start, reading.end) if m.end() < reading.end
    ]
