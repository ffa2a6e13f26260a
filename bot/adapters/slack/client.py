"""Calls of Slack's Web API. Each raises a PlatformError; none is repeated here: the outbox does that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from bot.adapter import NotReachable, ProtocolChanged, Refused, TokenExpired
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.errors import error_of

if TYPE_CHECKING:
    from slack_sdk import WebClient

_PATIENCE_S = 20
_REDIRECTS = 3
_MAX_FILE = 25_000_000  # bytes

Answer = Mapping[str, Any]


class SlackClient:
    """Loaded and connected by its first call. One object serves all threads."""

    def __init__(self, config: SlackConfig) -> None:
        self._config = config
        self._lock = Lock()
        self._web: WebClient | None = None
        self._team: tuple[str, str] | None = None

    def post(self, channel: str, thread: str | None, body: Mapping[str, Any]) -> str:
        """The `ts` of the new message."""
        in_thread = {"thread_ts": thread} if thread else {}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        return _text(self.call("chat.postMessage", {"channel": channel, **in_thread, **quiet, **body}), "ts")

    def update(self, channel: str, ts: str, body: Mapping[str, Any]) -> None:
        self.call("chat.update", {"channel": channel, "ts": ts, **body})

    def open_view(self, trigger: str, view: Mapping[str, Any]) -> None:
        """A modal, within three seconds of the click that the trigger is of."""
        self.call("views.open", {"trigger_id": trigger, "view": view})

    def publish(self, user: str, view: Mapping[str, Any]) -> None:
        """What the app's Home tab shows to them."""
        self.call("views.publish", {"user_id": user, "view": view})

    def upload(self, channel: str, thread: str | None, *, name: str, data: bytes, alt: str) -> str:
        """A file in three steps: ask for a place, bring it there, share it. Its id."""
        length = {"filename": name, "length": len(data), "alt_txt": alt}
        place = self.call("files.getUploadURLExternal", length, form=True)
        file = _text(place, "file_id")
        self._bring(_text(place, "upload_url"), name, data)
        in_thread = {"thread_ts": thread} if thread else {}
        shared = {"files": [{"id": file, "title": alt}], "channel_id": channel, **in_thread}
        self.call("files.completeUploadExternal", shared)
        return file

    def open_direct(self, user: str) -> str:
        """The channel of the direct conversation with a user."""
        return _text(_part(self.call("conversations.open", {"users": user}), "channel"), "id")

    def user(self, user: str) -> Answer:
        return _part(self.call("users.info", {"user": user}, form=True), "user")

    def user_by_email(self, email: str) -> Answer:
        return _part(self.call("users.lookupByEmail", {"email": email}, form=True), "user")

    def team(self) -> tuple[str, str]:
        """Our workspace and, on Enterprise Grid, our organisation; asked once."""
        if self._team is None:
            me = self.call("auth.test", {}, form=True)
            self._team = _text(me, "team_id"), str(me.get("enterprise_id") or "")
        return self._team

    def file(self, file: str) -> Answer:
        return _part(self.call("files.info", {"file": file}, form=True), "file")

    def socket_url(self) -> str:
        """Of a new connection of Socket Mode; it holds a ticket, so it is never logged."""
        headers = {"Authorization": f"Bearer {self._config.app_token}"}
        url = f"{self._config.api_url.rstrip('/')}/apps.connections.open"
        answered = _asked("POST", url, headers=headers)
        return _text(_told(answered), "url")

    def headers(self) -> Mapping[str, str]:
        """Of an answer to the token: its scopes and Slack's own moment. Names are in lower case."""
        headers = {"Authorization": f"Bearer {self._config.bot_token}"}
        answered = _asked("POST", f"{self._config.api_url.rstrip('/')}/auth.test", headers=headers)
        _told(answered)
        return {name.lower(): value for name, value in answered.headers.items()}

    def knock(self, url: str) -> int:
        """The status with which our own callback answers a request that is not Slack's."""
        return _asked("POST", url).status_code

    def download(self, url: str) -> bytes:
        """A file of Slack's. The token is shown to no other host, redirects included."""
        for _ in range(_REDIRECTS):
            headers = {"Authorization": f"Bearer {self._config.bot_token}"} if self._is_slack(url) else {}
            if not headers:
                raise Refused("foreign_host", urlsplit(url).hostname or url[:80])
            with _streamed(url, headers) as answered:
                if answered.is_redirect:
                    url = str(answered.url.join(answered.headers.get("location", "")))
                    continue
                if answered.status_code != 200:
                    raise error_of(answered.status_code, "", answered.headers.get("retry-after"))
                if answered.headers.get("content-type", "").startswith("text/html"):
                    raise TokenExpired("a log-in page came instead of the file")
                return _bounded(answered)
        raise ProtocolChanged("too many redirects")

    def _is_slack(self, url: str) -> bool:
        """Slack's own hosts over TLS, or the host that stands in for them by configuration."""
        asked, own = urlsplit(url), urlsplit(self._config.api_url)
        host = asked.hostname or ""
        if (asked.scheme, asked.netloc) == (own.scheme, own.netloc):
            return True
        return asked.scheme == "https" and (
            host == "slack.com" or host.endswith((".slack.com", ".slack-files.com"))
        )

    def call(self, method: str, arguments: Mapping[str, Any], *, form: bool = False) -> Answer:
        """`form` for the methods that do not take JSON."""
        from slack_sdk.errors import SlackClientError  # noqa: PLC0415 - heavy, and unused where Slack is off

        try:
            if form:
                answer = self._client().api_call(method, params=dict(arguments))
            else:
                answer = self._client().api_call(method, json=dict(arguments))
        except SlackClientError as error:
            response = getattr(error, "response", None)
            if response is None:
                raise ProtocolChanged(f"{method}: {error}") from error
            word = response.data.get("error", "") if isinstance(response.data, dict) else ""
            headers = {name.lower(): value for name, value in response.headers.items()}
            raise error_of(response.status_code, str(word), headers.get("retry-after")) from error
        except (OSError, HTTPException, UnicodeDecodeError) as error:
            raise NotReachable(f"{method}: {error!r}") from error
        if not isinstance(answer.data, dict):
            raise ProtocolChanged(f"{method}: no JSON object")
        return answer.data

    def _client(self) -> WebClient:
        with self._lock:
            if self._web is None:
                from slack_sdk import WebClient  # noqa: PLC0415 - heavy, and unused where Slack is off

                config = self._config
                base = config.api_url.rstrip("/") + "/"
                self._web = WebClient(config.bot_token, base_url=base, timeout=_PATIENCE_S, retry_handlers=[])
                self._web.proxy = (
                    None  # its own reading of the environment forgets NO_PROXY; urllib's does not
                )
            return self._web

    def _bring(self, url: str, name: str, data: bytes) -> None:
        try:
            brought = httpx.post(url, files={"file": (name, data)}, timeout=_PATIENCE_S)
        except httpx.HTTPError as error:
            raise NotReachable(f"upload: {error!r}") from error
        if brought.status_code != 200:
            raise error_of(brought.status_code, "", brought.headers.get("retry-after"))


def _asked(method: str, url: str, *, headers: Mapping[str, str] | None = None) -> httpx.Response:
    try:
        return httpx.request(method, url, headers=headers, timeout=_PATIENCE_S)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotReachable(f"{urlsplit(url).path}: {error!r}") from error


def _told(answered: httpx.Response) -> Answer:
    """What a method answered, when it is `ok`."""
    try:
        told = answered.json()
    except ValueError:
        told = None
    if isinstance(told, dict) and told.get("ok"):
        return told
    word = str(told.get("error", "")) if isinstance(told, dict) else ""
    raise error_of(answered.status_code, word, answered.headers.get("retry-after"))


@contextmanager
def _streamed(url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
    try:
        with httpx.stream("GET", url, headers=headers, timeout=_PATIENCE_S) as answered:
            yield answered
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotReachable(f"download: {error!r}") from error


def _bounded(answered: httpx.Response) -> bytes:
    data = bytearray()
    for piece in answered.iter_bytes():
        data += piece
        if len(data) > _MAX_FILE:
            raise Refused("file_too_large", f"over {_MAX_FILE} bytes")
    return bytes(data)


def _text(answer: Answer, name: str) -> str:
    if not isinstance(value := answer.get(name), str) or not value:
        raise ProtocolChanged(f"no {name} in the answer")
    return value


def _part(answer: Answer, name: str) -> Answer:
    if not isinstance(value := answer.get(name), dict):
        raise ProtocolChanged(f"no {name} in the answer")
    return value
