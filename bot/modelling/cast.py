# ruff: noqa: E501 - a pattern is read as one line
"""Who is meant in a description: by role, title, department, name, or by what they are to the starter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from bot.messages import Text
from engine.people import Department, Directory, Person

Rule = dict[str, JsonValue]
_HEAD, _MANAGER, _SECOND, _APPLICANT = (
    Text(zh="部门经理", en="department head"),
    Text(zh="直属领导", en="line manager"),
    Text(zh="上上级", en="manager's manager"),
    Text(zh="申请人", en="requester"),
)
_RELATIVE: tuple[tuple[str, Rule, Text], ...] = (
    (r"(?:我的?|他的?)?(?:上上级|领导的领导|二级主管|隔级(?:领导|主管|上级)|间接上级)", {"manager_of": "starter", "level": 2}, _SECOND),
    (r"(?:my |the |their )?(?:manager|boss|supervisor)'?s (?:manager|boss|supervisor)|skip-level manager", {"manager_of": "starter", "level": 2}, _SECOND),
    (r"(?:本|所在|申请人的?)?部门(?:的)?(?:经理|负责人|主管|领导|总监|主任|老大)|部长|总监|部门(?=面试|审|批|意见|复核)", {"head_of": "starter"}, _HEAD),
    (r"(?:the |my |their )?(?:department(?:al)? (?:head|manager|lead|director)|head of (?:the |their )?department|director)", {"head_of": "starter"}, _HEAD),
    (r"我的?(?:直属)?(?:领导|主管|上级|经理|老板)|(?:直属|直接|申请人的?)(?:领导|主管|上级|经理)|上级(?:领导|主管)?|主管|组长|经理|领导", {"manager_of": "starter"}, _MANAGER),
    (r"(?:my |the |their |line |direct )*(?:manager|boss|supervisor|team lead|leader)", {"manager_of": "starter"}, _MANAGER),
    (r"申请人|发起人|提交人|本人|员工|申请者", {"starter": True}, _APPLICANT),
    (r"(?:the )?(?:requester|requestor|applicant|employee|initiator|host)", {"starter": True}, _APPLICANT),
)  # fmt: skip
_ALSO = {
    "ceo": ("总裁", "老板", "老总", "董事长", "总经理", "大老板", "CEO"),
    "cfo": ("CFO", "财务总监", "finance director"),
}
_DEPARTMENTS = {"hr": ("人事", "人力", "人资"), "finance": ("会计", "accounting"), "procurement": ("purchasing",),
                "quality": ("质检", "品质", "品控", "QA"), "service": ("售后",), "rnd": ("engineering",),
                "it": ("信息技术",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    who: Rule
    people: Text
    step: str = ""  # of a published step that is called by its name


class Cast:
    """Finds the mentions in a text; the longest name that fits a place wins."""

    def __init__(self, directory: Directory) -> None:
        self._names = tuple(_of(directory))

    def mentions(self, text: str) -> list[Mention]:
        return longest(
            Mention(match.start(), match.end(), who, people)
            for pattern, who, people in self._patterns(text)
            for match in pattern.finditer(text)
        )

    def _patterns(self, text: str) -> Iterator[tuple[re.Pattern[str], Rule, Text]]:
        """Of the hundreds of names only those that occur are worth a pattern."""
        lowered = text.lower()
        for words, who, people in self._names:
            if words.lower() in lowered:
                yield _pattern(words), who, people
        yield from _RELATIVES

    def called(self, rule: Rule) -> Text | None:
        """How those are called whom a rule names."""
        relatives = ((who, people) for _, who, people in _RELATIVE)
        names = ((who, people) for _, who, people in self._names)
        return next((people for who, people in (*names, *relatives) if who == rule), None)


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest, in their order."""
    kept: list[Mention] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


def _of(directory: Directory) -> Iterator[tuple[str, Rule, Text]]:
    """Every name in the company. Of two ways to say the same, a role outlives a person who leaves."""
    roles = {members[0]: role for role, members in directory.roles.items() if len(members) == 1}
    for named_so, words in _ALSO.items():
        for word in words if directory.with_role(named_so) else ():
            holder = directory.person(directory.with_role(named_so)[0])
            yield word, {"role": named_so}, _titled(holder) if holder else Text(zh=word, en=word)
    for person in directory.people.values():
        if not person.active:
            continue
        named: Rule = {"person": person.id}
        yield person.name.zh, named, Text(zh=person.name.zh, en=person.name.en)
        yield person.name.en, named, Text(zh=person.name.zh, en=person.name.en)
        role = roles.get(person.id)
        for title in (person.title.zh, person.title.en, person.title.zh.replace(" ", "")):
            if len(title) > 1:
                yield title, {"role": role} if role else named, _titled(person)
    for each in directory.departments.values():
        yield from _of_department(each)


def _of_department(each: Department) -> Iterator[tuple[str, Rule, Text]]:
    short = each.name.zh.removesuffix("部")
    rule: Rule = {"head_of": str(each.id)}
    if each.head is None:
        rule = {"people": f'person.department == "{each.id}"'}
    people = Text(zh=each.name.zh, en=each.name.en)
    for word in (short, *_DEPARTMENTS.get(each.id, ())):
        for suffix in ("", "部", "部门"):
            yield f"{word}{suffix}", rule, people
            for rank in ("负责人", "经理", "主管", "总监", "主任", "领导"):
                yield f"{word}{suffix}{rank}", rule, Text(zh=f"{short}负责人", en=f"head of {each.name.en}")
    for word in (each.name.en, each.name.en.replace("Human Resources", "HR")):
        yield word, rule, people
        yield f"{word} department", rule, people
        for rank in ("head", "manager", "director", "lead"):
            yield f"{word} {rank}", rule, Text(zh=f"{short}负责人", en=f"head of {each.name.en}")
        yield f"head of {word}", rule, Text(zh=f"{short}负责人", en=f"head of {each.name.en}")
    if each.id == "hr":
        yield "HR", rule, people


def _titled(person: Person) -> Text:
    return Text(zh=person.title.zh, en=person.title.en)


def _pattern(words: str) -> re.Pattern[str]:
    if words == "IT":  # it is no department
        return re.compile(_bounded("IT"))
    return re.compile(
        _bounded(f"(?:the )?{re.escape(words)}" if words.isascii() else re.escape(words)), re.IGNORECASE
    )


def _bounded(pattern: str) -> str:
    """Latin words are whole words, Chinese ones have no edges."""
    return rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])"


_RELATIVES = [(re.compile(_bounded(each), re.IGNORECASE), who, people) for each, who, people in _RELATIVE]
