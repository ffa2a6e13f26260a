"""`tuitui apikey create|list|revoke`."""

from __future__ import annotations

import argparse

from bot.app.cli.database import current_database
from bot.app.cli.running import say, tell
from bot.app.clock import Clock
from bot.app.failure import CommandFailed
from bot.app.settings import Settings
from bot.messages import Text
from storage.api_keys import ApiKeyStore, KeyExists, Scope
from webhook.hooks import hook_secret


def create(chosen: argparse.Namespace, settings: Settings) -> None:
    with current_database(settings) as database:
        try:
            key = ApiKeyStore(database).create(
                chosen.name, [Scope(name) for name in chosen.scope], Clock().now()
            )
        except KeyExists as error:
            raise CommandFailed(
                Text(
                    zh=f"已有名为 {chosen.name} 的密钥;换个名字,或先吊销它。",
                    en=f"There is a key named {chosen.name}; choose another name, or revoke it before.",
                )
            ) from error
    # Who sends messages signs them; the secret is derived from ours, and the key itself is of no use.
    is_hook = chosen.scope == [Scope.HOOK.value]
    say(hook_secret(settings.session_secret(), chosen.name) if is_hook else key)


def list_all(_chosen: argparse.Namespace, settings: Settings) -> None:
    with current_database(settings) as database:
        for key in ApiKeyStore(database).all():
            used = f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "-"
            state = "revoked" if key.revoked_at else " ".join(sorted(key.scopes))
            say(f"{key.name}\t{state}\t{key.created_at:%Y-%m-%d}\t{used}")


def revoke(chosen: argparse.Namespace, settings: Settings) -> None:
    with current_database(settings) as database:
        if not ApiKeyStore(database).revoke(chosen.name, Clock().now()):
            raise CommandFailed(
                Text(zh=f"没有在用的密钥 {chosen.name}。", en=f"No key in use is named {chosen.name}.")
            )
    tell(Text(zh=f"密钥 {chosen.name} 已吊销。", en=f"The key {chosen.name} is revoked."), settings)
