"""What the parsers know of the company; handed in by the wiring, never imported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: str  # `li.na`
    zh: str  # 李娜
    en: str  # Li Na
    titles: tuple[str, ...]  # every way the job title is said: 财务总监, CFO
    department: str
    manager: str | None
    nicknames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownDepartment:
    id: str  # `finance`
    zh: str  # 财务部
    en: str  # Finance
    head: str | None


@dataclass(frozen=True, slots=True)
class KnownField:
    id: str  # `budget`
    type: str  # text | number | money | date | datetime | person | department | choice
    zh: str  # 预算
    en: str  # budget
    synonyms: tuple[str, ...] = ()
    options: tuple[tuple[str, str, str], ...] = ()  # (id, zh, en) of a choice


@dataclass(frozen=True, slots=True)
class KnownTemplate:
    id: str  # `new_product`
    prefix: str  # NP
    zh: str  # 新品立项
    en: str  # New-product initiation
    synonyms: tuple[str, ...]
    fields: tuple[KnownField, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    people: tuple[KnownPerson, ...]
    departments: tuple[KnownDepartment, ...]
    templates: tuple[KnownTemplate, ...]
