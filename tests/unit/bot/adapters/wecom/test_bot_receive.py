"""What each frame of the smart bot becomes: `tests/payloads/wecom_bot/`, one file for each kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.adapters.wecom.bot_receive import read
from bot.messages import IncomingMessage
from tests.unit.bot.adapters.wecom.parts import AT

PAYLOADS = sorted(Path("tests/payloads/wecom_bot").glob("*.json"))


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_each_frame_becomes_its_message_or_nothing(path: Path) -> None:
    given = json.loads(path.read_text("utf-8"))
    got = read(given["frame"], AT).messages
    if given["becomes"] is None:
        assert got == ()
    else:
        assert got == (IncomingMessage.model_validate({"platform": "wecom", "at": AT, **given["becomes"]}),)
