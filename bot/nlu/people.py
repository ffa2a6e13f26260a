"""Who is meant: names, English names, nicknames, titles, departments, my boss, and names misheard."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.nlu.lexicon import KnownPerson, Lexicon
from bot.nlu.sounds import alike, same_sound, sound

_SUFFIXES = [
    "总",
    "经理",
    "主任",
    "总监",
    "工",
    "姐",
    "哥",
    "老师",
    "律师",
    "部长",
    "主管",
    "科长",
    "组长",
    "先生",
    "女士",
    "老板",
    "同学",
    "师傅",
    "专员",
    "设计师",
    "会计",
    "博士",
]
_GIVEN_SUFFIXES = ["姐", "哥", "总", "工", "老师", "同学", "儿"]
_PREFIXES = "老小阿大"
_HONORIFICS = r"(?:mr|ms|mrs|miss|dr|director|manager|boss|president|chief|engineer|lawyer)\.? "
# Given and family names that are English words as well: alone they name nobody unless written as a name.
_WORDLIKE = frozenset(
    [
        "na",
        "he",
        "ma",
        "min",
        "ping",
        "sun",
        "lin",
        "wu",
        "xu",
        "li",
        "tao",
        "hao",
        "lei",
        "chao",
        "wei",
        "yang",
    ]
)
_WORDS_LIKE_NAMES = frozenset(
    ["和平", "核平", "合平", "下周停", "周停", "林下", "李那么", "王方", "吴号", "陈姐", "超码", "敏捷"]
)
_MY_BOSS = re.compile(
    r"我(?:们)?(?:的)?(?:直属|直接|顶头)?(?:领导|老板|上级|上司|主管|经理|老大|头儿|头)(?!审批流)|直属领导|直接上级|(?:(?<=催)|(?<=催下)|(?<=催一下)|(?<=催催))(?:老板|领导|上级)(?!们)"
    r"|\bmy (?:direct |line )?(?:boss|manager|supervisor|lead|leader|superior)\b"
)
_DEPARTMENT_SUFFIX = re.compile(r"(?:部门?|办公室|组|团队|那边|这边)$")
_ALIASES = {  # short ways a department is said, beyond its own names
    "management": ("总裁办", "管理层"),
    "finance": ("财务", "会计", "accounting"),
    "pmo": ("项目办", "项目管理部", "pmo"),
    "rnd": ("研发", "研发中心", "技术部", "r&d", "rnd", "r and d", "engineering"),
    "design": ("设计",),
    "marketing": ("市场", "营销部", "品牌部"),
    "it": ("信息技术部", "信息中心", "it部", "it部门", "it组", "it那边"),
    "legal": ("法务", "法律部"),
    "procurement": ("采购", "purchasing"),
    "hr": ("人力", "人力资源", "人事", "人事部", "人资", "hr部", "hr部门", "human resources"),
    "quality": ("质量", "品质部", "质检", "质检部", "品控", "qa"),
    "service": ("售后", "售后部", "售后服务", "客服部", "customer service", "after-sales"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A person, or a department standing for one, found in a text. `id` None: the words fit several."""

    start: int
    end: int
    id: str | None
    words: str
    department: str | None = None  # a department was said


class Directory:
    def __init__(self, lexicon: Lexicon) -> None:
        self._people = lexicon.people
        self._by_id = {person.id: person for person in lexicon.people}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._departments = {
            word: d.id for d in lexicon.departments for word in self._department_words(d.id, d.zh, d.en)
        }
        self._heads = {d.id: self._stands_for(d.id, d.head) for d in lexicon.departments}
        for person in lexicon.people:
            for word in self._ways_to_say(person):
                self._names[word].add(person.id)
        self._zh_names = {person.zh: person.id for person in lexicon.people}
        self._sounding: dict[str, list[str]] = defaultdict(list)
        for name in self._zh_names:
            self._sounding[sound(name)].append(name)
        self._pattern = self._compile()

    @staticmethod
    def _department_words(id: str, zh: str, en: str) -> set[str]:
        words = {
            zh.lower(),
            en.lower(),
            f"{en.lower()} team",
            f"{en.lower()} department",
            f"{en.lower()} dept",
        }
        short = _DEPARTMENT_SUFFIX.sub("", zh)
        words |= (
            {f"{short}{suffix}" for suffix in ("部", "部门", "组", "团队", "那边", "这边")}
            if len(short) > 1
            else set()
        )
        return words | set(_ALIASES.get(id, ()))

    def _stands_for(self, department: str, head: str | None) -> str | None:
        members = [person.id for person in self._people if person.department == department]
        return members[0] if len(members) == 1 else head

    @staticmethod
    def _ways_to_say(person: KnownPerson) -> set[str]:
        surname, given = person.zh[0], person.zh[1:]
        family, _, first = person.en.lower().partition(" ")
        ways = {person.zh, person.en.lower(), person.id, f"{family}{first}", f"{first} {family}"}
        ways |= {f"{prefix}{surname}" for prefix in _PREFIXES} | {
            f"{surname}{suffix}" for suffix in _SUFFIXES
        }
        ways |= {f"{given}{suffix}" for suffix in _GIVEN_SUFFIXES} | {
            f"{person.zh}{suffix}" for suffix in _SUFFIXES
        }
        ways |= (
            {f"{prefix}{given}" for prefix in "阿小"}
            | {given * 2}
            | {title.lower() for title in person.titles}
        )
        ways |= {f"{title.lower()}{person.zh}" for title in person.titles} | {
            f"{surname}{t}" for t in person.titles
        }
        ways |= {word.lower() for word in person.nicknames}
        if first:
            ways |= {first, family}
        return ways

    def _compile(self) -> re.Pattern[str]:
        words = sorted({*self._names, *self._departments}, key=len, reverse=True)
        ascii_words = [re.escape(word) for word in words if word.isascii()]
        others = [re.escape(word) for word in words if not word.isascii()]
        english = rf"(?<![a-z0-9_@/-])(?:{_HONORIFICS})?(?:{'|'.join(ascii_words)})(?:'s)?(?![a-z0-9_])"
        return re.compile(rf"{'|'.join(others)}|{english}")

    def find(self, text: str, cased: str, speaker: str) -> list[Named]:
        """Everybody named in the normalised `text`; `cased` is the same text with its capitals."""
        found = [self._boss(match, speaker) for match in _MY_BOSS.finditer(text)]
        for match in self._pattern.finditer(text):
            if any(match.start() < n.end and match.end() > n.start for n in found):
                continue
            named = self._named(match, text, cased)
            if named is not None:
                found.append(named)
        found += [
            n for n in self._misheard(text) if not any(n.start < o.end and n.end > o.start for o in found)
        ]
        return sorted(found, key=lambda named: named.start)

    def _boss(self, match: re.Match[str], speaker: str) -> Named:
        person = self._by_id.get(speaker)
        return Named(match.start(), match.end(), person.manager if person else None, match[0])

    def _named(self, match: re.Match[str], text: str, cased: str) -> Named | None:
        start, end, words = match.start(), match.end(), match[0]
        if words.endswith("'s"):
            end, words = end - 2, words[:-2]
        honorific = re.match(_HONORIFICS, words)
        word = words[honorific.end() :] if honorific else words
        if word.isascii() and not self._written_as_name(
            word, cased[start:end], cased, start, bool(honorific)
        ):
            return None
        ids = self._names.get(word, set())
        department = self._departments.get(word)
        if len(ids) == 1:
            return Named(start, end, next(iter(ids)), cased[start:end], department)
        if department is not None:
            return Named(start, end, self._heads[department], cased[start:end], department)
        return Named(start, end, None, cased[start:end])

    def _written_as_name(self, word: str, written: str, cased: str, start: int, honorific: bool) -> bool:
        """`ping` and `it` are words; `Ping`, after the sentence has begun, and `IT` are names."""
        if word == "it":
            return written == "IT"
        if word == "pm":
            return written == "PM" and not re.search(r"\d\s?$", cased[:start])
        if word in _WORDLIKE and not honorific:
            begins = not re.search(r"[\w,]\s*$", cased[:start])
            return written[0].isupper() and not begins
        return True

    def _misheard(self, text: str) -> list[Named]:
        """李那, 孙雷, 旭静: one character right, the other sounding right."""
        found = []
        for at in range(len(text) - 1):
            window = text[at : at + 2]
            if (
                not ("\u4e00" <= window[0] <= "\u9fff" and "\u4e00" <= window[1] <= "\u9fff")
                or window in self._names
            ):
                continue
            if text[at - 1 : at] in ("上", "下", "本", "这", "每", "一", "个"):
                continue
            if window in _WORDS_LIKE_NAMES:
                continue
            for name in self._sounding.get(sound(window), ()):
                if (name[0] == window[0]) != (name[1] == window[1]):
                    found.append(Named(at, at + 2, self._zh_names[name], window))
        return found

    def resolve(self, words: str, speaker: str) -> Named | None:
        """Who `words`, standing where a person belongs, name; here a name may be wholly misheard."""
        text = words.lower().strip()
        named = [n for n in self.find(text, words.strip(), speaker) if n.end - n.start >= len(text) - 2]
        if named:
            return named[0]
        by_case = self._names.get(text)
        if by_case:
            return Named(0, len(words), next(iter(by_case)) if len(by_case) == 1 else None, words.strip())
        heard = [id for name, id in self._zh_names.items() if same_sound(name, text)]
        heard = heard or [id for name, id in self._zh_names.items() if alike(name, text)]
        return Named(0, len(words), heard[0], words) if len(heard) == 1 else None

    def department(self, words: str) -> str | None:
        return self._departments.get(words.lower().strip())

    def stands_for(self, department: str) -> str | None:
        return self._heads.get(department)
