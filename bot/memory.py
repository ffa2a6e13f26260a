"""What can be looked up while a turn is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.cards import Picture
from bot.messages import Language
from bot.modelling.recommending import UsualWay
from engine.events import AnyEvent
from engine.people import PersonId
from engine.ports import ClosedTask
from engine.process import Number, Process, Task, TaskId
from engine.simulation import Report
from engine.template import Template


class Memory(Protocol):
    def process(self, number: Number) -> Process | None: ...
    def find(self, words: str, person: PersonId) -> Sequence[Process]:
        """Processes that the person may see and the words name; running ones first, newest first."""
        ...

    def started_by(self, person: PersonId) -> Sequence[Process]:
        """The person's running processes, newest first."""
        ...

    def open_tasks(self, person: PersonId) -> Sequence[tuple[Process, Task]]:
        """The soonest due first."""
        ...

    def waiting_for(self, leaver: PersonId) -> Sequence[Process]:
        """Running processes in which a seat, a pool or a deputyship of a leaver waits, the oldest first."""
        ...

    def closed_task(self, task: TaskId) -> ClosedTask | None: ...
    def file_name(self, file: str) -> str | None:
        """Of a file that somebody sent; None when nobody did."""
        ...

    def history(self, number: Number) -> Sequence[AnyEvent]: ...
    def templates(self) -> Sequence[Template]: ...
    def every_template(self) -> Sequence[Template]:
        """The newest version of each, retired ones included."""
        ...

    def gantt(self, number: Number, language: Language, now: datetime) -> Picture: ...
    def flow(self, template: Template, language: Language) -> Picture: ...
    def usual_way(self, template: str) -> UsualWay: ...
    def published_by(self, key: str) -> Template | None:
        """What was published under a message's key, before a crash."""
        ...

    def kept_draft(self, template: str) -> Template | None:
        """The designer's draft; None when there is none, or one that makes no template yet."""
        ...

    def replayed(self, template: Template) -> Report:
        """Finished processes of the template's id, replayed through it."""
        ...

    def what_if(self, report: Report, template: Template, language: Language) -> Picture: ...
