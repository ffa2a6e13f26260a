"""Two chat platforms without a wire, to see what the assistant does with any of them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime

from bot.adapter import Contact, Fetched, NotReachable, Opened, PlatformError, Refused
from bot.cards import Button, Card, Picture, Reply, Saying
from bot.messages import Address, Attachment, IncomingMessage, Language, OutgoingMessage, Place, Press
from tests.scenarios.company import Company


@dataclass
class Shown:
    """A message as it stands now."""

    conversation: str
    words: str
    buttons: dict[str, str]  # label → id
    card: str | None = None


@dataclass
class Chat:
    """A platform: its directory, what people send there and see. An account is reached as `dm-ID`."""

    name: str
    members: dict[str, Contact] = field(default_factory=dict)
    files: dict[str, bytes | PlatformError] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    directory_is_away: bool = False
    _replies: dict[str, Reply] = field(default_factory=dict)
    _count: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def opened(self) -> Opened:
        return Opened(adapter=self, lookup=self, media=self)

    # What the platform does for us

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        payload = {"reply": reply.model_dump(mode="json"), "language": language.value}
        return (OutgoingMessage(address=address, payload=payload, key=key, replaces=replaces),)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        reply = Reply.model_validate(message.payload["reply"])
        reference = message.replaces or f"{self.name}-{next(self._count)}"
        language = Language(str(message.payload["language"]))
        self.shown[reference] = _shown(reply, language, message.address.conversation)
        return reference

    def find_person(self, account: str) -> Contact | None:
        if self.directory_is_away:
            raise NotReachable("directory")
        return self.members.get(account)

    def find_account(self, contact: Contact) -> str | None:
        for account, each in self.members.items():
            if each.email == contact.email != "":
                return account
        return None

    def direct(self, account: str) -> Address:
        return Address(platform=self.name, conversation=f"dm-{account}")

    def fetch(self, attachment: Attachment) -> Fetched:
        found = self.files.get(attachment.ref, Refused("no_such_file"))
        if isinstance(found, PlatformError):
            raise found
        return Fetched(attachment.name, found)

    # What people do

    def says(self, company: Company, account: str, text: str = "", **more: object) -> list[str]:
        """The words of all that is new or changed afterwards, in the conversation where it was said."""
        group = str(more.pop("group", ""))
        where = Address(platform=self.name, conversation=group or f"dm-{account}", direct=not group)
        before = dict(self.shown)
        company.receives(
            IncomingMessage.model_validate(
                {
                    "platform": self.name,
                    "message_id": f"{self.name}/{next(self._count)}",
                    "sender": account,
                    "address": where,
                    "at": company.clock.now(),
                    "text": text,
                    **more,
                }
            )
        )
        return [
            each.words
            for reference, each in self.shown.items()
            if each.conversation == where.conversation and before.get(reference) is not each
        ]

    def sends(
        self, company: Company, account: str, kind: str, name: str, data: bytes, text: str = ""
    ) -> list[str]:
        reference = f"file-{next(self._count)}"
        self.files[reference] = data
        attachment = Attachment(kind=kind, name=name, ref=reference)
        return self.says(company, account, text, attachments=(attachment,))

    def presses(
        self, company: Company, account: str, label: str, *, of: str = "", into: str = ""
    ) -> list[str]:
        """A button of the newest message that has it: one's own, or somebody's forwarded `into` a group."""
        conversation = f"dm-{of or account}"
        found = [
            each
            for each in self.shown.values()
            if each.conversation == conversation and label in each.buttons
        ]
        press = Press(action=found[-1].buttons[label], card=found[-1].card)
        return self.says(company, account, press=press, group=into)

    def presses_id(self, company: Company, account: str, action: str) -> list[str]:
        return self.says(company, account, press=Press(action=action))

    def shares_place(self, company: Company, account: str, name: str) -> list[str]:
        return self.says(company, account, place=Place(name=name, latitude=31.2, longitude=121.5))

    def seen_by(self, account: str) -> list[Shown]:
        return [each for each in self.shown.values() if each.conversation == f"dm-{account}"]


def _shown(reply: Reply, language: Language, conversation: str) -> Shown:
    words: list[str] = []
    buttons: list[Button] = []
    card = None
    for part in reply.parts:
        match part:
            case Saying():
                words.append(part.text.said_in(language))
                buttons += part.choices
            case Card():
                card = part.key
                texts = [
                    part.status,
                    part.title,
                    *(fact.value for fact in part.facts),
                    part.context,
                    part.outcome,
                ]
                words += [part.number, *(each.said_in(language) for each in texts if each is not None)]
                buttons += part.buttons
            case Picture():
                words.append(part.name)
    return Shown(
        conversation, "\n".join(words), {each.label.said_in(language): each.id for each in buttons}, card
    )
