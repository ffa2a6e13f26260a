"""Slack's emulator for the adapter's tests."""

from tests.emulators.slack import slack

__all__ = ["slack"]
