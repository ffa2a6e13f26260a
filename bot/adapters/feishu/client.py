"""Calls of Feishu's open API. Each raises a PlatformError; none is repeated here but for a stale token."""

from __future__ import annotations

import json
import weakref
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, Tools
from bot.adapters.feishu.config import FeishuConfig
from bot.adapters.feishu.errors import StaleToken, error_of

if TYPE_CHECKING:
    import httpx

_PATIENCE_S = 20.0
_MAX_MEDIA = 100 * 1024 * 1024  # what Feishu gives out at most
PER_SECOND, PER_MINUTE = 50, 1000  # of the message and contact interfaces, for the whole app

Answer = Mapping[str, Any]


class FeishuClient:
    """Connected by its first call. One object serves all threads."""

    def __init__(self, config: FeishuConfig, tools: Tools) -> None:
        self._config, self._tools = config, tools
        self._lock = Lock()
        self._http: httpx.Client | None = None

    def get(self, path: str, **query: str) -> Answer:
        """The answer's `data`."""
        return self._call("GET", path, query=query)

    def post(self, path: str, body: Mapping[str, Any], **query: str) -> Answer:
        return self._call("POST", path, query=query, json=dict(body))

    def patch(self, path: str, body: Mapping[str, Any]) -> Answer:
        return self._call("PATCH", path, json=dict(body))

    def upload(self, path: str, form: Mapping[str, str], name: str, file: tuple[str, bytes]) -> Answer:
        """`name` of the form's field, `file` its name and content."""
        return self._call("POST", path, data=dict(form), files={name: file})

    def download(self, path: str, **query: str) -> tuple[str, bytes]:
        """Media type and content. Raises Refused for what is too large to be true."""
        answer = self._with_token("GET", path, query=query)
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if answer.status_code != 200 or kind == "application/json":
            self._data(answer)
            raise ProtocolChanged(f"{path}: no file in the answer")
        if len(answer.content) > _MAX_MEDIA:
            raise ProtocolChanged(f"{path}: {len(answer.content)} bytes")
        return kind, answer.content

    def bot(self) -> Answer:
        """Who we are: its answer has no `data`."""
        answer = self._with_token("GET", "bot/v3/info")
        self._data(answer)
        bot = _object(answer).get("bot")
        if not isinstance(bot, dict):
            raise ProtocolChanged("no bot in the answer")
        return bot

    def endpoint(self) -> Answer:
        """Where the long connection is to be made: `URL` and `ClientConfig`. Needs no token."""
        credentials = {"AppID": self._config.app_id, "AppSecret": self._config.app_secret}
        answer = self._sent("POST", f"{self._origin}/callback/ws/endpoint", json=credentials)
        return self._data(answer)

    def server_moment(self) -> str:
        """The `Date` of an answer, whatever it says otherwise."""
        answer = self._sent("GET", f"{self._origin}/open-apis/bot/v3/info")
        return str(answer.headers.get("date", ""))

    def knock(self, url: str) -> int:
        """The status with which somebody at `url` answers a request that nobody would accept."""
        return self._sent("POST", url, content=b"{}").status_code

    def _call(self, method: str, path: str, **more: Any) -> Answer:
        return self._data(self._with_token(method, path, **more))

    def _with_token(
        self, method: str, path: str, *, query: Mapping[str, str] | None = None, **more: Any
    ) -> Any:
        self._tools.budget.take("feishu/api", limit=PER_SECOND, window_s=1)
        self._tools.budget.take("feishu/minute", limit=PER_MINUTE, window_s=60)
        token = self._token()
        answer = self._asked(method, path, token, query, more)
        if isinstance(_error(answer), StaleToken):
            self._tools.tokens.drop(self._token_name, token)
            answer = self._asked(method, path, self._token(), query, more)
        return answer

    def _asked(
        self, method: str, path: str, token: str, query: Mapping[str, str] | None, more: Mapping[str, Any]
    ) -> httpx.Response:
        return self._sent(
            method,
            f"{self._origin}/open-apis/{path}",
            params=query or None,
            headers={"Authorization": f"Bearer {token}"},
            **more,
        )

    def _token(self) -> str:
        return self._tools.tokens.get(self._token_name, self._new_token)

    def _new_token(self) -> tuple[str, float]:
        url = f"{self._origin}/open-apis/auth/v3/tenant_access_token/internal"
        credentials = {"app_id": self._config.app_id, "app_secret": self._config.app_secret}
        answer = self._sent("POST", url, json=credentials)
        self._data(answer)
        body = _object(answer)
        token, lifetime_s = body.get("tenant_access_token"), body.get("expire")
        if not isinstance(token, str) or not token or not isinstance(lifetime_s, int | float):
            raise ProtocolChanged("no token in the answer")
        return token, float(lifetime_s)

    def _sent(self, method: str, url: str, **more: Any) -> httpx.Response:
        import httpx  # noqa: PLC0415 - slow to load, and the web app never sends

        try:
            return self._client().request(method, url, **more)
        except httpx.HTTPError as error:
            raise NotReachable(f"{method} {url}: {error!r}") from error

    def _data(self, answer: httpx.Response) -> Answer:
        if (error := _error(answer)) is not None:
            raise error
        data = _object(answer).get("data")
        return data if isinstance(data, dict) else {}

    def _client(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                import httpx  # noqa: PLC0415 - as above

                self._http = httpx.Client(timeout=_PATIENCE_S)
                # Nobody closes a platform: its connections end with it.
                weakref.finalize(self, self._http.close)
            return self._http

    @property
    def _origin(self) -> str:
        return self._config.api_url.rstrip("/")

    @property
    def _token_name(self) -> str:
        return f"feishu/{self._config.app_id}"


def path_of(part: str) -> str:
    """An id as part of a path: whatever it holds, it stays one part."""
    return quote(part, safe="")


def text_of(answer: Answer, name: str) -> str:
    if not isinstance(value := answer.get(name), str) or not value:
        raise ProtocolChanged(f"no {name} in the answer")
    return value


def _error(answer: httpx.Response) -> PlatformError | None:
    if answer.status_code == 200 and not answer.headers.get("content-type", "").startswith(
        "application/json"
    ):
        return None  # a file; elsewhere `_object` finds that it is none of what was asked for
    body = _json(answer)
    code = body.get("code") if body is not None else None
    if code == 0 and answer.status_code < 400:
        return None
    known = code if isinstance(code, int) and code != 0 else None
    detail = str(body.get("msg", ""))[:300] if body is not None else ""
    return error_of(answer.status_code, known, detail, answer.headers.get("x-ogw-ratelimit-reset"))


def _object(answer: httpx.Response) -> dict[str, Any]:
    if (body := _json(answer)) is None:
        raise ProtocolChanged("no JSON object")
    return body


def _json(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = json.loads(answer.content)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
