"""Who is who by DingTalk's address book, which the organisation's administrators keep."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import structlog

from bot.adapter import Contact, ProtocolChanged, Refused, TokenExpired
from bot.adapters.dingtalk import places
from bot.adapters.dingtalk.client import DingTalkClient
from bot.adapters.dingtalk.errors import NOBODY
from bot.messages import Address

_ROOT = 1
_PAGE = 100
_MOST_DEPARTMENTS = 2000
_HOLDS_S = 600.0  # somebody new is found after that

log = structlog.get_logger()


@dataclass(slots=True)
class _Index:
    """Accounts by e-mail: DingTalk finds nobody by it, so the whole book is read."""

    lock: Lock = field(default_factory=Lock)
    accounts: Mapping[str, str] = field(default_factory=dict)
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class DingTalkDirectory:
    client: DingTalkClient
    index: _Index = field(default_factory=_Index)

    def find_person(self, account: str) -> Contact | None:
        if account.startswith("$"):
            return None  # people outside the organisation have no userid
        user = self._result("topapi/v2/user/get", {"userid": account})
        return _contact(user) if user is not None and user.get("active") is not False else None

    def find_account(self, contact: Contact) -> str | None:
        """By mobile, else by e-mail."""
        if mobile := _mobile(contact.mobile):
            found = self._result("topapi/v2/user/getbymobile", {"mobile": mobile})
            if found is not None and found.get("userid"):
                return str(found["userid"])
        return self._by_email(contact.email) if contact.email else None

    def direct(self, account: str) -> Address:
        return places.direct_with(account)

    def _result(self, path: str, asked: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """None where there is nobody."""
        try:
            result = self.client.directory(path, asked).get("result")
        except Refused as error:
            if error.code in NOBODY:
                return None
            raise
        if not isinstance(result, dict):
            raise ProtocolChanged(f"{path}: no result")
        return result

    def _by_email(self, email: str) -> str | None:
        with self.index.lock:
            if time.monotonic() >= self.index.until:
                self.index.accounts = self._read()
                self.index.until = time.monotonic() + _HOLDS_S
            return self.index.accounts.get(email.strip().casefold())

    def _read(self) -> dict[str, str]:
        """One e-mail of two accounts is nobody's. Empty when the book may not be read."""
        found: dict[str, set[str]] = {}
        try:
            for user in self._everybody():
                for name in ("org_email", "email"):
                    if email := str(user.get(name) or "").strip().casefold():
                        found.setdefault(email, set()).add(str(user.get("userid")))
        except (Refused, TokenExpired, ProtocolChanged) as error:
            log.warning("directory_not_read", platform="dingtalk", reason=str(error)[:300])
            return {}
        return {email: next(iter(users)) for email, users in found.items() if len(users) == 1}

    def _everybody(self) -> Iterator[Mapping[str, Any]]:
        departments, seen = [_ROOT], {_ROOT}
        while departments:
            here = departments.pop()
            yield from self._of_department(here)
            listed = self.client.directory("topapi/v2/department/listsub", {"dept_id": here}).get("result")
            for each in listed if isinstance(listed, list) else ():
                known = each.get("dept_id") if isinstance(each, dict) else None
                if isinstance(known, int) and known not in seen and len(seen) < _MOST_DEPARTMENTS:
                    seen.add(known)
                    departments.append(known)

    def _of_department(self, department: int) -> Iterator[Mapping[str, Any]]:
        cursor: int | None = 0
        while cursor is not None:
            asked = {"dept_id": department, "cursor": cursor, "size": _PAGE}
            page = self._result("topapi/v2/user/list", asked) or {}
            yield from (each for each in page.get("list") or () if isinstance(each, dict))
            following = page.get("next_cursor") if page.get("has_more") else None
            cursor = following if isinstance(following, int) and following > cursor else None


def _contact(user: Mapping[str, Any]) -> Contact:
    """The organisation's own mailbox before the address that was entered."""
    email = str(user.get("org_email") or user.get("email") or "")
    return Contact(email=email, mobile=str(user.get("mobile") or ""))


def _mobile(mobile: str) -> str:
    """As DingTalk keeps it: digits alone, without China's own prefix."""
    digits = "".join(each for each in mobile if each.isdigit() or each == "+")
    return digits.removeprefix("+86").lstrip("+")
