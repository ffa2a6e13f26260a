"""The main story in the terminal: words and button numbers in, lines out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from bot.app.terminal import Terminal
from engine.people import PersonId
from tests.scenarios.company import Company


@dataclass
class Seat:
    """Somebody at a terminal."""

    terminal: Terminal
    printed: list[str] = field(default_factory=list)

    def says(self, text: str) -> str:
        """What is printed thereupon."""
        before = len(self.printed)
        self.terminal.says(text)
        return "".join(self.printed[before:])

    def presses(self, label: str) -> str:
        numbers = re.findall(rf"\[(\d+)\] {label}", "".join(self.printed))
        return self.says(numbers[-1])

    def sees(self) -> str:
        before = len(self.printed)
        self.terminal.look()
        return "".join(self.printed[before:])


def seat(company: Company, person: str) -> Seat:
    printed: list[str] = []
    terminal = Terminal(company.core, company.parts, PersonId(person), write=printed.append)
    terminal.open()
    return Seat(terminal, printed)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_from_one_sentence_to_the_end_with_words_and_numbers(company: Company) -> None:
    starter, manager, cfo = (seat(company, each) for each in ("liu.yang", "chen.jie", "li.na"))

    assert "「金额」多少钱?" in starter.says("帮我发起一个报销")
    assert "金额: 6,000 元" in starter.says("6000块差旅费,11月20号的")
    begun = starter.presses("确认")
    assert "已发起 EX-1" in begun
    assert "陈杰" in begun

    assert "EX-1" in manager.says("我还有啥没处理")
    assert "已同意" in manager.presses("同意")
    assert "EX-1" in cfo.says("待办")
    cfo.presses("同意")

    assert "EX-1" in starter.sees()
    assert "⏱ 2026-11-25 10:00" in starter.says("/1d")
    assert company.process("EX-1").seq > 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_picture_is_where_a_browser_can_open_it(company: Company) -> None:
    starter = seat(company, "liu.yang")
    starter.says("发起新品立项,产品叫极光手表,预算62万")
    starter.presses("确认")
    assert f"{company.core.settings.url}/blobs/" in starter.says("发一下极光手表的甘特图")
