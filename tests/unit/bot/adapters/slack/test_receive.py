"""What each of Slack's payloads becomes: `tests/payloads/slack/`, one file for each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.adapter import NotGenuine, Received
from bot.messages import IncomingMessage
from tests.unit.bot.adapters.slack.test_signature import AT, RECEIVE, signed

PAYLOADS = sorted(Path("tests/payloads/slack").glob("*.json"))
FORM = "application/x-www-form-urlencoded"


def received(sent_as: str, payload: dict[str, Any]) -> Received:
    match sent_as:
        case "json":
            return RECEIVE(signed(json.dumps(payload).encode()), AT)
        case "payload":
            return RECEIVE(signed(urlencode({"payload": json.dumps(payload)}).encode(), FORM), AT)
        case _:
            return RECEIVE(signed(urlencode(payload).encode(), FORM), AT)


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_each_payload_becomes_its_message_or_nothing(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    got = received(case["sent_as"], case["payload"])
    assert got.answer.status == 200
    if case["becomes"] is None:
        assert got.messages == ()
        return
    (message,) = got.messages
    known = {"platform": "slack", "at": AT, "message_id": message.message_id}
    assert message == IncomingMessage.model_validate({**known, **case["becomes"]})


def test_there_are_payloads() -> None:
    assert len(PAYLOADS) > 20


def test_the_url_check_gets_its_challenge_back() -> None:
    answer = received("json", {"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"}).answer
    assert (answer.status, answer.body, answer.media_type) == (200, b"3eZbrw1a", "text/plain")


def _click(**changes: Any) -> str:
    payload = json.loads(Path("tests/payloads/slack/block_actions.json").read_text("utf-8"))["payload"]
    (message,) = received("payload", {**payload, **changes}).messages
    return message.message_id


def test_a_click_is_the_same_when_it_comes_again_and_another_when_clicked_again() -> None:
    assert _click() == _click()
    assert _click() != _click(trigger_id="13.37.ac")
    assert _click() != _click(user={"id": "U8"})


def test_a_form_with_flaws_is_told_them_at_their_questions() -> None:
    path = Path("tests/payloads/slack/view_submission_with_flaws.json")
    answer = received("payload", json.loads(path.read_text("utf-8"))["payload"]).answer
    told = json.loads(answer.body)
    assert (answer.media_type, told["response_action"]) == ("application/json", "errors")
    assert told["errors"].keys() == {"in/item", "in/budget", "in/quantity"}
    assert "62万" in told["errors"]["in/budget"]


def test_a_form_is_the_same_when_it_comes_again_and_another_when_submitted_anew() -> None:
    payload = json.loads(Path("tests/payloads/slack/view_submission.json").read_text("utf-8"))["payload"]

    def id_of(**changes: Any) -> str:
        (message,) = received("payload", {**payload, "view": {**payload["view"], **changes}}).messages
        return message.message_id

    assert id_of() == id_of()
    assert id_of() != id_of(id="V2")
    assert id_of() != id_of(hash="1763.b")


def test_a_form_whose_origin_was_tampered_with_is_malformed() -> None:
    payload = json.loads(Path("tests/payloads/slack/view_submission.json").read_text("utf-8"))["payload"]
    with pytest.raises(NotGenuine):
        received("payload", {**payload, "view": {**payload["view"], "private_metadata": "{}"}})


def test_a_command_in_a_channel_says_where_the_answer_is_and_one_in_private_needs_not() -> None:
    form = json.loads(Path("tests/payloads/slack/slash_command.json").read_text("utf-8"))["payload"]
    assert json.loads(received("form", form).answer.body)["response_type"] == "ephemeral"
    assert received("form", {**form, "channel_id": "D1"}).answer.body == b""
