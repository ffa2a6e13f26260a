# ruff: noqa: E501 - a pattern is read as one line
"""Process and task numbers as they are said: NP-12, np12, NP 十二, n p 12, PR dash seven, task NP-12-3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.numbers import chinese_number, english_number

_CN = "零〇一二两三四五六七八九十百"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|thirty"


@dataclass(frozen=True, slots=True)
class Numbered:
    start: int
    end: int
    number: str


class Numbers:
    def __init__(self, prefixes: Iterable[str]) -> None:
        spelled = "|".join(rf"{p[0]}[\s.]?{p[1:]}" if len(p) == 2 else re.escape(p) for p in prefixes)
        self._pattern = re.compile(
            rf"(?<![a-z0-9])({spelled})(\s?(?:-|_|#|杠|横杠|横线|编号|第|no\.?|number|dash|hyphen)\s?|\s?)"
            rf"(\d{{1,6}}|[{_CN}]{{1,5}}|(?:{_WORDS})\b)(?:号)?(?:-(\d{{1,3}})(?!\d))?(?![\d%]|:\d)"
        )

    def find(self, text: str, cased: str) -> list[Numbered]:
        found = []
        for match in self._pattern.finditer(text):
            prefix = re.sub(r"[\s.]", "", match[1])
            written = cased[match.start(1) : match.end(1)]
            # "it 3": a pronoun and something else; IT 3, IT-3 and it3 are numbers
            if prefix == "it" and written != "IT" and not re.search(r"[-_#]", match[2]) and match[2] != "":
                continue
            if re.search(r"\s", match[1]) and not re.search(r"\w", match[3]):
                continue
            number = match[3]
            if not number.isdigit():
                value = (
                    chinese_number(number)
                    if number[0] > "\u3000"
                    else english_number(number.replace("-", " "))
                )
                if value is None:
                    continue
                number = str(int(value))
            task = f"-{match[4]}" if match[4] else ""
            found.append(Numbered(match.start(), match.end(), f"{prefix.upper()}-{int(number)}{task}"))
        return found
