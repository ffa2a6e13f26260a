"""Who is who by Feishu's own directory, which the company's administrators keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapter import Contact, Refused
from bot.adapters.feishu.client import FeishuClient, path_of
from bot.adapters.feishu.errors import NOBODY, code_of
from bot.messages import Address

_GONE = ("is_resigned", "is_frozen", "is_exited")


def id_type(account: str) -> str:
    """Of which kind an id is, by how Feishu begins them; ours are union ids unless there was none."""
    kinds = {"ou_": "open_id", "oc_": "chat_id"}
    return kinds.get(account[:3], "union_id")


@dataclass(frozen=True, slots=True)
class FeishuDirectory:
    client: FeishuClient

    def find_person(self, account: str) -> Contact | None:
        """None too for whom the app's range of contacts leaves out, people of other companies among them.

        What the app may not read is simply not there.
        """
        try:
            answer = self.client.get(f"contact/v3/users/{path_of(account)}", user_id_type=id_type(account))
        except Refused as error:
            if code_of(error) in NOBODY:
                return None
            raise
        user = answer.get("user")
        if not isinstance(user, dict) or _has_left(user):
            return None
        email = str(user.get("email") or user.get("enterprise_email") or "")
        return Contact(email=email, mobile=str(user.get("mobile") or ""))

    def find_account(self, contact: Contact) -> str | None:
        mobile = "".join(each for each in contact.mobile if each.isdigit() or each == "+").removeprefix("+86")
        asked: dict[str, Any] = {"include_resigned": False}
        if contact.email:
            asked["emails"] = [contact.email]
        if mobile:
            asked["mobiles"] = [mobile]
        if len(asked) == 1:
            return None
        answer = self.client.post("contact/v3/users/batch_get_id", asked, user_id_type="union_id")
        found = [each for each in _users(answer) if each.get("user_id") and not _has_left(each)]
        # Where both are known and differ, the e-mail counts.
        found.sort(key=lambda each: not each.get("email"))
        return str(found[0]["user_id"]) if found else None

    def direct(self, account: str) -> Address:
        """The conversation with somebody is named after them."""
        return Address(platform="feishu", conversation=account)


def _users(answer: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    listed = answer.get("user_list")
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _has_left(user: Mapping[str, Any]) -> bool:
    status = user.get("status")
    return isinstance(status, dict) and any(status.get(each) for each in _GONE)
