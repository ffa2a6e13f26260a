"""What an intent is given to plan with: who speaks, when, about what, and what there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any, TypeVar

from pydantic import JsonValue

from bot.cards import Button, Reply, say
from bot.filled import Reading
from bot.intent import Plan, Reader, Say, Slots
from bot.memory import Memory
from bot.messages import Language, Text
from bot.present import names, standing
from bot.present.forms import STEP_FILES
from engine.people import Directory, Person, PersonId
from engine.permission import may_see
from engine.process import Number, Process, Task, TaskId, TaskKind
from engine.step import World
from engine.template import Template

T = TypeVar("T")
MAX_CHOICES = 5
NUMBER = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,4})[-‐–—_ ]?(\d{1,7})(?:-(\d{1,4}))?(?!\d)")
_PROJECT = re.compile(r"项目|\bprojects?\b", re.IGNORECASE)
_KINDS = re.compile(
    r"项目|流程|单子|申请单|那个|这个|我的|那单|的|\b(?:the|my|that|projects?|process(?:es)?|requests?|one)\b",
    re.IGNORECASE,
)
_OF_THE_STEP = ("comment", STEP_FILES)  # inputs that are no fields of the form
PREVIOUS = ("上一个", "上个", "前一个", "刚才那个", "the previous one", "the last one", "previous")


class Ambiguous(Exception):
    """Several things fit; the turn asks which, and fills `slot` with the answer."""

    def __init__(self, slot: str, question: Text, choices: Sequence[Button]) -> None:
        super().__init__(question.en)
        self.slot, self.question, self.choices = slot, question, tuple(choices)


class Unclear(Exception):
    """Nothing fits; the turn says so and what can be done."""

    def __init__(self, zh: str, en: str, *choices: Button) -> None:
        super().__init__(en)
        self.reply = say(zh, en, *choices)


@dataclass(frozen=True, slots=True)
class Target:
    """The task meant; `task` is None when it is no longer open."""

    process: Process
    id: TaskId
    task: Task | None


@dataclass(frozen=True, slots=True)
class TurnView:
    speaker: PersonId
    said: str  # the words, empty for a press
    now: datetime
    language: Language
    world: World
    memory: Memory
    reader: Reader | None  # None where nothing typed is read
    quoted: str | None = None  # the key of the card answered, e.g. `task/NP-12-3`
    focus: tuple[Number, ...] = ()  # processes talked about lately, the latest first
    pressed: bool = False  # a button, whose meaning is certain
    values: dict[str, str] = field(default_factory=dict)  # a pressed form's inputs
    key: str = ""  # of the message; what was done under it before is not done again
    attached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # files sent for a task, by its id

    @property
    def directory(self) -> Directory:
        return self.world.directory

    @property
    def zone(self) -> tzinfo:
        return self.world.calendar.zone

    @property
    def me(self) -> Person:
        return self.directory.people[self.speaker]

    # What was filled in

    def filled(self, template: Template) -> dict[str, JsonValue]:
        """The pressed form's values, those of a field read as its type wants them."""
        fields = template.fields_by_id
        return {
            name: self._reading.typed(fields[name], said) if name in fields else said
            for name, said in self.values.items()
            if name not in _OF_THE_STEP
        }

    def files_for(self, task: TaskId) -> tuple[str, ...]:
        """Ids of what was attached to a task: in its form, or sent into the chat before."""
        chosen = self._reading.files(self.values.get(STEP_FILES, ""))
        ids = (str(each["id"]) for each in chosen if isinstance(each, dict))
        return tuple(dict.fromkeys((*self.attached.get(task, ()), *ids)))

    @property
    def _reading(self) -> Reading:
        now = self.now.astimezone(self.zone)
        return Reading(self.reader, self.memory.file_name, now, self.speaker)

    # Which process

    def process_meant(self, words: str | None, *, slot: str = "process") -> Process:
        """By number, by words, or the one talked about. Raises Ambiguous or Unclear."""
        if words and not _is_previous(words):
            return self._process_named(words, slot)
        back = 1 if words else 0
        for number in self._numbers_implied()[back:]:
            if (process := self._visible(number)) is not None:
                return process
        mine = self.memory.started_by(self.speaker)
        if mine and not words:
            return _the_one(mine, slot, self._process_choice)
        raise Unclear(
            "你说的是哪个流程?告诉我编号(如 NP-12)或名字。",
            "Which process do you mean? Tell me its number (such as NP-12) or its name.",
        )

    def _process_named(self, words: str, slot: str) -> Process:
        if number := number_in(words):
            process = self._visible(number)
            if process is None:
                raise Unclear(
                    f"没有找到 {number},也可能你看不到它。核对一下编号,或者说它的名字。",
                    f"There is no {number} that you can see. Check the number, or say its name.",
                )
            return process
        template = self._template_in(words)
        core = _core(words, template)
        if not core and template is not None:  # "my procurement": the latest of its kind
            mine = [each for each in self.memory.started_by(self.speaker) if each.template.id == template.id]
            if mine:
                return _the_one(mine, slot, self._process_choice)
        found = self.memory.find(core or words, self.speaker)
        kind = "new_product" if _PROJECT.search(words) else template.id if template else None
        found = [each for each in found if each.template.id == kind] or list(found)
        if not found:
            raise Unclear(
                f"没有找到和“{words}”有关的流程。换个名字,或告诉我编号。",
                f"I found no process about “{words}”. Try another name, or its number.",
            )
        running = [each for each in found if each.is_running] or found[:1]
        named = [each for each in running if _plain(core) in {_plain(each.title), *_words(each.title)}]
        return _the_one(named or running, slot, self._process_choice)

    def _template_in(self, words: str) -> Template | None:
        """The template that the words name, by its longest name."""
        plain = _plain(words)
        names = [
            (len(name), each)
            for each in self.memory.templates()
            for name in (each.name.zh, each.name.en, *each.synonyms)
            if len(name) > 1 and _plain(name) in plain
        ]
        return max(names, key=lambda each: each[0])[1] if names else None

    def _numbers_implied(self) -> tuple[Number, ...]:
        quoted = number_in(self.quoted.split("/")[-1]) if self.quoted else None
        return (quoted, *self.focus) if quoted else self.focus

    def _visible(self, number: Number) -> Process | None:
        process = self.memory.process(number)
        if process is None or not may_see(process, self.speaker, self.world):
            return None
        return process

    def the_process(self, processes: Sequence[Process]) -> Process:
        return _the_one(processes, "process", self._process_choice)

    # Which task

    def task_meant(self, words: str | None, kinds: Collection[TaskKind], *, slot: str = "task") -> Target:
        """One of the speaker's open tasks. Raises Ambiguous or Unclear.

        A task named by its id, as a card's button does, is taken as it is: the engine judges.
        """
        wanted = [
            Target(process, task.id, task)
            for process, task in self.memory.open_tasks(self.speaker)
            if task.kind in kinds
        ]
        if not words and self.quoted and self.quoted.startswith("task/"):
            words = self.quoted.removeprefix("task/")
        if words and not _is_previous(words):
            return self._task_named(words, wanted, slot)
        for number in self._numbers_implied():
            here = [each for each in wanted if each.process.number == number]
            if len(here) == 1:
                return here[0]
        if not wanted:
            raise Unclear("你手上现在没有等着处理的事。", "Nothing is waiting for you right now.", MY_TASKS)
        return _the_one(wanted, slot, self._task_choice)

    def tasks_named(self, kinds: Collection[TaskKind]) -> list[Target]:
        """The speaker's open tasks whose numbers were said."""
        said = {number_in(match.group(0)) for match in NUMBER.finditer(self.said)}
        return [
            Target(process, task.id, task)
            for process, task in self.memory.open_tasks(self.speaker)
            if process.number in said and task.kind in kinds
        ]

    def tasks_like(self, words: str, wanted: list[Target]) -> list[Target]:
        """Those that the words name, by their numbers or by what they are about; maybe none."""
        said = {number_in(match.group(0)) for match in NUMBER.finditer(words)}
        if said:
            return [each for each in wanted if each.process.number in said]
        return self._fitting(words, wanted)

    def _task_named(self, words: str, wanted: list[Target], slot: str) -> Target:
        if (task := task_in(words)) is not None:
            process = self._visible(number_in(words) or Number(""))
            if process is not None:
                return Target(process, task, process.task(task))
        if number := number_in(words):
            return self._task_numbered(number, wanted, slot)
        fitting = self._fitting(words, wanted)
        if not fitting:
            raise Unclear(
                f"你手上没有和“{words}”对得上的待办。", f"None of your tasks is about “{words}”.", MY_TASKS
            )
        return _the_one(fitting, slot, self._task_choice)

    def _task_numbered(self, number: Number, wanted: list[Target], slot: str) -> Target:
        here = [each for each in wanted if each.process.number == number]
        if here:
            return _the_one(here, slot, self._task_choice)
        process = self._visible(number)
        if process is None:
            raise Unclear(
                f"没有找到 {number},也可能你看不到它。核对一下编号,或者说它的名字。",
                f"There is no {number} that you can see. Check the number, or say its name.",
            )
        stands = standing.waits_for(process, self.directory, self.now, self.zone)
        raise Unclear(
            f"{number} 现在没有等你处理的事。{stands.zh}",
            f"Nothing in {number} is waiting for you. {stands.en}",
        )

    def _fitting(self, words: str, wanted: list[Target]) -> list[Target]:
        """周婷的报销: whoever asked, then what kind, which step, which title, as far as they were said."""
        plain, left, fits = _plain(words), wanted, False
        for names_of in (self._starter_names, _kind_names, _step_names, _title_words):
            named = [each for each in left if any(_plain(name) in plain for name in names_of(each) if name)]
            if named:
                left, fits = named, True
        if fits:
            return left
        core = _plain(_core(words, self._template_in(words)))
        return [each for each in wanted if core and core in _plain(each.process.title)]

    def _starter_names(self, target: Target) -> tuple[str, ...]:
        person = self.directory.person(target.process.starter)
        return (person.name.zh, person.name.en, person.id) if person else ()

    # Which person

    def person_meant(self, said: str, *, slot: str = "person") -> PersonId:
        """Raises Ambiguous or Unclear."""
        if PersonId(said) in self.directory.people:
            return PersonId(said)
        plain = _plain(said)
        fitting = [each for each in self.directory.people.values() if each.active and _could_be(plain, each)]
        if not fitting:
            raise Unclear(
                f"通讯录里没有找到“{said}”。说全名试试。",
                f"I found nobody called “{said}”. Try the full name.",
            )
        return _the_one(fitting, slot, self._person_choice).id

    # Choices

    def _process_choice(self, slot: str, process: Process) -> Button:
        return Button(id=f"choose/{slot}/{process.number}", label=standing.headline(process))

    def _task_choice(self, slot: str, target: Target) -> Button:
        what, who = standing.headline(target.process), names.name(target.process.starter, self.directory)
        label = Text(zh=f"{what.zh}({who.zh})", en=f"{what.en} ({who.en})")
        return Button(id=f"choose/{slot}/{target.id}", label=label)

    def _person_choice(self, slot: str, person: Person) -> Button:
        return Button(id=f"choose/{slot}/{person.id}", label=names.titled(person.id, self.directory))


MY_TASKS = Button(id="say/my_tasks", label=Text(zh="我的待办", en="My tasks"))


def number_in(words: str) -> Number | None:
    """NP-12 in “np12 走到哪了”; a task's id gives its process's number."""
    found = NUMBER.search(words)
    return Number(f"{found.group(1).upper()}-{int(found.group(2))}") if found else None


def task_in(words: str) -> TaskId | None:
    """NP-12-3, when a task's id is said in full."""
    found = NUMBER.fullmatch(words.strip())
    if found is None or found.group(3) is None:
        return None
    return TaskId(f"{found.group(1).upper()}-{int(found.group(2))}-{int(found.group(3))}")


def not_yet(slots: Slots, view: TurnView) -> Plan:
    """The honest answer of an intent that is understood and not served yet."""
    return Say(say(zh="我听懂了,但这件事我现在还不会做。", en="I understood that, but I cannot do it yet."))


def nothing(events: Sequence[Any], view: TurnView) -> Reply:
    """An intent that only answers has no events to word."""
    return Reply()


def _the_one(things: Sequence[T], slot: str, choice: Callable[[str, T], Button]) -> T:
    if len(things) == 1:
        return things[0]
    question = Text(zh="你说的是哪一个?", en="Which one do you mean?")
    raise Ambiguous(slot, question, [choice(slot, each) for each in things[:MAX_CHOICES]])


def _kind_names(target: Target) -> tuple[str, ...]:
    template = target.process.template
    return (template.name.zh, template.name.en, *template.synonyms)


def _step_names(target: Target) -> tuple[str, ...]:
    step = target.process.template.step(target.task.step).name if target.task else None
    return (step.zh, step.en) if step else ()


def _title_words(target: Target) -> tuple[str, ...]:
    return (target.process.title, *(word for word in target.process.title.split() if len(word) > 1))


def _core(words: str, template: Template | None) -> str:
    """极光 in 极光项目的立项: what is left without the words for kinds of things."""
    core = words
    if template is not None:
        kinds = sorted((template.name.zh, template.name.en, *template.synonyms), key=len, reverse=True)
        for kind in kinds:
            core = re.sub(re.escape(kind), " ", core, flags=re.IGNORECASE)
    return " ".join(_KINDS.sub(" ", core).split())


def _words(title: str) -> set[str]:
    return {_plain(word) for word in title.split()}


def _is_previous(words: str) -> bool:
    return _plain(words) in {_plain(each) for each in PREVIOUS}


def _could_be(plain: str, person: Person) -> bool:
    zh, en = person.name.zh, _plain(person.name.en)
    title = (_plain(person.title.zh), _plain(person.title.en))
    surname = plain.lstrip("老小").rstrip("总工哥姐") if len(plain) > 1 else plain
    return plain in zh or plain in en or plain in title or (len(surname) == 1 and zh.startswith(surname))


def _plain(words: str) -> str:
    return re.sub(r"[\s,。、,.]+", "", words).lower()
