"""Calls of DingTalk's two APIs. Each raises a PlatformError; none is repeated but for a stale token."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, Refused, Tools
from bot.adapters.dingtalk.config import DingTalkConfig
from bot.adapters.dingtalk.errors import StaleToken, error_of

if TYPE_CHECKING:
    import httpx

_PATIENCE_S = 20.0
_MAX_MEDIA = 25 * 1024 * 1024  # DingTalk takes 20 MB
PER_SECOND = 20  # of the whole app
_MONTH_S = 30 * 86_400.0
_SESSION = 20  # answers a minute by one session's address

Answer = Mapping[str, Any]


class DingTalkClient:
    """Connected by its first call. One object serves all threads."""

    def __init__(self, config: DingTalkConfig, tools: Tools) -> None:
        self._config, self._tools = config, tools
        self._lock = Lock()
        self._http: httpx.Client | None = None
        self._registering = Lock()
        self._registered: set[str] = set()

    def call(self, method: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Of the new API: `path` begins with `v1.0/`. Counts against the organisation's month."""
        self._counted()
        url = f"{self._origin(self._config.api_url)}/{path}"

        def asked(token: str) -> Answer:
            headers = {"x-acs-dingtalk-access-token": token}
            return _new(self._sent(method, url, json=dict(body), headers=headers))

        return self._with_token(asked)

    def directory(self, path: str, body: Mapping[str, Any]) -> Answer:
        """The answer of the old API's address book, which the month does not count."""
        self._tools.budget.take("dingtalk/second", limit=PER_SECOND, window_s=1)
        url = f"{self._origin(self._config.oapi_url)}/{path}"

        def asked(token: str) -> Answer:
            return _old(self._sent("POST", url, params={"access_token": token}, json=dict(body)))

        return self._with_token(asked)

    def check_ins(self, asked: Mapping[str, Any]) -> Answer:
        self._tools.budget.take("dingtalk/month", limit=self._config.monthly_calls, window_s=_MONTH_S)
        return self.directory("topapi/checkin/record/get", asked)

    def upload(self, kind: str, name: str, data: bytes) -> str:
        """The `media_id`, which holds for good."""
        self._counted()
        url = f"{self._origin(self._config.oapi_url)}/media/upload"

        def asked(token: str) -> Answer:
            query = {"access_token": token, "type": kind}
            file = {"media": (name, data)}
            return _old(self._sent("POST", url, params=query, data={"type": kind}, files=file))

        return text_of(self._with_token(asked), "media_id")

    def download(self, code: str) -> bytes:
        """What somebody attached, by the `downloadCode` of their message."""
        asked = {"robotCode": self._config.robot_code, "downloadCode": code}
        url = text_of(self.call("POST", "v1.0/robot/messageFiles/download", asked), "downloadUrl")
        if urlsplit(url).scheme not in ("http", "https"):
            raise ProtocolChanged("the file has no address on the web")
        answer = self._sent("GET", url)
        if answer.status_code != 200:
            raise (
                error_of(answer.status_code, "", "file")
                if answer.status_code >= 500
                else Refused(str(answer.status_code), "file")
            )
        if len(answer.content) > _MAX_MEDIA:
            raise Refused("too_large", f"{len(answer.content)} bytes")
        return answer.content

    def answer_session(self, webhook: str, conversation: str, body: Mapping[str, Any]) -> None:
        """By the address that came with a message: needs no token, and the month does not count it."""
        self._tools.budget.take(f"dingtalk/session/{conversation}", limit=_SESSION, window_s=60)
        _old(self._sent("POST", webhook, json=dict(body)))

    def is_session(self, webhook: str) -> bool:
        """Whether an address is DingTalk's: the request that brought it was not signed as a whole."""
        ours, given = urlsplit(self._config.oapi_url), urlsplit(webhook)
        same = (given.scheme, given.netloc) == (ours.scheme, ours.netloc)
        return same and given.path.startswith("/robot/sendBySession")

    def connection(self, topics: tuple[str, ...]) -> tuple[str, str]:
        """Endpoint and ticket of a new Stream connection; the ticket opens one, within 90 s."""
        body = {
            "clientId": self._config.client_id,
            "clientSecret": self._config.client_secret,
            "subscriptions": [
                *({"type": "CALLBACK", "topic": each} for each in topics),
                {"type": "EVENT", "topic": "*"},  # those that the app has subscribed to
            ],
            "ua": "tuitui",
        }
        answer = _new(
            self._sent(
                "POST", f"{self._origin(self._config.api_url)}/v1.0/gateway/connections/open", json=body
            )
        )
        return text_of(answer, "endpoint"), text_of(answer, "ticket")

    def register_cards(self, route: str, url: str) -> None:
        """Where the clicks of cards under a route key go, by HTTP; each process says so once."""
        with self._registering:
            if url in self._registered:
                return
            secret = self._config.card_secret
            body = {"callbackRouteKey": route, "callbackUrl": url, "apiSecret": secret, "forceUpdate": True}
            self.call("POST", "v1.0/card/callbacks/register", body)
            self._registered.add(url)

    def check(self) -> None:
        """Whether we are let in. Raises what a call would."""
        self._new_token()

    def server_moment(self) -> str:
        """The `Date` of an answer, whatever it says otherwise."""
        answer = self._sent("POST", f"{self._origin(self._config.api_url)}/v1.0/oauth2/accessToken", json={})
        return str(answer.headers.get("date", ""))

    def knock(self, url: str) -> int:
        """The status with which somebody at `url` answers a request that nobody would accept."""
        return int(self._sent("POST", url, content=b"{}").status_code)

    def _counted(self) -> None:
        budget = self._tools.budget
        budget.take("dingtalk/second", limit=PER_SECOND, window_s=1)
        budget.take("dingtalk/month", limit=self._config.monthly_calls, window_s=_MONTH_S)

    def _with_token(self, asked: Callable[[str], Answer]) -> Answer:
        token = self._token()
        try:
            return asked(token)
        except StaleToken:
            self._tools.tokens.drop(self._token_name, token)
            return asked(self._token())

    def _token(self) -> str:
        return self._tools.tokens.get(self._token_name, self._new_token)

    def _new_token(self) -> tuple[str, float]:
        url = f"{self._origin(self._config.api_url)}/v1.0/oauth2/accessToken"
        credentials = {"appKey": self._config.client_id, "appSecret": self._config.client_secret}
        answer = _new(self._sent("POST", url, json=credentials))
        lifetime_s = answer.get("expireIn")
        if not isinstance(lifetime_s, int | float):
            raise ProtocolChanged("no expireIn in the answer")
        return text_of(answer, "accessToken"), float(lifetime_s)

    def _sent(self, method: str, url: str, **more: Any) -> httpx.Response:
        import httpx  # noqa: PLC0415 - slow to load, and the web app never sends

        try:
            return self._client().request(method, url, **more)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # Without the query, which may hold a token.
            raise NotReachable(f"{method} {url.partition('?')[0]}: {type(error).__name__}") from error

    def _client(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                import httpx  # noqa: PLC0415 - as above

                self._http = httpx.Client(timeout=_PATIENCE_S)
                # Nobody closes a platform: its connections end with it.
                weakref.finalize(self, self._http.close)
            return self._http

    @staticmethod
    def _origin(url: str) -> str:
        return url.rstrip("/")

    @property
    def _token_name(self) -> str:
        return f"dingtalk/{self._config.client_id}"


def text_of(answer: Answer, name: str) -> str:
    if not isinstance(value := answer.get(name), str) or not value:
        raise ProtocolChanged(f"no {name} in the answer")
    return value


def _new(answer: httpx.Response) -> Answer:
    """Of api.dingtalk.com: its failures have a status and a `code`."""
    body = _object(answer)
    if answer.status_code == 200 and body is not None and "status" not in body:
        return body
    raise _failed(answer, body, "code", "message")


def _old(answer: httpx.Response) -> Answer:
    """Of oapi.dingtalk.com: its failures have an `errcode`."""
    body = _object(answer)
    if answer.status_code == 200 and body is not None and body.get("errcode") == 0:
        return body
    raise _failed(answer, body, "errcode", "errmsg")


def _failed(answer: httpx.Response, body: Mapping[str, Any] | None, code: str, message: str) -> PlatformError:
    said = body or {}
    word = said.get(code) or said.get("status") or ""
    detail = str(said.get(message, ""))[:300]
    return error_of(answer.status_code, str(word), detail, answer.headers.get("retry-after"))


def _object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = json.loads(answer.content)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
