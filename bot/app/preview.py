"""What a platform may show at once, before a message is handled: `Tools.asks` and `Tools.home`.

Reads only. What it needs for that is loaded by the first who asks: the web part starts without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import structlog

from bot.adapter import Opened, PlatformError
from bot.app.core import Core
from bot.app.home_visitors import HomeVisitors
from bot.app.identities import Identities
from bot.cards import Card, Reply
from bot.dialogue import Dialogue
from bot.messages import IncomingMessage, Language
from engine.people import PersonId
from engine.process import Number
from storage.dialogues import Dialogues
from storage.preferences import PreferenceBook

if TYPE_CHECKING:
    from bot.view import TurnView

log = structlog.get_logger()


class Preview:
    """`platforms` may still be empty: it is looked at when somebody asks. `visitors` remembers who did."""

    def __init__(
        self, core: Core, platforms: Mapping[str, Opened], visitors: HomeVisitors | None = None
    ) -> None:
        self._core, self._platforms, self._visitors = core, platforms, visitors

    def asks(self, pressed: IncomingMessage) -> tuple[Card, Language] | None:
        from bot import opening  # noqa: PLC0415 - see above
        from bot.app import found  # noqa: PLC0415 - as above

        if pressed.press is None or (person := self._person(pressed)) is None:
            return None
        key = pressed.address.model_dump_json(exclude={"thread"})
        kept = Dialogues(self._core.database).get(key, person)
        dialogue = Dialogue.model_validate_json(kept) if kept else Dialogue()
        view = self._view(person, pressed, dialogue)
        card = opening.form_of(pressed.press, view, dialogue.pending, {**found.intents(), **found.verbs()})
        return (card, view.language) if card else None

    def home(self, opened: IncomingMessage) -> tuple[Reply, Language] | None:
        from bot import opening  # noqa: PLC0415 - see above

        person = self._person(opened)
        if person is None:
            return None
        if self._visitors is not None:
            self._visitors.keep(opened.platform, opened.sender, person)
        view = self._view(person, opened, Dialogue())
        return opening.home(view), view.language

    def _person(self, message: IncomingMessage) -> PersonId | None:
        try:
            return Identities(self._core, self._platforms).person_of(message, self._core.clock.now())
        except PlatformError as error:
            log.warning("directory_not_asked", platform=message.platform, error=repr(error))
            return None

    def _view(self, person: PersonId, message: IncomingMessage, dialogue: Dialogue) -> TurnView:
        from bot.app.memory import open_memory  # noqa: PLC0415 - see above
        from bot.view import TurnView  # noqa: PLC0415 - as above

        core = self._core
        chosen = PreferenceBook(core.database).of(person).reads
        return TurnView(
            speaker=person,
            said="",
            now=core.clock.now(),
            language=Language(chosen) if chosen else core.settings.language,
            world=core.world(),
            memory=open_memory(core),
            reader=None,
            quoted=message.press.card if message.press else None,
            focus=tuple(Number(each) for each in dialogue.focus),
            pressed=True,
        )
