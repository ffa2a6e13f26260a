"""The manifests of the how-to page fit what the adapter needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bot.adapters.slack.adapter import PATH
from bot.adapters.slack.examine import SCOPES

EVENTS = {"app_home_opened", "app_mention", "message.im"}


def manifests() -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole one, and what is different with Socket Mode."""
    page = Path("docs/how-to/slack.md").read_text("utf-8")
    called, by_socket = (yaml.safe_load(each) for each in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    return called, by_socket


def test_whatever_the_doctor_asks_for_is_granted() -> None:
    called, _ = manifests()
    assert set(called["oauth_config"]["scopes"]["bot"]) == set(SCOPES)


def test_slack_calls_one_address_for_everything() -> None:
    called, _ = manifests()
    settings, (command,) = called["settings"], called["features"]["slash_commands"]
    addresses = {
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    }
    assert addresses == {f"https://tuitui.example.com{PATH}"}
    assert settings["socket_mode_enabled"] is False


def test_with_socket_mode_there_is_no_address() -> None:
    _, by_socket = manifests()
    assert "http" not in str(by_socket)
    assert by_socket["settings"]["socket_mode_enabled"] is True


def test_both_have_the_home_tab_clicks_and_the_same_events() -> None:
    called, by_socket = manifests()
    assert called["features"]["app_home"]["home_tab_enabled"] is True
    for each in (called, by_socket):
        assert set(each["settings"]["event_subscriptions"]["bot_events"]) == EVENTS
        assert each["settings"]["interactivity"]["is_enabled"] is True
