"""A real HTTP server that speaks Slack's Web API, and a workspace whose people write and click.

It is as strict as Slack's documentation, keeps what it got, signs what it sends, and can be told to fail.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.adapters.slack.signature import sign
from tests.emulators.serving import PlatformEmulator
from tests.emulators.slack_http import handler
from tests.emulators.slack_rules import Refusal, check_message, texts
from tests.emulators.slack_views import View, Views

TOKEN = "xoxb-emulated"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
APP_TOKEN = "xapp-emulated"
SCOPES = (
    "app_mentions:read,chat:write,commands,files:read,files:write,"
    "im:history,im:write,users:read,users:read.email"
)
TEAM, BOT = "T1", "UB"
_FORM_ONLY = {"files.info", "users.info", "users.lookupByEmail", "files.getUploadURLExternal"}


@dataclass
class Message:
    """A message as it stands now; `edits` counts its updates."""

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]]
    thread: str | None = None
    edits: int = 0

    @property
    def words(self) -> str:
        return "\n".join(texts(self.blocks)) or self.text

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """By their labels."""
        actions = (block for block in self.blocks if block["type"] == "actions")
        return {each["text"]["text"]: each for block in actions for each in block["elements"]}

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        """By their labels."""
        return {each["label"]["text"]: each for each in self.blocks if each["type"] == "input"}


@dataclass(frozen=True)
class File:
    channel: str
    name: str
    data: bytes
    alt: str
    thread: str | None = None
    ts: str = ""


@dataclass(frozen=True)
class Failure:
    """What is answered instead; `headers` may say when to come back."""

    status: int = 200
    error: str = "internal_error"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


class SlackEmulator(PlatformEmulator[Failure]):
    """Use as a context manager. `at` tells the moment by which requests are signed."""

    def __init__(self, at: Callable[[], float]) -> None:
        super().__init__(handler(self, bot=TOKEN, app=APP_TOKEN))
        self.at = at
        self.users: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, Message] = {}  # by ts
        self.files: list[File] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: list[Refusal] = []
        self.callback_url = ""
        self.socket_url = ""
        self.push: Callable[[bytes, str], httpx.Response] | None = None  # instead of the callback
        self.scopes = SCOPES
        self.views = Views()
        self.shared: dict[str, dict[str, Any]] = {}  # files of people, by id
        self.stored: dict[str, bytes] = {}  # their bytes
        self.fetched: list[str] = []
        self.last_request: tuple[bytes, dict[str, str]] = (b"", {})
        self._uploads: dict[str, dict[str, Any]] = {}
        self._count = itertools.count(1)
        self._lock = threading.Lock()

    @property
    def api_url(self) -> str:
        return f"{self.origin}/api/"

    # The workspace

    def joins(self, user: str, email: str = "", **more: Any) -> str:
        """The direct channel of a new member."""
        profile = {"email": email} if email else {}
        self.users[user] = {"id": user, "team_id": TEAM, "profile": profile, **more}
        return f"D{user}"

    def seen_by(self, user: str) -> list[Message]:
        return [each for each in self.messages.values() if each.channel == f"D{user}"]

    # What people do: each is a signed request to the callback

    def says(
        self, user: str, text: str, *, channel: str = "", thread: str = "", **more: Any
    ) -> httpx.Response:
        where = channel or f"D{user}"
        kind = "message" if where.startswith("D") else "app_mention"
        event = {"type": kind, "user": user, "text": text, "ts": self._ts(), "channel": where, **more}
        event |= {"channel_type": "im"} if kind == "message" else {}
        return self.sends_event(event | ({"thread_ts": thread} if thread else {}))

    def sends_event(self, event: dict[str, Any]) -> httpx.Response:
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": f"Ev{next(self._count)}",
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
        }
        return self.sends(json.dumps(body).encode(), "application/json")

    def clicks(self, user: str, on: Message | View, label: str, **values: str) -> httpx.Response:
        """The button of this label, with what was typed into the card's inputs."""
        trigger = self.views.trigger(f"13.37.{next(self._count)}", user, self.at())
        payload = {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "trigger_id": trigger,
            "state": {"values": self._state(on, values)},
            "actions": [{**on.buttons[label], "action_ts": self._ts()}],
        }
        if isinstance(on, Message):
            where = {"type": "message", "message_ts": on.ts, "channel_id": on.channel}
            shown = {"channel": {"id": on.channel}, "message": {"ts": on.ts, "blocks": on.blocks}}
        else:
            where = {"type": "view", "view_id": on.id}
            shown = {"view": {"id": on.id, **on.body}}
        return self.sends_form({"payload": json.dumps({**payload, "container": where, **shown})})

    def submits(self, user: str, **values: str) -> dict[str, str]:
        """The uppermost modal; the errors by their block, none when it closed."""
        view = self.views.of(user)[-1]
        state = {"state": {"values": self._state(view, values)}, "hash": f"1763.{next(self._count)}"}
        payload = {
            "type": "view_submission",
            "user": {"id": user, "team_id": TEAM},
            "trigger_id": f"13.37.{next(self._count)}",
            "response_urls": [],
            "view": {"id": view.id, **view.body, **state},
        }
        return self.views.answered(view, self.sends_form({"payload": json.dumps(payload)}))

    def looks_home(self, user: str) -> View:
        """The Home tab, as it is once it was filled anew."""
        before = self.views.published
        opened = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home"}
        assert self.sends_event(opened).status_code == 200
        assert self.views.waits(published=before + 1), "nothing is published"
        return self.views.homes[user]

    def commands(self, user: str, text: str, channel: str) -> httpx.Response:
        form = {"command": "/tuitui", "text": text, "user_id": user, "channel_id": channel, "team_id": TEAM}
        return self.sends_form({**form, "trigger_id": f"7.7.{next(self._count)}"})

    def sends_form(self, form: dict[str, str]) -> httpx.Response:
        return self.sends(urlencode(form).encode(), "application/x-www-form-urlencoded")

    def uploads(self, name: str, data: bytes) -> str:
        """The id of a file that somebody chose in a form."""
        file = f"F{next(self._count)}"
        self.stored[file] = data
        address = f"{self.origin}/files/{file}"
        self.shared[file] = {"id": file, "name": name, "mimetype": "", "url_private_download": address}
        return file

    def clip(self, transcript: str, audio: bytes) -> dict[str, Any]:
        """A voice clip as its message shows it."""
        file = f"F{next(self._count)}"
        self.stored[file] = audio
        done = {"status": "complete", "preview": {"content": transcript, "has_more": False}}
        self.shared[file] = {
            "id": file,
            "name": "audio_message.m4a",
            "subtype": "slack_audio",
            "mimetype": "",
            "duration_ms": 2000,
            "url_private_download": f"{self.origin}/files/{file}",
            "transcription": done if transcript else {"status": "processing"},
        }
        return self.shared[file]

    def writes_down(self, clip: dict[str, Any], words: str, *, preview: str = "") -> None:
        """The transcript of a clip is done; where its preview is cut, the whole stands as WebVTT."""
        shown = preview or words
        said = {"content": shown, "has_more": shown != words}
        cues = "".join(f"00:0{n}.000 --> 00:0{n}.900\n- {each}\n\n" for n, each in enumerate(words.split()))
        self.stored[f"{clip['id']}.vtt"] = f"WEBVTT\n\n{cues}".encode()
        written = {"status": "complete", "locale": "zh-CN", "preview": said}
        self.shared[clip["id"]] = {
            **clip,
            "transcription": written,
            "vtt": f"{self.origin}/files/{clip['id']}.vtt",
        }

    def sends(self, body: bytes, content_type: str, **headers: str) -> httpx.Response:
        if self.push is not None:
            self.last_request = body, {"content-type": content_type}
            return self.push(body, content_type)
        stamp = str(int(self.at()))
        signed = {"x-slack-request-timestamp": stamp, "x-slack-signature": sign(SECRET, stamp, body)}
        self.last_request = body, {"content-type": content_type, **signed, **headers}
        return httpx.post(self.callback_url, content=body, headers=self.last_request[1], timeout=10)

    def redelivers(self) -> httpx.Response:
        """The last request once more, as after an answer that came too late."""
        body, headers = self.last_request
        if self.push is not None:
            return self.push(body, headers["content-type"])
        retry = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
        return httpx.post(self.callback_url, content=body, headers={**headers, **retry}, timeout=10)

    def _state(self, shown: Message | View, values: dict[str, str]) -> dict[str, Any]:
        """As Slack tells it: every input, its own field for each kind, null where nothing was entered."""
        state: dict[str, Any] = {}
        for block in shown.blocks:
            if block["type"] != "input":
                continue
            element = block["element"]
            name = block["block_id"].rpartition("/")[2]
            match element["type"]:
                case "datepicker":
                    entered = {"selected_date": values.get(name) or element.get("initial_date")}
                case "static_select":
                    initial = (element.get("initial_option") or {}).get("value")
                    chosen = values.get(name) or initial
                    entered = {"selected_option": {"value": chosen} if chosen else None}
                case "file_input":
                    entered = {"files": [self.shared[id_] for id_ in values.get(name, "").split()]}
                case _:
                    entered = {"value": values.get(name) or element.get("initial_value")}
            state[block["block_id"]] = {element["action_id"]: {"type": element["type"], **entered}}
        return state

    # The Web API

    def answer(self, method: str, arguments: dict[str, Any], content_type: str) -> dict[str, Any]:
        self.calls.append((method, arguments))
        if method in _FORM_ONLY and content_type != "application/x-www-form-urlencoded":
            raise Refusal("invalid_arguments", f"{method} takes a form")
        call = getattr(self, "_" + method.replace(".", "_"), None)
        if call is None:
            raise Refusal("unknown_method", method)
        with self._lock:
            return {"ok": True, **call(arguments)}

    def received(self, path: str, data: bytes) -> None:
        self._uploads[path.rsplit("/", 1)[1]]["data"] = data

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "B1"}

    def _apps_connections_open(self, _: dict[str, Any]) -> dict[str, Any]:
        if not self.socket_url:
            raise Refusal("no_permission", "Socket Mode is off")
        return {"url": self.socket_url}

    def _views_open(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return self.views.open(arguments, self.at())

    def _views_publish(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["user_id"] not in self.users:
            raise Refusal("user_not_found")
        return self.views.publish(arguments)

    def _files_info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["file"] not in self.shared:
            raise Refusal("file_not_found")
        return {"file": self.shared[arguments["file"]]}

    def _users_info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["user"] not in self.users:
            raise Refusal("user_not_found")
        return {"user": self.users[arguments["user"]]}

    def _users_lookupByEmail(self, arguments: dict[str, Any]) -> dict[str, Any]:
        for each in self.users.values():
            if each["profile"].get("email") == arguments["email"]:
                return {"user": each}
        raise Refusal("users_not_found")

    def _conversations_open(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["users"] not in self.users:
            raise Refusal("user_not_found")
        return {"channel": {"id": f"D{arguments['users']}"}}

    def _chat_postMessage(self, arguments: dict[str, Any]) -> dict[str, Any]:
        channel = self._channel(arguments["channel"])
        check_message(arguments)
        thread = arguments.get("thread_ts")
        message = Message(channel, self._ts(), arguments["text"], arguments.get("blocks", []), thread)
        self.messages[message.ts] = message
        return {"channel": channel, "ts": message.ts}

    def _chat_update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["channel"].startswith("U"):
            raise Refusal("channel_not_found", "an update needs the D… id")
        message = self.messages.get(arguments["ts"])
        if message is None or message.channel != arguments["channel"]:
            raise Refusal("message_not_found")
        check_message(arguments)
        message.text, message.blocks = arguments["text"], arguments.get("blocks", [])
        message.edits += 1
        return {"channel": message.channel, "ts": message.ts}

    def _files_getUploadURLExternal(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if len(arguments.get("alt_txt", "")) > 1000 or not arguments["filename"]:
            raise Refusal("invalid_arguments")
        file = f"F{next(self._count)}"
        self._uploads[file] = arguments
        return {"upload_url": f"{self.origin}/upload/{file}", "file_id": file}

    def _files_completeUploadExternal(self, arguments: dict[str, Any]) -> dict[str, Any]:
        channel = arguments["channel_id"]
        if channel.startswith("U"):
            raise Refusal("channel_not_found", "a file needs the D… id")
        for each in arguments["files"]:
            upload = self._uploads[each["id"]]
            if len(upload["data"]) != int(upload["length"]):
                raise Refusal("file_update_failed", "not the length that was announced")
            thread = arguments.get("thread_ts")
            self.files.append(
                File(channel, upload["filename"], upload["data"], upload["alt_txt"], thread, self._ts())
            )
        return {"files": arguments["files"]}

    def _channel(self, named: str) -> str:
        user = named if named.startswith("U") else named.removeprefix("D")
        if named[0] in "UD" and user not in self.users:
            raise Refusal("channel_not_found", named)
        return f"D{user}" if named[0] in "UD" else named

    def _ts(self) -> str:
        return f"{int(self.at())}.{next(self._count):06d}"


@pytest.fixture
def slack() -> Iterator[SlackEmulator]:
    with SlackEmulator(lambda: 1_763_888_400.0) as emulator:
        yield emulator
