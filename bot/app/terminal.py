"""`tuitui chat`: a person talks to the assistant in a terminal.

The messages go the way of all others, through the inbox. When no worker runs, this process does the
work itself; when one does, either may take the message: leases keep them apart.
"""

from __future__ import annotations

import json
import sys
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.adapters.terminal.screen import lines, news
from bot.app.core import Core
from bot.app.wiring import parts_of
from bot.cards import Button
from bot.messages import Address, IncomingMessage, Language, Press, Text
from engine.people import Label, PersonId
from scheduler.jobs.inbox import handle_inbox
from scheduler.jobs.outbox import deliver_outbox
from scheduler.jobs.reminders import send_reminders
from scheduler.jobs.timers import fire_timers
from scheduler.parts import Parts
from storage.chat import BOT, ChatStore
from storage.preferences import PreferenceBook

_LOOK_S = 0.5
_HELP = Text(
    zh="直接说话就行;输入数字按对应按钮。/1h /1d /1w 让时间前进(演示)。/quit 退出。",
    en="Just talk; a number presses that button. /1h /1d /1w moves time on (demo). /quit leaves.",
)
_NO_TRAVEL = Text(zh="只有演示能让时间前进。", en="Only the demo can move time on.")
_STEPS = {"/1h": timedelta(hours=1), "/1d": timedelta(days=1), "/1w": timedelta(weeks=1)}


@dataclass
class Terminal:
    core: Core
    parts: Parts
    person: PersonId
    write: Callable[[str], object] = sys.stdout.write
    _shown: dict[str, int] = field(default_factory=dict)  # message id → version on the screen
    _buttons: list[tuple[str, Button]] = field(default_factory=list)  # with the key of their card
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def conversation(self) -> str:
        return f"tty:{self.person}"

    def open(self) -> None:
        person = self.core.people.directory().people[self.person]
        store = ChatStore(self.core.database)
        title = Label(f"推推(终端 · {person.name.zh})", f"Tuitui (terminal · {person.name.en})")
        store.open(self.conversation, title, [self.person], direct=True, now=self.core.clock.now())
        for message in store.messages(self.conversation, limit=200)[0]:
            self._shown[message.id] = message.version
        self._line(_HELP.said_in(self.language))

    @property
    def language(self) -> Language:
        chosen = PreferenceBook(self.core.database).of(self.person).reads
        return Language(chosen) if chosen else self.core.settings.language

    def says(self, text: str) -> None:
        """One line typed: words, a button's number, or a step of time."""
        if text in _STEPS:
            self._travel(_STEPS[text])
        elif text.isdigit() and 0 < int(text) <= len(self._buttons):
            card, button = self._buttons[int(text) - 1]
            self._send(press=Press(action=button.id, card=card or None))
        elif text:
            self._send(text=text)
        self.look()

    def look(self) -> None:
        """Do what waits, then show what is new or has changed."""
        with self._lock:
            now = self.core.clock.now()
            handle_inbox(self.parts, now)
            fire_timers(self.parts, now)
            send_reminders(self.parts, now)
            deliver_outbox(self.parts, self.core.clock.now())
            self._show()

    def watch(self, stopped: threading.Event) -> None:
        """Show what others do meanwhile."""
        while not stopped.wait(_LOOK_S):
            self.look()

    def _send(self, *, text: str = "", press: Press | None = None) -> None:
        now = self.core.clock.now()
        message = IncomingMessage(
            platform="terminal",
            message_id=uuid.uuid4().hex,
            sender=self.person,
            address=Address(platform="terminal", conversation=self.conversation),
            at=now,
            text=text,
            press=press,
        )
        self.parts.inbox.accept(
            platform=message.platform,
            message_id=message.message_id,
            conversation=f"terminal/{self.conversation}",
            payload=message.model_dump_json(),
            now=now,
        )

    def _travel(self, span: timedelta) -> None:
        try:
            now = self.core.clock.advance(span)
        except ValueError:
            self._line(_NO_TRAVEL.said_in(self.language))
            return
        self._line(f"⏱ {now.astimezone(self.core.calendar.zone):%Y-%m-%d %H:%M}")

    def _show(self) -> None:
        store = ChatStore(self.core.database)
        fresh = [
            message
            for message in store.messages(self.conversation, limit=50)[0]
            if self._shown.get(message.id) != message.version and message.author == BOT
        ]
        if not fresh:
            return
        self._buttons = []
        language = self.language
        for message in fresh:
            changed = message.id in self._shown
            self._shown[message.id] = message.version
            for part in json.loads(message.parts):
                if changed:
                    self._line(f"↻ {news(part, language)}")
                    continue
                text, buttons = lines(
                    part, language, site=self.core.settings.url, first=len(self._buttons) + 1
                )
                self._buttons += [(str(part.get("key", "")), each) for each in buttons]
                for line in text:
                    self._line(line)

    def _line(self, text: str) -> None:
        self.write(f"{text}\n")


def open_terminal(core: Core, person: PersonId) -> Terminal:
    terminal = Terminal(core, parts_of(core, owner=f"terminal/{person}"), person)
    terminal.open()
    return terminal
