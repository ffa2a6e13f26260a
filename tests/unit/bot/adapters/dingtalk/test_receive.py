"""What each of DingTalk's payloads becomes: `tests/payloads/dingtalk/`, one file for each kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.adapters.dingtalk.receive import RobotReceiver, read_click
from bot.messages import IncomingMessage
from tests.emulators.dingtalk import CLIENT_SECRET, ROBOT
from tests.unit.bot.adapters.dingtalk.parts import AT

PAYLOADS = sorted(Path("tests/payloads/dingtalk").glob("*.json"))


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_each_payload_becomes_its_message_or_nothing(path: Path) -> None:
    given = json.loads(path.read_text("utf-8"))
    data = json.dumps(given["payload"], ensure_ascii=False)
    if given["kind"] == "card":
        clicked = read_click(data, "once", AT)
        got = clicked.model_copy(update={"message_id": "click/once"}) if clicked else None  # made of all this
    else:
        got = RobotReceiver(CLIENT_SECRET, ROBOT).read(data, AT)
    if given["becomes"] is None:
        assert got is None
    else:
        assert got == IncomingMessage.model_validate({"platform": "dingtalk", "at": AT, **given["becomes"]})
