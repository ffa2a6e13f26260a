"""The demo company as the scenarios meet it: people say and press things, time passes, and they hear answers.

Everything is real but the clock and the wire: the database, the queue, the parser, the engine, the outbox.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import UTCDateTime

from bot.adapter import Opened
from bot.app.core import Core
from bot.app.wiring import Understanding, parts_of
from bot.cards import Button, Card, Saying
from bot.kept import restored
from bot.messages import Address, Attachment, IncomingMessage, Press
from engine.people import PersonId
from engine.process import Process
from scheduler.jobs.inbox import handle_inbox
from scheduler.jobs.outbox import deliver_outbox
from scheduler.jobs.reminders import send_reminders
from scheduler.jobs.timers import fire_timers
from scheduler.parts import Parts
from storage.chat import BOT, ChatMessage, ChatStore
from storage.inbox import Inbox
from storage.mailbox import open_direct
from storage.outbox import Outbox
from storage.queries.processes import ProcessQueries
from storage.sql import statement
from storage.timers import Timers
from storage.waits import Waits

TUESDAY = datetime(2026, 11, 24, 2, tzinfo=UTC)  # 10:00 in Shanghai


class CompanyClock:
    """Company time, which passes when a scenario says so."""

    def __init__(self) -> None:
        self.at = TUESDAY

    def now(self) -> datetime:
        return self.at

    def machine_now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> datetime:
        self.at += by
        return self.at


@dataclass(frozen=True)
class Heard:
    """What somebody heard, in order."""

    company: Company
    person: str
    messages: tuple[ChatMessage, ...]
    parts: tuple[Saying | Card | None, ...]  # None: a picture

    @property
    def cards(self) -> list[Card]:
        return [part for part in self.parts if isinstance(part, Card)]

    @property
    def card(self) -> Card:
        """The one that is open; a closed form is no longer of interest."""
        found = [card for card in self.cards if card.buttons]
        assert len(found) == 1, f"{len(found)} open cards in: {self.text}"
        return found[0]

    @property
    def pictures(self) -> int:
        return sum(part is None for part in self.parts)

    @property
    def text(self) -> str:
        """All that can be read in Chinese."""
        return "\n".join(_read(part) for part in self.parts if part is not None)

    @property
    def english(self) -> str:
        return "\n".join(_read(part, english=True) for part in self.parts if part is not None)

    @property
    def buttons(self) -> list[Button]:
        found: list[Button] = []
        for part in self.parts:
            if isinstance(part, Card):
                found += part.buttons
            elif isinstance(part, Saying):
                found += part.choices
        return found

    @property
    def labels(self) -> list[str]:
        return [button.label.zh for button in self.buttons]

    def started(self) -> Process:
        """Say yes, and the process that was started by it."""
        return self.company.says(self.person, "好的").process()

    def process(self) -> Process:
        """The process whose number is named."""
        number = next(word for word in self.text.replace(":", " ").split() if word[:3].rstrip("-").isupper())
        return self.company.process(number.strip(",。"))


@dataclass
class Company:
    core: Core
    parts: Parts
    clock: CompanyClock
    _count: int = 0
    _heard: dict[str, dict[str, int]] = field(default_factory=dict)

    def says(self, person: str, text: str, *, quoting: str | None = None, voice: bool = False) -> Heard:
        """`quoting`: the key of a card in the person's chat under which it is said."""
        quotes = self._message_showing(person, quoting) if quoting else None
        return self._turn(person, text=text, quotes=quotes, voice=voice)

    def sends(self, person: str, file: Attachment, *, quoting: str | None = None) -> Heard:
        """A file into the chat; `ref` names what the page sent up before."""
        quotes = self._message_showing(person, quoting) if quoting else None
        return self._turn(person, quotes=quotes, attachments=(file,))

    def presses(self, person: str, label: str, /, **values: str) -> Heard:
        """The newest button with this label in the person's chat."""
        for message in reversed(self._messages(person)):
            for part in self._parts(message):
                buttons = part.buttons if isinstance(part, Card) else part.choices if part else ()
                for button in buttons:
                    if label in (button.label.zh, button.label.en):
                        card = part.key if isinstance(part, Card) else None
                        return self._turn(person, press=Press(action=button.id, values=values, card=card))
        raise AssertionError(f"{person} sees no button {label!r}")

    def presses_id(self, person: str, action: str) -> Heard:
        """A button that has gone from the screen, or is on another one."""
        return self._turn(person, press=Press(action=action))

    def hears(self, person: str) -> Heard:
        """What is new or has changed since the person last looked."""
        seen = self._heard.setdefault(person, {})
        fresh = [
            message
            for message in self._messages(person)
            if message.author == BOT and seen.get(message.id) != message.version
        ]
        seen.update({message.id: message.version for message in fresh})
        parts = tuple(part for message in fresh for part in self._parts(message))
        return Heard(self, person, tuple(fresh), parts)

    def passes(self, **span: float) -> None:
        """Time goes by, and whatever falls due happens at its moment."""
        end = self.clock.at + timedelta(**span)
        while self.clock.at < end:
            self.clock.at = min(end, *self._due_later())
            self.works()

    def _due_later(self) -> list[datetime]:
        """When something falls due next: a timer, a reminder, a letter that waits."""
        soonest = (
            "SELECT min(timer_at) AS at FROM task WHERE status = 'open' AND timer_at > :now",
            "SELECT min(at) AS at FROM reminder WHERE status = 'waiting' AND at > :now",
            "SELECT min(next_wait_at) AS at FROM process WHERE next_wait_at > :now",
            "SELECT min(starts_at) AS at FROM delegation WHERE starts_at > :now",
            "SELECT min(ends_at) AS at FROM delegation WHERE ends_at > :now",
            "SELECT min(available_at) AS at FROM outbox WHERE status = 'waiting' AND available_at > :now",
            "SELECT min(available_at) AS at FROM inbox WHERE status = 'waiting' AND available_at > :now",
        )
        with self.core.database.reading() as connection:
            found = [
                connection.execute(
                    statement(sql, moments=("now",)).columns(at=UTCDateTime()), {"now": self.clock.at}
                )
                for sql in soonest
            ]
            moments = [row.scalar() for row in found]
        return [each for each in moments if each is not None] or [self.clock.at + timedelta(days=400)]

    def works(self) -> None:
        """What the workers do until nothing is left."""
        now = self.clock.now()
        handle_inbox(self.parts, now)
        while Timers(self.core.database).due(now, 1) or self.core.delegations.due(now):
            fire_timers(self.parts, now)
        if Waits(self.core.database).due(now, 1):
            fire_timers(self.parts, now)
        send_reminders(self.parts, now)
        deliver_outbox(self.parts, now)

    def works_within_limits(self) -> None:
        """Until nothing is left to do; what a platform's limits hold back follows a moment later."""
        self.works()
        for _ in range(20):
            if not self._held_back():
                break
            threading.Event().wait(0.3)  # the limits are per second, of the real clock
            self.clock.advance(timedelta(seconds=3))
            self.works()

    def _held_back(self) -> bool:
        """Whether a turn or a delivery was put off by a few seconds."""
        database, soon = self.core.database, self.clock.now() + timedelta(seconds=10)
        leases_over = soon + timedelta(hours=1)
        return any(waiting(database).has_due(soon, leases_over) for waiting in (Inbox, Outbox))

    def process(self, number: str) -> Process:
        return self._processes.process(number)

    def only_process(self) -> Process:
        """The only one there is."""
        (only,) = self._processes.page(limit=2).items
        return self.process(only.number)

    @property
    def _processes(self) -> ProcessQueries:
        return ProcessQueries(self.core.database, self.core.templates.read)

    def card_of(self, person: str, key: str) -> Card:
        """The card as it stands now in the person's chat."""
        for message in reversed(self._messages(person)):
            for part in self._parts(message):
                if isinstance(part, Card) and part.key == key:
                    return part
        raise AssertionError(f"{person} has no card {key}")

    def _turn(
        self,
        person: str,
        *,
        text: str = "",
        press: Press | None = None,
        quotes: str | None = None,
        voice: bool = False,
        attachments: tuple[Attachment, ...] = (),
    ) -> Heard:
        open_direct(ChatStore(self.core.database), person, self.clock.now())
        self.hears(person)
        self._count += 1
        address = Address(platform="web", conversation=f"dm:{person}")
        message = IncomingMessage(
            platform="web",
            message_id=f"said-{self._count}",
            sender=person,
            address=address,
            at=self.clock.now(),
            text=text,
            press=press,
            quotes=quotes,
            voice=voice,
            attachments=attachments,
        )
        self.receives(message)
        return self.hears(person)

    def receives(self, message: IncomingMessage) -> None:
        self.parts.inbox.accept(
            platform=message.platform,
            message_id=message.message_id,
            conversation=f"{message.platform}/{message.address.conversation}",
            payload=message.model_dump_json(),
            now=self.clock.now(),
        )
        self.works()

    def _message_showing(self, person: str, key: str) -> str:
        for message in self._messages(person):
            if any(isinstance(part, Card) and part.key == key for part in self._parts(message)):
                return message.id
        raise AssertionError(f"{person} has no card {key}")

    def _messages(self, person: str) -> list[ChatMessage]:
        return ChatStore(self.core.database).messages(f"dm:{person}", limit=500)[0]

    @staticmethod
    def _parts(message: ChatMessage) -> Iterable[Saying | Card | None]:
        return (restored(part) for part in json.loads(message.parts) if "type" in part)

    def manager_of(self, person: str) -> str:
        found = self.core.people.directory().manager_of(PersonId(person))
        assert found is not None
        return found


def open_company(
    core: Core,
    clock: CompanyClock,
    understanding: Understanding,
    platforms: Mapping[str, Opened] | None = None,
) -> Company:
    return Company(core, parts_of(core, "tests", understanding, platforms), clock)


def _read(part: Saying | Card, *, english: bool = False) -> str:
    if isinstance(part, Saying):
        return part.text.en if english else part.text.zh
    texts = [
        part.status,
        part.title,
        *(text for fact in (*part.facts, *part.more) for text in (fact.label, fact.value)),
    ]
    texts += [text for text in (part.context, part.outcome) if text is not None]
    return " | ".join([part.number, *(text.en if english else text.zh for text in texts)])
