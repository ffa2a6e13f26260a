"""Where a conversation with one person stands: what was asked, what waits for a yes, what it was about."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime, JsonValue

from bot.cards import Button, Card
from bot.messages import Value

MAX_FOCUS = 5


class Wait(StrEnum):
    ANSWER = "answer"  # a question was asked
    YES = "yes"  # something waits for a confirmation


class Pending(Value):
    """An intent under way. `slots` is what is known so far; `commands` what a yes would execute."""

    wait: Wait
    intent: str
    slots: dict[str, JsonValue] = {}
    since: AwareDatetime
    nonce: str  # makes a button of an earlier question recognisable
    slot: str = ""  # what was asked for: `person`, `fields.budget`
    choices: tuple[Button, ...] = ()
    card: Card | None = None  # the form or the confirmation, to be closed when answered
    commands: tuple[dict[str, JsonValue], ...] = ()
    reminded: bool = False  # an interruption was followed by a word that this still stands; once is enough


class Dialogue(Value):
    pending: Pending | None = None
    files: dict[str, tuple[str, ...]] = {}  # sent for a task and not handed in yet, by its id
    focus: tuple[str, ...] = ()  # numbers of the processes talked about, the latest first
    turns: int = 0

    def handed_in(self, *tasks: str) -> Dialogue:
        kept = {task: files for task, files in self.files.items() if task not in tasks}
        return self.model_copy(update={"files": kept})

    def talked_about(self, *numbers: str) -> Dialogue:
        fresh = dict.fromkeys((*numbers, *self.focus))
        return self.model_copy(update={"focus": tuple(fresh)[:MAX_FOCUS]})
