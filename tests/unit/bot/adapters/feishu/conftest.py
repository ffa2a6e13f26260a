"""Feishu's emulator for the adapter's tests, and the adapter on it."""

from __future__ import annotations

import pytest

from bot.adapter import Tools
from bot.adapters.feishu.adapter import FeishuAdapter
from bot.adapters.feishu.client import FeishuClient
from tests.emulators.feishu import FeishuEmulator, feishu
from tests.unit.bot.adapters.feishu.parts import client_of, tools

__all__ = ["feishu"]


@pytest.fixture
def kit() -> Tools:
    return tools()


@pytest.fixture
def client(feishu: FeishuEmulator, kit: Tools) -> FeishuClient:
    return client_of(feishu, kit)


@pytest.fixture
def adapter(client: FeishuClient, kit: Tools) -> FeishuAdapter:
    return FeishuAdapter(client, kit)
