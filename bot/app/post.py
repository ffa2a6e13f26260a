"""The post office: letters become a platform's messages when they are sent, and cards are kept track of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.adapter import Opened, PlatformError, RateLimited, Refused, UpdateTooLate
from bot.app.core import Core
from bot.app.form_desk import FormDesk
from bot.app.identities import Identities
from bot.app.memory import StoredMemory
from bot.app.outages import Outages
from bot.app.quiet import quiet_until
from bot.app.sent import Sent
from bot.cards import Button, Card, Picture, Reply, Saying, Style, folded
from bot.forms import Form
from bot.letters import Letter
from bot.messages import Address, Language, OutgoingMessage, Text
from bot.present.attached import attached
from bot.present.task_card import closed_card, moved, open_card
from bot.view import number_in
from engine.people import PersonId
from engine.process import TaskId
from scheduler.parts import Undelivered
from storage.outbox import NewMessage, Outbox, OutboxItem
from storage.posted import PostedCard, PostedCards
from storage.preferences import PreferenceBook, Preferences

log = structlog.get_logger()
_FORM_GOOD_FOR = timedelta(hours=72)
_PASSING = ("confirm/", "form/", "tasks/")  # cards that a later one of the same key replaces where it stands


def posted(letter: Letter, key: str) -> NewMessage:
    """One outbox row. Rows of a lane keep their order."""
    return NewMessage(key=key, lane=_lane(letter), payload=letter.model_dump_json())


def _lane(letter: Letter) -> str:
    """An answer's is its conversation, as in the inbox: the next message there waits until it was sent.

    Otherwise the person's, apart for gentle letters, which may wait and hold up no others.
    """
    if letter.address is not None:
        return f"{letter.address.platform}/{letter.address.conversation}"
    return f"{letter.person}/gentle" if letter.gentle else letter.person


@dataclass(frozen=True, slots=True)
class _Sending:
    """What all messages of one letter have in common."""

    person: str
    language: Language
    key: str
    now: datetime


@dataclass(frozen=True, slots=True)
class PostOffice:
    core: Core
    memory: StoredMemory
    platforms: Mapping[str, Opened]
    identities: Identities
    cards: PostedCards
    preferences: PreferenceBook
    outbox: Outbox
    desk: FormDesk
    outages: Outages = field(default_factory=Outages)
    sent: Sent = field(default_factory=Sent)

    def send(self, item: OutboxItem, now: datetime) -> None:
        """Deliver one letter. Raises Undelivered."""
        letter = Letter.model_validate_json(item.payload)
        chosen = self.preferences.of(letter.person)
        if letter.gentle:
            self._wait_for_morning(chosen, now)
        reply = self._refreshed(letter.reply, now)
        sending = _Sending(letter.person, self.language(chosen), item.key, now)
        try:
            if letter.update and letter.address is not None:
                self._update(reply, letter.address, sending)
            elif letter.update:
                self._update_everywhere(letter, reply, sending)
            else:
                self._deliver(reply, self._address(letter, chosen, now), sending)
        except RateLimited as error:
            raise Undelivered(str(error), retry_after_s=error.retry_after_s) from error
        except Refused as error:
            raise Undelivered(str(error), final=True) from error
        except PlatformError as error:
            raise Undelivered(repr(error)) from error

    def language(self, chosen: Preferences) -> Language:
        return Language(chosen.reads) if chosen.reads else self.core.settings.language

    def _deliver(self, reply: Reply, address: Address, sending: _Sending) -> None:
        for place, part in enumerate(reply.parts):
            replaces, older = None, None
            if isinstance(part, Card):
                older = self._newest_place(part, address)
                replaces = older.message if older and part.key.startswith(_PASSING) else None
            self._send_part(part, address, sending, f"{place}", replaces)
            if isinstance(part, Card) and older and part.key.startswith("task/"):
                self._fold(part, older, sending, f"{place}/moved")

    def _update_everywhere(self, letter: Letter, reply: Reply, sending: _Sending) -> None:
        """Change the cards wherever they stand; nothing where they were never posted.

        A place whose platform fails becomes a letter of its own: the others do not wait for it.
        """
        cards = [each for each in reply.parts if isinstance(each, Card)]
        standing = [where for card in cards for where in self._live(card)]
        for address in dict.fromkeys(Address.model_validate_json(where.address) for where in standing):
            try:
                self._update(reply, address, sending)
            except PlatformError as error:
                log.warning("update_delayed", platform=address.platform, key=sending.key, error=repr(error))
                later = letter.model_copy(update={"address": address})
                key = f"{sending.key}/at/{address.platform}/{address.conversation}"
                self.outbox.add([posted(later, key)], now=sending.now)

    def _update(self, reply: Reply, address: Address, sending: _Sending) -> None:
        for place, card in enumerate(each for each in reply.parts if isinstance(each, Card)):
            where = self._newest_place(card, address)
            if where is not None:
                reader = where.person or sending.person
                theirs = replace(sending, person=reader, language=self.language(self.preferences.of(reader)))
                self._send_part(card, address, theirs, f"{place}/{where.message}", where.message)

    def _send_part(
        self,
        part: Saying | Card | Picture,
        address: Address,
        sending: _Sending,
        place: str,
        replaces: str | None,
    ) -> None:
        if address.platform not in self.platforms:
            raise Refused("platform_off", address.platform)
        adapter = self.platforms[address.platform].adapter
        shown = self._linked(part, address, sending) if isinstance(part, Card) else part
        reply, key = Reply(parts=(shown,)), f"{sending.key}/{place}"
        try:
            for message in adapter.render(reply, sending.language, address, key=key, replaces=replaces):
                reference = self._reference(message, sending.now)
                if isinstance(part, Card):
                    self._record(part, reference, address, sending.person, sending.now)
        except UpdateTooLate:
            if replaces is None:
                raise
            log.info("card_posted_anew", platform=address.platform, key=key)
            self._send_part(part, address, sending, f"{place}/anew", None)

    def _linked(self, card: Card, address: Address, sending: _Sending) -> Card:
        """With the addresses of its files, and of a page for what the platform's cards cannot ask."""
        opened = self.platforms[address.platform]
        if not self.identities.is_elsewhere(address.platform):  # our own chat makes its own
            return card
        reader = sending.person if address.direct else None  # what a group sees is opened by who signs in
        card = self.desk.linked(card, reader, sending.now)
        if card.extra:
            card = _with_more(card)
        held = opened.holds
        asks_more = held is not None and any(each.type not in held for each in card.inputs)
        account = (
            self.identities.account_of(PersonId(sending.person), address.platform) if asks_more else None
        )
        if account is None:
            return card
        form = Form(
            card=card,
            language=sending.language,
            sender=account,
            address=address.model_copy(update={"thread": None}),
            expires_at=sending.now + _FORM_GOOD_FOR,
        )
        return card.model_copy(update={"page": self.desk.offer(form, sending.now)})

    def _reference(self, message: OutgoingMessage, now: datetime) -> str:
        """The platform's id of the message, sent now if it was not before."""
        reference = self.sent.get(message.key)
        if reference is None:
            platform = message.address.platform
            with self.outages.calling(platform, now):
                reference = self.platforms[platform].adapter.send(message, now)
            self.sent.keep(message.key, reference)
        return reference

    def _record(self, card: Card, reference: str, address: Address, person: str, now: datetime) -> None:
        self.cards.record(
            PostedCard(
                card=card.key,
                platform=address.platform,
                conversation=address.conversation,
                message=reference,
                address=address.model_dump_json(),
                person=person,
                posted_at=now,
                content_hash=hashlib.sha256(card.model_dump_json().encode()).hexdigest(),
            )
        )

    def _live(self, card: Card) -> tuple[PostedCard, ...]:
        """Where it can be acted on: the newest place of each conversation, the older ones are folded."""
        everywhere = self.cards.of_card(card.key)
        places = {(each.platform, each.conversation): each for each in everywhere}
        return tuple(each for each in places.values() if each.platform in self.platforms)

    def _newest_place(self, card: Card, address: Address) -> PostedCard | None:
        here = (address.platform, address.conversation)
        return next((each for each in self._live(card) if (each.platform, each.conversation) == here), None)

    def _fold(self, card: Card, older: PostedCard, sending: _Sending, place: str) -> None:
        """Two open copies of one card in a chat make people wonder which counts."""
        address = Address.model_validate_json(older.address)
        adapter = self.platforms[address.platform].adapter
        if any(each.message == older.message for each in self._live(card)):
            return  # the letter is sent again after a failure: the newest is already what stands there
        rest, key = Reply(parts=(moved(card),)), f"{sending.key}/{place}"
        try:
            for message in adapter.render(rest, sending.language, address, key=key, replaces=older.message):
                self._reference(message, sending.now)
        except PlatformError as error:  # the card has arrived; an old copy is no reason to send it again
            log.warning("card_not_folded", card=card.key, error=repr(error))

    def _refreshed(self, reply: Reply, now: datetime) -> Reply:
        """Task cards as they are now, not as they were when the letter was written."""
        parts = tuple(self._card_now(part, now) if isinstance(part, Card) else part for part in reply.parts)
        return Reply(parts=parts)

    def _card_now(self, card: Card, now: datetime) -> Card:
        if not card.key.startswith("task/"):
            return card
        task_id = TaskId(card.key.removeprefix("task/"))
        number = number_in(task_id)
        process = self.memory.process(number) if number else None
        if process is None:
            return card
        world = self.core.world()
        if (task := process.task(task_id)) is not None:
            handed_in = [each.event for each in self.memory.events.with_files(process.number)]
            files = attached(handed_in, process.number, self.memory.file_name)
            fresh = open_card(process, task, world, now, files)
            if not card.buttons:
                return fresh
            return fresh.model_copy(update={"buttons": card.buttons, "extra": card.extra})
        closed = self.memory.closed_task(task_id)
        return closed_card(process, closed, world, now) if closed else card

    def _address(self, letter: Letter, chosen: Preferences, now: datetime) -> Address:
        """Where the letter says; else where the person wrote last; else the first platform that has them."""
        if letter.address is not None:
            return letter.address
        if chosen.last_address and chosen.last_platform in self.platforms:
            return Address.model_validate_json(chosen.last_address)
        return self.identities.address_of(PersonId(letter.person), now)

    def _wait_for_morning(self, chosen: Preferences, now: datetime) -> None:
        until = quiet_until(chosen.quiet_hours, now, self.core.calendar.zone)
        if until is not None:
            raise Undelivered("quiet hours", retry_after_s=(until - now) / timedelta(seconds=1))


def _with_more(card: Card) -> Card:
    """Unfolded where there is room, else with a button for those behind 更多, before what destroys."""
    shown, behind = folded(card)
    if not behind:
        return card.model_copy(update={"buttons": shown, "extra": ()})
    more = Button(id=f"more/{card.key.split('/', 1)[-1]}", label=Text(zh="更多", en="More"))
    kept = [each for each in shown if each.style is not Style.DANGER]
    last = [each for each in shown if each.style is Style.DANGER]
    return card.model_copy(update={"buttons": (*kept, more, *last), "extra": ()})


def payload_of_events(payload: str) -> tuple[str, int, int]:
    """An `events` row: which process, and from which event to which."""
    data = json.loads(payload)
    return data["process"], data["from_seq"], data["to_seq"]
