"""Who is who by the company's own directory in WeCom.

Apps made since 2022 are told nobody's e-mail or mobile, but may ask whose account an e-mail or mobile is.
So a sender is recognised the other way round: whoever in our directory has their name, or an address like
their id, is asked for, and counts when WeCom names that very account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.adapter import Colleague, Contact, PlatformError
from bot.adapters.wecom import places
from bot.adapters.wecom.client import WecomClient, text_of
from bot.adapters.wecom.errors import NOBODY, code_of
from bot.messages import Address

_GUESSES = 4  # too many wrong ones block the call for a day
_ACTIVE = 1
_UNKNOWN = (*NOBODY, 60103, 60104, 60117)
_CORPORATE, _PRIVATE = 1, 2


@dataclass(frozen=True, slots=True)
class WecomDirectory:
    """`colleagues`: our own directory, for its names."""

    client: WecomClient
    colleagues: Callable[[], Sequence[Colleague]]

    def find_person(self, account: str) -> Contact | None:
        try:
            user = self.client.get("user/get", userid=account)
        except PlatformError as error:
            if code_of(error) in NOBODY:
                return None
            raise
        if user.get("status") not in (None, _ACTIVE):
            return None
        told = Contact(str(user.get("biz_mail") or user.get("email") or ""), str(user.get("mobile") or ""))
        if told.email or told.mobile:
            return told
        names = {str(user.get(each) or "").strip().casefold() for each in ("name", "alias")} - {""}
        for contact in list(self._alike(names, account.lower()))[:_GUESSES]:
            if self.find_account(contact) == account.lower():
                return contact
        return None

    def find_account(self, contact: Contact) -> str | None:
        for kind in (_CORPORATE, _PRIVATE) if contact.email else ():
            body = {"email": contact.email, "email_type": kind}
            if (found := self._asked("user/get_userid_by_email", body)) is not None:
                return found
        return self._asked("user/getuserid", {"mobile": contact.mobile}) if contact.mobile else None

    def direct(self, account: str) -> Address:
        return places.by_app(account)

    def _alike(self, names: set[str], account: str) -> Iterator[Contact]:
        for each in self.colleagues():
            local = each.contact.email.partition("@")[0].casefold()
            if names.intersection(name.casefold() for name in each.names) or (local and local == account):
                yield each.contact

    def _asked(self, path: str, body: dict[str, object]) -> str | None:
        try:
            return text_of(self.client.post(path, body), "userid").lower()
        except PlatformError as error:
            if code_of(error) in _UNKNOWN:
                return None
            raise


class NoDirectory:
    """The smart bot alone knows no directory: who is who, people confirm themselves."""

    def find_person(self, account: str) -> Contact | None:
        return None

    def find_account(self, contact: Contact) -> str | None:
        return None

    def direct(self, account: str) -> Address:
        return places.by_bot(account)
