"""DingTalk's emulator for the adapter's tests."""

from tests.emulators.dingtalk import dingtalk

__all__ = ["dingtalk"]
