"""Calls of the app's server API by wechatpy. Each raises a PlatformError; the outbox tries again.

What wechatpy does not do as we need it: its host is fixed in one place, it fetches tokens without a time
limit and for itself alone, and it takes a file that reads as JSON for an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, TokenExpired, Tools
from bot.adapters.wecom.config import AppConfig
from bot.adapters.wecom.errors import EXPIRED, error_of, error_of_http

_PATIENCE_S = 20
_PER_MINUTE = 10_000  # of one API, for the whole company

Answer = Mapping[str, Any]


class WecomClient:
    """Loaded and connected by its first call. One object serves all threads."""

    def __init__(self, config: AppConfig, tools: Tools) -> None:
        self._config, self._tools = config, tools
        self._lock = Lock()
        self._api: Any = None
        self._name = f"wecom/{config.agent_id}"

    @property
    def agent_id(self) -> int:
        return self._config.agent_id

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        return self._answered(path, self._with_token("post", path, json=dict(body)))

    def get(self, path: str, **query: str) -> Answer:
        return self._answered(path, self._with_token("get", path, params=query))

    def upload(self, kind: str, name: str, data: bytes) -> str:
        """The `media_id`, good for three days."""
        files = {"media": (name, data, "application/octet-stream")}
        answer = self._answered(
            "media/upload", self._with_token("post", "media/upload", params={"type": kind}, files=files)
        )
        return text_of(answer, "media_id")

    def download(self, media: str) -> tuple[str, bytes]:
        """The media type and the bytes; errors come as JSON with 200."""
        response = self._with_token("get", "media/get", params={"media_id": media})
        if isinstance(response, dict):
            raise ProtocolChanged("media/get: JSON in place of a file")
        return str(response.headers.get("content-type", "")).split(";")[0], bytes(response.content)

    def token(self) -> str:
        return self._tools.tokens.get(self._name, self._fetch_token)

    def _fetch_token(self) -> tuple[str, float]:
        # A parameter that is None is not sent: there is no token yet.
        query = {"corpid": self._config.corp_id, "corpsecret": self._config.secret, "access_token": None}
        answer = self._answered("gettoken", self._call("get", "gettoken", params=query))
        return text_of(answer, "access_token"), float(answer.get("expires_in") or 7200)

    def _with_token(self, method: str, path: str, **arguments: Any) -> Any:
        """A token may die before its time: one is fetched anew, once."""
        self._tools.budget.take(f"wecom/api/{path}", limit=_PER_MINUTE, window_s=60)
        token = self.token()
        try:
            return self._call(method, path, **_with(arguments, token))
        except TokenExpired as error:
            if _number(error) not in EXPIRED:
                raise
            self._tools.tokens.drop(self._name, token)
        return self._call(method, path, **_with(arguments, self.token()))

    def _call(self, method: str, path: str, **arguments: Any) -> Any:
        from requests import RequestException  # noqa: PLC0415 - heavy, and unused where WeCom is off
        from wechatpy.exceptions import WeChatClientException  # noqa: PLC0415 - likewise

        try:
            return getattr(self._client(), method)(path, **arguments)
        except WeChatClientException as error:
            raise _meant(error) from error
        except (RequestException, OSError) as error:  # without its text: that holds the token
            raise NotReachable(f"{path}: {type(error).__name__}") from None

    def _client(self) -> Any:
        with self._lock:
            if self._api is None:
                self._api = _open(self._config)
            return self._api

    @staticmethod
    def _answered(path: str, answer: Any) -> Answer:
        if not isinstance(answer, dict):
            raise ProtocolChanged(f"{path}: no JSON object")
        return answer


def _open(config: AppConfig) -> Any:
    from wechatpy.work import WeChatClient  # noqa: PLC0415 - heavy, and unused where WeCom is off

    class Client(WeChatClient):  # type: ignore[misc] # wechatpy has no types
        API_BASE_URL = config.api_url.rstrip("/") + "/cgi-bin/"

        def _decode_result(self, res: Any) -> Any:
            """A file stays a file, whatever its bytes read as."""
            return res if "content-disposition" in res.headers else super()._decode_result(res)

    return Client(config.corp_id, config.secret, timeout=_PATIENCE_S, auto_retry=False)


def _with(arguments: Mapping[str, Any], token: str) -> dict[str, Any]:
    return {**arguments, "params": {**arguments.get("params", {}), "access_token": token}}


def _meant(error: Any) -> PlatformError:
    if error.errcode is not None:
        return error_of(int(error.errcode), str(error.errmsg))
    return error_of_http(error.response.status_code)


def _number(error: Exception) -> int:
    word = str(error).partition(" ")[0]
    return int(word) if word.isdigit() else 0


def text_of(answer: Answer, name: str) -> str:
    if not isinstance(value := answer.get(name), str) or not value:
        raise ProtocolChanged(f"no {name} in the answer")
    return value
