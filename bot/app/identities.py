"""Who an account on a platform is, and on which platform a person is reached.

Accounts are matched by the e-mail or mobile of the platform's own directory and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from bot.adapter import Contact, Lookup, Opened, PlatformError, Refused
from bot.app.core import Core
from bot.app.outages import Outages
from bot.messages import Address, IncomingMessage
from engine.people import Person, PersonId
from storage.accounts import Accounts

_MENTION = re.compile(r"<@([^<>|\s]{1,64})>")  # of an account, as adapters leave it in the text
_LOOK_AGAIN = timedelta(minutes=10)  # who was not in a platform's directory may have been added since

log = structlog.get_logger()


class Identities:
    """One object serves all threads: at worst two of them ask a directory the same."""

    def __init__(self, core: Core, platforms: Mapping[str, Opened], outages: Outages | None = None) -> None:
        self._core, self._platforms, self._outages = core, platforms, outages or Outages()
        self._accounts = Accounts(core.database)
        self._absent: dict[tuple[str, PersonId], datetime] = {}

    def person_of(self, message: IncomingMessage, now: datetime) -> PersonId | None:
        """The sender, None for a stranger. Raises PlatformError when the directory cannot be asked."""
        lookup = self._platforms[message.platform].lookup
        if lookup is None:
            return self._active(PersonId(message.sender))
        if (known := self.known(message)) is not None:
            return known
        with self._outages.calling(_directory(message.platform), now):
            contact = lookup.find_person(message.sender)
        match = self._match(contact) if contact else None
        if match is None:
            return None
        person, by = match
        self._accounts.link(message.platform, message.sender, person, linked_by=by, now=now)
        log.info("account_linked", platform=message.platform, person=person, by=by)
        return person

    def known(self, message: IncomingMessage) -> PersonId | None:
        """The sender, as far as is known without asking anybody."""
        if self._platforms[message.platform].lookup is None:
            return self._active(PersonId(message.sender))
        linked = self._accounts.person_of(message.platform, message.sender)
        return self._active(linked) if linked else None

    def account_of(self, person: PersonId, platform: str) -> str | None:
        """As far as is known without asking anybody."""
        return next(
            (each.platform_user for each in self._accounts.of(person) if each.platform == platform), None
        )

    def is_elsewhere(self, platform: str) -> bool:
        """Whether it is somebody else's platform, with accounts of its own."""
        return self._platforms[platform].lookup is not None

    def settled(self, message: IncomingMessage, now: datetime) -> IncomingMessage:
        """With names instead of mentions, and in the conversation that its sender's name stands for."""
        lookup = self._platforms[message.platform].lookup
        if lookup is None:
            return message
        text = _MENTION.sub(lambda mark: self._name(message, mark.group(1), now), message.text)
        address = message.address
        if address.direct and address.conversation == message.sender:
            address = lookup.direct(message.sender).model_copy(update={"thread": address.thread})
        return message.model_copy(update={"text": text, "address": address})

    def _name(self, message: IncomingMessage, account: str, now: datetime) -> str:
        """Of who is mentioned, in the script of the sentence."""
        mentioned = message.model_copy(update={"sender": account})
        person = self.person_of(mentioned, now)
        known = self._core.people.directory().person(person) if person else None
        if known is None:
            return f"@{account}"
        return f" {known.name.en} " if message.text.isascii() else known.name.zh

    def address_of(self, person: PersonId, now: datetime) -> Address:
        """Where to reach somebody who has used no platform yet: in the order of the settings, else the web.

        A platform that cannot be asked does not keep them from one on which they are known already. Raises
        PlatformError when there is none.
        """
        unasked: PlatformError | None = None
        for name in self._core.settings.platforms:
            opened = self._platforms.get(name)
            if opened is None:
                continue
            if opened.lookup is None:
                break
            if unasked is not None and not self._is_known_on(name, person):
                continue
            try:
                found = self._reached(name, opened.lookup, person, now)
            except PlatformError as error:
                log.warning("directory_not_asked", platform=name, person=person, error=repr(error))
                unasked = unasked or error
                continue
            if found is not None:
                return found
        if unasked is not None:
            raise unasked
        return Address(platform="web", conversation=f"dm:{person}")

    def _is_known_on(self, platform: str, person: PersonId) -> bool:
        return any(each.platform == platform for each in self._accounts.of(person))

    def _reached(self, name: str, lookup: Lookup, person: PersonId, now: datetime) -> Address | None:
        linked = next((each for each in self._accounts.of(person) if each.platform == name), None)
        if linked is not None and linked.address:
            return Address.model_validate_json(linked.address)
        known = self._core.people.directory().person(person)
        asked_at = self._absent.get((name, person))
        if known is None or (linked is None and asked_at is not None and now - asked_at < _LOOK_AGAIN):
            return None
        try:
            with self._outages.calling(_directory(name), now):
                account = linked.platform_user if linked else self._account(name, lookup, known, now)
                address = lookup.direct(account) if account is not None else None
            if account is None or address is None:
                self._absent[name, person] = now
                return None
        except Refused as error:  # this platform will never reach them; another may
            log.warning("not_reachable_there", platform=name, person=person, reason=str(error))
            self._absent[name, person] = now
            return None
        self._accounts.reach(name, account, address.model_dump_json())
        return address

    def _account(self, name: str, lookup: Lookup, person: Person, now: datetime) -> str | None:
        """Their account by the platform's directory, linked."""
        if not person.email and not person.mobile:
            return None
        account = lookup.find_account(Contact(person.email, person.mobile))
        if account is None or self._accounts.person_of(name, account) is not None:
            return None  # an account that is somebody else's already stays theirs
        self._accounts.link(
            name, account, person.id, linked_by="email" if person.email else "mobile", now=now
        )
        return account

    def _match(self, contact: Contact) -> tuple[PersonId, str] | None:
        """The one active person with that e-mail, else with that mobile; two are nobody."""
        people = [each for each in self._core.people.directory().people.values() if each.active]
        email, mobile = contact.email.strip().casefold(), _digits(contact.mobile)
        by_email = [each.id for each in people if email and each.email.strip().casefold() == email]
        if by_email:
            return (by_email[0], "email") if len(by_email) == 1 else None
        by_mobile = [each.id for each in people if mobile and _digits(each.mobile) == mobile]
        return (by_mobile[0], "mobile") if len(by_mobile) == 1 else None

    def _active(self, person: PersonId) -> PersonId | None:
        return person if self._core.people.directory().is_active(person) else None


def _digits(mobile: str) -> str:
    """Comparable: without spaces and dashes, and without China's own prefix."""
    return "".join(each for each in mobile if each.isdigit() or each == "+").removeprefix("+86").lstrip("+")


def _directory(platform: str) -> str:
    """It fails by itself: for want of a permission, over its own limit."""
    return f"{platform}/directory"
