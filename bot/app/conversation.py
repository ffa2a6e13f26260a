"""One received message, from the inbox to its answers in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.adapter import PlatformError, RateLimited
from bot.app.core import Core
from bot.app.identities import Identities
from bot.app.linking import Linking
from bot.app.parcels import Parcel, Parcels, acknowledged, chosen
from bot.app.post import PostOffice, payload_of_events, posted
from bot.app.voice import Ear, heard, recording_in
from bot.cards import Reply, Saying, say, show
from bot.dialogue import Dialogue
from bot.letters import Letter
from bot.messages import IncomingMessage, Text, language_of
from bot.nlu.speech import SpeechUnavailable
from bot.notify import notices
from bot.turn import Taken, Turn
from bot.wishes import CheckIn, Delegate, EndDelegation, PublishTemplate, SetPreference, SetReminder
from engine.deputies import Scope
from engine.drafting import may_add, may_publish
from engine.formats.documents import newest
from engine.people import PersonId
from engine.process import Number
from scheduler.parts import NotNow
from storage.attendance import Attendance
from storage.dialogues import Dialogue as KeptDialogue
from storage.dialogues import Dialogues
from storage.inbox import WaitingMessage
from storage.leases import Lease
from storage.outbox import NewMessage, OutboxItem
from storage.preferences import Preferences
from storage.reminders import Reminder, Reminders
from storage.turns import TurnRecord, Turns

log = structlog.get_logger()
STRANGER = say(
    "我还不认识你。请管理员在通讯录里加上你的工作邮箱或手机号,然后再来找我;"
    "如果我在别的聊天软件里认识你,在那边对我说「绑定」加这里的名字,比如「绑定 Slack」。",
    "I do not know you yet. Ask an administrator to add your work e-mail or mobile to the directory. "
    "Where another chat knows you, tell me there to link this one, such as “link my Slack”.",
)
BROKEN = say(
    "这句我没能处理好,问题已经记下;什么都没有重复做。请稍后再说一次。",
    "I could not handle that; it was noted, and nothing was done twice. Please try again later.",
)

DELAYED = say(
    "收到了。这边暂时查不到一些信息,我过一会儿自动再办,不用重发。",
    "Got it. Something I need does not answer just now; I will try again by myself, no need to repeat it.",
)
_TOLD_AFTER = 3  # attempts, in some twenty seconds: what is soon over needs no words


@dataclass(frozen=True, slots=True)
class Conversation:
    core: Core
    turn: Turn
    turns: Turns
    dialogues: Dialogues
    reminders: Reminders
    identities: Identities
    post: PostOffice
    ear: Ear
    parcels: Parcels
    linking: Linking

    def handle(self, waiting: WaitingMessage, held: Lease, now: datetime) -> Sequence[OutboxItem]:
        """Raises NotNow when the platform does not tell who or what it is."""
        try:
            return self._handle(waiting, held, now)
        except PlatformError as error:
            if waiting.attempts == _TOLD_AFTER:
                self.post.outbox.add(self._delayed(waiting), now=now)
            retry_after_s = error.retry_after_s if isinstance(error, RateLimited) else 0.0
            raise NotNow(repr(error), retry_after_s=retry_after_s) from error

    def _handle(self, waiting: WaitingMessage, held: Lease, now: datetime) -> Sequence[OutboxItem]:
        message = IncomingMessage.model_validate_json(waiting.payload)
        person = self.identities.person_of(message, now)
        if person is not None:
            message = self.identities.settled(message, now)
        if (linked := self.linking.answer(message, person, now)) is not None:
            letters = self._to(message, person or "", linked.reply)
            if linked.elsewhere is not None:
                letters.append(posted(linked.elsewhere, f"linked/{message.platform}/{message.message_id}"))
            return self.turns.finish(waiting.id, letters, by=held, now=now)
        if person is None:
            return self.turns.finish(waiting.id, self._to(message, "", STRANGER), by=held, now=now)
        known = self.post.preferences.of(person)
        self._saw(message, known)
        try:
            words = self.ear.words(message, self.post.language(known), now, attempt=waiting.attempts)
        except SpeechUnavailable as error:
            log.warning("voice_not_heard", platform=message.platform, reason=error.reason)
            sorry = self._to(message, person, show(Saying(text=error.text)))
            return self.turns.finish(waiting.id, sorry, by=held, now=now)
        listened = recording_in(message) is not None
        message = message.model_copy(update={"text": words, "voice": message.voice or listened})
        if message.press is None and (spoken := language_of(words)) is not None:
            known = self.post.preferences.heard(known, spoken)
        parcels = self.parcels.kept(message, now, attempt=waiting.attempts)
        return self._turn(waiting, message, known, parcels, held, now)

    def _turn(
        self,
        waiting: WaitingMessage,
        message: IncomingMessage,
        known: Preferences,
        parcels: Sequence[Parcel],
        held: Lease,
        now: datetime,
    ) -> Sequence[OutboxItem]:
        person = PersonId(known.person)
        key = message.address.model_dump_json(exclude={"thread"})
        kept = self.dialogues.get(key, person)
        dialogue = Dialogue.model_validate_json(kept) if kept else Dialogue()
        quoted = self._quoted(message)
        if parcels and not message.text.strip() and message.press is None:
            dialogue, wanted = self.parcels.offered(parcels, dialogue, self.post.memory, person, quoted)
            return self.turns.finish(
                waiting.id,
                self._to(message, person, show(acknowledged(parcels, wanted, alone=True))),
                by=held,
                now=now,
                dialogue=KeptDialogue(key, person, dialogue.model_dump_json()),
            )
        taken = self.turn.take(
            chosen(message, parcels),
            person=person,
            language=self.post.language(known),
            dialogue=dialogue,
            quoted=quoted,
            now=now,
        )
        self._carry_out(taken, message, person, now)
        self._log(message, person, taken)
        dialogue, parts = taken.dialogue, list(taken.reply.parts)
        if message.voice and self.identities.is_elsewhere(message.platform):
            parts.insert(0, heard(message.text))
        if [each for each in parcels if not each.input or each.blob is None]:
            dialogue, wanted = self.parcels.offered(parcels, dialogue, self.post.memory, person, quoted)
            parts.insert(0, acknowledged(parcels, wanted, alone=False))
        return self.turns.finish(
            waiting.id,
            self._to(message, person, show(*parts)),
            by=held,
            now=now,
            dialogue=KeptDialogue(key, person, dialogue.model_dump_json()),
            record=_record(message, person, taken),
        )

    def apologise(self, waiting: WaitingMessage, now: datetime) -> Sequence[NewMessage]:
        message = IncomingMessage.model_validate_json(waiting.payload)
        return self._to(message, self.identities.known(message) or "", BROKEN)

    def _delayed(self, waiting: WaitingMessage) -> Sequence[NewMessage]:
        """Said once; that it comes at all says that only part of the platform is away."""
        message = IncomingMessage.model_validate_json(waiting.payload)
        person = self.identities.known(message) or message.sender
        letter = Letter(person=person, reply=DELAYED, address=message.address)
        return [posted(letter, f"delayed/{message.platform}/{message.message_id}")]

    def tell(self, payload: str, now: datetime) -> Sequence[NewMessage]:
        """What a batch of events means for whom."""
        number, first, last = payload_of_events(payload)
        memory = self.post.memory
        process = memory.process(Number(number))
        if process is None:
            return ()
        events = [each.event for each in memory.events.of(number, from_seq=first, to_seq=last)]
        opened = {}  # looked up one by one: a process may have had thousands
        for event in events:
            if event.task is not None and (task := memory.tasks.task(event.task)) is not None:
                opened[event.task] = task.assignee or next(iter(task.pool), task.assignee)
        return [
            posted(notice.letter, f"{number}/{first}/{notice.key}")
            for notice in notices(process, events, opened, self.core.world(), now)
        ]

    def remind(self, reminder: Reminder, now: datetime) -> Sequence[NewMessage]:
        own = reminder.author == reminder.person
        author = self.core.people.directory().person(PersonId(reminder.author))
        zh_from = "" if own or author is None else f"{author.name.zh}让我"
        en_from = "" if own or author is None else f" from {author.name.en}"
        text = Text(zh=f"⏰ {zh_from}提醒你:{reminder.words}", en=f"⏰ A reminder{en_from}: {reminder.words}")
        letter = Letter(person=reminder.person, reply=show(Saying(text=text)), gentle=True)
        return [posted(letter, f"reminder/{reminder.id}")]

    def _saw(self, message: IncomingMessage, known: Preferences) -> None:
        """Where they wrote last is where they are reached."""
        if message.address.direct:
            alone = message.address.model_copy(update={"thread": None})
            self.post.preferences.saw(known, platform=message.platform, address=alone.model_dump_json())

    def _quoted(self, message: IncomingMessage) -> str | None:
        if message.press is not None and message.press.card:
            return message.press.card
        under = message.quotes or message.address.thread
        if under is None:
            return None
        return self.post.cards.under(message.platform, message.address.conversation, under)

    def _carry_out(self, taken: Taken, message: IncomingMessage, person: PersonId, now: datetime) -> None:
        """Wishes are idempotent, so that a turn taken again after a crash does no harm."""
        for place, wish in enumerate(taken.wishes):
            match wish:
                case SetPreference():
                    self.post.preferences.choose(wish.person, {wish.key: wish.value})
                case Delegate():
                    self.core.delegations.add(
                        wish.principal,
                        wish.deputy,
                        wish.start,
                        wish.end,
                        by=person,
                        scope=Scope(wish.template, wish.department, wish.up_to_cny),
                        now=now,
                    )
                case EndDelegation():
                    self.core.delegations.revoke(wish.principal, now)
                case CheckIn():
                    Attendance(self.core.database).add(
                        key=f"{message.platform}/{message.message_id}/{place}",
                        person=wish.person,
                        kind=wish.kind,
                        place=wish.place,
                        at=now,
                    )
                case PublishTemplate():
                    self._publish(wish, person, key=f"{message.platform}/{message.message_id}", now=now)
                case SetReminder():
                    self.reminders.add(
                        key=f"{message.platform}/{message.message_id}/{place}",
                        person=wish.person,
                        author=wish.by,
                        words=wish.text,
                        at=wish.at,
                        address="",
                        now=now,
                    )

    def _publish(self, wish: PublishTemplate, person: PersonId, *, key: str, now: datetime) -> None:
        """Whether they may is asked again: between the plan and now an owner may have changed."""
        directory, current = self.core.people.directory(), self.core.templates.current()
        published = next((each for each in current if each.id == wish.template), None)
        is_first = wish.version == 1
        versions = () if is_first else self.core.templates.versions(wish.template)
        older = newest((each.source for each in versions), drawn=False)
        source = self.core.formats.commented(wish.source, older)
        if may_add(person, current, directory) if is_first else may_publish(published, person, directory):
            self.core.templates.publish(wish.template, source, now, author=wish.by, key=key)

    def _to(self, message: IncomingMessage, person: str, reply: Reply) -> list[NewMessage]:
        letter = Letter(person=person or message.sender, reply=reply, address=message.address)
        return [posted(letter, f"reply/{message.platform}/{message.message_id}")]

    def _log(self, message: IncomingMessage, person: PersonId, taken: Taken) -> None:
        log.info(
            "turn_taken",
            platform=message.platform,
            message=message.message_id,
            person=person,
            intent=taken.intent.name,
            parser=taken.intent.parser,
            confidence=round(taken.intent.confidence, 2),
            ms=round(taken.intent.ms, 1),
            usage=taken.intent.tokens,
        )


def _record(message: IncomingMessage, person: PersonId, taken: Taken) -> TurnRecord:
    return TurnRecord(
        message=f"{message.platform}/{message.message_id}",
        person=person,
        parser=taken.intent.parser,
        intent=taken.intent.name,
        confidence=taken.intent.confidence,
        ms=taken.intent.ms,
        tokens=taken.intent.tokens,
    )
