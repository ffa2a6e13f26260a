"""Who is who by Slack's own directory, which the workspace's administrators keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapter import Contact, Refused
from bot.adapters.slack.client import SlackClient
from bot.messages import Address

_NOBODY = ("user_not_found", "users_not_found", "user_not_visible")


@dataclass(frozen=True, slots=True)
class SlackDirectory:
    client: SlackClient

    def find_person(self, account: str) -> Contact | None:
        try:
            user = self.client.user(account)
        except Refused as error:
            if error.code in _NOBODY:
                return None
            raise
        return _contact(user) if self._is_ours(user) else None

    def find_account(self, contact: Contact) -> str | None:
        """By e-mail: Slack finds nobody by their mobile."""
        if not contact.email:
            return None
        try:
            user = self.client.user_by_email(contact.email)
        except Refused as error:
            if error.code in _NOBODY:
                return None
            raise
        return str(user["id"]) if self._is_ours(user) and user.get("id") else None

    def direct(self, account: str) -> Address:
        return Address(platform="slack", conversation=self.client.open_direct(account))

    def _is_ours(self, user: Mapping[str, Any]) -> bool:
        """Whoever shares a channel from another company has an e-mail that their own company vouches for."""
        if user.get("deleted") or user.get("is_bot") or user.get("is_stranger"):
            return False
        if user.get("is_email_confirmed") is False:
            return False
        team, organisation = self.client.team()
        member_of = user.get("enterprise_user") or {}
        return user.get("team_id") == team or bool(
            organisation and member_of.get("enterprise_id") == organisation
        )


def _contact(user: Mapping[str, Any]) -> Contact:
    """The e-mail alone: a phone in a Slack profile is whatever its owner typed."""
    profile = user.get("profile") or {}
    return Contact(email=str(profile.get("email") or ""))
