"""Is the Slack app set up as it has to be? For `tuitui doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from bot.adapter import PlatformError, TokenExpired
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.config import SlackConfig
from bot.findings import Finding, fine, wrong
from bot.messages import Text, same

_ABOUT = same("Slack")
_REFUSED = 401  # what our callback answers to whoever is not Slack
_SKEW_S = 60.0  # callbacks are refused from 300 s on
SCOPES = (
    *("app_mentions:read", "chat:write", "commands", "files:read", "files:write"),
    *("im:history", "im:write", "users:read", "users:read.email"),
)


def examine(config: SlackConfig, client: SlackClient, now: datetime) -> Iterator[Finding]:
    """Credentials, scopes, clock, and how Slack reaches us."""
    try:
        headers = client.headers()
    except TokenExpired as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"TUITUI_SLACK_BOT_TOKEN 无效({error});重新安装应用,换上新的 xoxb- token。",
                en=f"TUITUI_SLACK_BOT_TOKEN is not valid ({error}); reinstall the app and set the new one.",
            ),
        )
        return
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"连不上 {config.api_url}({error});检查网络、代理和 TUITUI_SLACK_API_URL。",
                en=f"{config.api_url} cannot be reached ({error}); check network, proxy and "
                "TUITUI_SLACK_API_URL.",
            ),
        )
        return
    yield fine(_ABOUT, Text(zh="token 有效", en="the token is valid"))
    yield from _scopes(headers.get("x-oauth-scopes", ""))
    yield from _clock(headers.get("date", ""), now)
    yield from (_socket(client) if config.app_token else _callback(config, client))


def _scopes(granted: str) -> Iterator[Finding]:
    if not granted:
        return  # a proxy may have taken the header away
    missing = [each for each in SCOPES if each not in granted.replace(" ", "").split(",")]
    if not missing:
        yield fine(_ABOUT, Text(zh="权限齐全", en="all scopes are granted"))
        return
    names = ", ".join(missing)
    yield wrong(
        _ABOUT,
        Text(
            zh=f"缺少权限 {names};在 OAuth & Permissions 里加上,再重新安装应用。",
            en=f"scopes are missing: {names}; add them under OAuth & Permissions and reinstall the app.",
        ),
    )


def _clock(date: str, now: datetime) -> Iterator[Finding]:
    try:
        skew_s = abs((parsedate_to_datetime(date) - now).total_seconds())
    except (ValueError, TypeError):
        return  # an answer without its date says nothing about our clock
    if skew_s <= _SKEW_S:
        yield fine(_ABOUT, Text(zh="时钟与 Slack 一致", en="the clock agrees with Slack's"))
        return
    yield wrong(
        _ABOUT,
        Text(
            zh=f"时钟与 Slack 相差 {skew_s:.0f} 秒,超过 300 秒回调都会被拒;用 NTP 对时。",
            en=f"the clock is {skew_s:.0f} s off Slack's; from 300 s on callbacks are refused: use NTP.",
        ),
    )


def _socket(client: SlackClient) -> Iterator[Finding]:
    try:
        client.socket_url()
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"建不了 Socket Mode 连接({error});检查 TUITUI_SLACK_APP_TOKEN(xapp-,权限 "
                "connections:write),并在应用设置里打开 Socket Mode。",
                en=f"no Socket Mode connection ({error}); check TUITUI_SLACK_APP_TOKEN (xapp-, scope "
                "connections:write) and switch Socket Mode on in the app's settings.",
            ),
        )
    else:
        yield fine(_ABOUT, Text(zh="可以建立 Socket Mode 连接", en="a Socket Mode connection can be made"))


def _callback(config: SlackConfig, client: SlackClient) -> Iterator[Finding]:
    url = f"{config.public_url}/slack/events"
    if (urlsplit(config.public_url).hostname or "") in ("", "localhost", "127.0.0.1", "::1"):
        yield wrong(
            _ABOUT,
            Text(
                zh=f"Slack 到不了 {url};把 TUITUI_PUBLIC_URL 设成公网地址,或用 TUITUI_SLACK_APP_TOKEN "
                "走 Socket Mode。",
                en=f"Slack cannot reach {url}; set TUITUI_PUBLIC_URL to a public address, or "
                "TUITUI_SLACK_APP_TOKEN for Socket Mode.",
            ),
        )
        return
    try:
        status = client.knock(url)
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"从本机到不了 {url}({error});启动服务,检查域名、证书和反向代理。",
                en=f"{url} cannot be reached from here ({error}); start the service, check name, "
                "certificate and proxy.",
            ),
        )
        return
    if status == _REFUSED:
        yield fine(_ABOUT, Text(zh=f"Request URL:{url}", en=f"the Request URL: {url}"))
        return
    yield wrong(
        _ABOUT,
        Text(
            zh=f"{url} 回答了 {status},不是推推;检查反向代理转到了哪里。",
            en=f"{url} answers {status}, which is not Tuitui; see where the proxy leads.",
        ),
    )
