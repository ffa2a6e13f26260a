"""Slack's emulator is as strict as Slack, and its phone shows and does what a client does."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from tests.emulators.slack import TOKEN, Message, SlackEmulator, slack
from tests.emulators.slack_phone import SlackPhone

__all__ = ["slack"]

MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "采购申请"},
    "submit": {"type": "plain_text", "text": "提交"},
    "blocks": [
        {
            "type": "input",
            "block_id": "in/item",
            "label": {"type": "plain_text", "text": "物品"},
            "element": {"type": "plain_text_input", "action_id": "value/text"},
        }
    ],
}
BUTTON = {
    "type": "button",
    "action_id": "submit/1",
    "value": "?form/1",
    "text": {"type": "plain_text", "text": "填写"},
}


def call(slack: SlackEmulator, method: str, body: dict[str, Any]) -> str:
    """Slack's word: its error, or `ok`."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    answer = httpx.post(f"{slack.api_url}{method}", content=json.dumps(body), headers=headers).json()
    return "ok" if answer["ok"] else str(answer["error"])


def opens(slack: SlackEmulator, view: dict[str, Any] = MODAL, trigger: str = "7.7") -> str:
    return call(slack, "views.open", {"trigger_id": trigger, "view": view})


def test_a_trigger_opens_one_view_within_three_seconds(slack: SlackEmulator) -> None:
    assert opens(slack) == "invalid_trigger_id"
    slack.views.trigger("7.7", "U1", slack.at())
    slack.views.late_s = 3.5
    assert opens(slack) == "expired_trigger_id"
    slack.views.late_s = 2.5
    assert opens(slack) == "ok"
    assert opens(slack) == "exchanged_trigger_id"
    (view,) = slack.views.of("U1")
    assert (view.submit, list(view.inputs)) == ("提交", ["物品"])


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": {"type": "plain_text", "text": "字" * 25}}, "invalid_blocks"),
        ({"title": {"type": "mrkdwn", "text": "采购"}}, "invalid_blocks"),
        ({"submit": {"type": "plain_text", "text": "字" * 25}}, "invalid_blocks"),
        ({"private_metadata": "x" * 3001}, "invalid_blocks"),
        ({"type": "home"}, "invalid_blocks"),
        ({"color": "red"}, "invalid_blocks"),
        ({"blocks": [{"type": "divider"}] * 101}, "invalid_blocks"),
        ({"blocks": MODAL["blocks"] * 2}, "invalid_blocks"),
        ({"blocks": [{"type": "carousel"}]}, "invalid_blocks"),
        ({"private_metadata": "x" * 250_000}, "view_too_large"),
    ],
)
def test_a_view_that_slack_would_refuse_is_refused(
    slack: SlackEmulator, changes: dict[str, Any], error: str
) -> None:
    slack.views.trigger("7.7", "U1", slack.at())
    assert opens(slack, {**copy.deepcopy(MODAL), **changes}) == error
    assert slack.views.of("U1") == []


def test_a_home_tab_is_published_for_members_only(slack: SlackEmulator) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    assert call(slack, "views.publish", {"user_id": "U1", "view": home}) == "user_not_found"
    slack.joins("U1")
    assert call(slack, "views.publish", {"user_id": "U1", "view": home}) == "ok"
    assert slack.views.homes["U1"].blocks == [{"type": "divider"}]


# The phone


@pytest.fixture
def heard(slack: SlackEmulator) -> Iterator[list[dict[str, Any]]]:
    """What the app got, which answers nothing but opens a form for the button that asks for one."""
    got: list[dict[str, Any]] = []

    class App(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            is_json = "json" in self.headers["Content-Type"]
            payload = json.loads(body if is_json else parse_qs(body)["payload"][0])
            got.append(payload)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
            if payload["type"] == "block_actions":
                opens(slack, trigger=payload["trigger_id"])

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), App)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    slack.joins("U1")
    slack.callback_url = f"http://127.0.0.1:{server.server_address[1]}/"
    yield got
    server.shutdown()
    server.server_close()
    thread.join()


def posted(slack: SlackEmulator, channel: str, words: str, *buttons: dict[str, Any]) -> Message:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": words}}
    actions = [{"type": "actions", "elements": list(buttons)}] if buttons else []
    body = {"channel": channel, "text": words, "blocks": [section, *actions]}
    assert call(slack, "chat.postMessage", body) == "ok"
    return list(slack.messages.values())[-1]


def test_what_one_writes_says_and_answers(slack: SlackEmulator, heard: list[dict[str, Any]]) -> None:
    phone = SlackPhone(slack, "sun.lei", "U1")
    phone.writes("我的待办")
    phone.writes("我的待办", group=True)
    posted(slack, "DU1", "谁?")
    phone.answers("李娜", under=phone.sees()[-1])
    phone.speaks("报销")
    events = [each["event"] for each in heard]
    assert [each["type"] for each in events] == ["message", "app_mention", "message", "message"]
    assert [each["channel"] for each in events] == ["DU1", "C9", "DU1", "DU1"]
    assert events[2]["thread_ts"] == phone.sees()[-1].id
    assert events[3]["files"][0]["transcription"]["preview"]["content"] == "报销"


def test_a_form_is_opened_seen_and_submitted(slack: SlackEmulator, heard: list[dict[str, Any]]) -> None:
    phone = SlackPhone(slack, "sun.lei", "U1")
    posted(slack, "DU1", "采购申请", BUTTON)
    assert [each.buttons for each in phone.sees()] == [("填写",)]
    phone.submits({"物品": "示波器"})
    assert [each["type"] for each in heard] == ["block_actions", "view_submission"]
    assert heard[1]["view"]["state"]["values"]["in/item"]["value/text"]["value"] == "示波器"
    assert slack.views.of("U1") == [], "an empty answer closes it"


def test_what_is_open_beside_the_chat_is_seen_by_who_opened_it(
    slack: SlackEmulator, heard: list[dict[str, Any]]
) -> None:
    slack.joins("U2")
    posted(slack, "DU1", "采购申请", BUTTON)
    phone, other = SlackPhone(slack, "sun.lei", "U1"), SlackPhone(slack, "li.na", "U2")
    phone.presses("填写")
    assert phone.sees()[-1].inputs == ("物品",)
    assert other.sees() == []
    with pytest.raises(AssertionError):
        other.submits({"物品": "示波器"})
