"""Is the Slack app set up as it has to be? For `tuitui doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.adapter import PlatformError, TokenExpired
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.config import SlackConfig
from bot.examination import clocks, not_reached, out_of_reach
from bot.findings import Finding, fine, wrong
from bot.messages import Text, same

_ABOUT = same("Slack")
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
        yield out_of_reach(_ABOUT, config.api_url, "TUITUI_SLACK_API_URL", error)
        return
    yield fine(_ABOUT, Text(zh="token 有效", en="the token is valid"))
    yield from _scopes(headers.get("x-oauth-scopes", ""))
    yield from clocks(_ABOUT, _ABOUT, lambda: headers.get("date", ""), now, most_s=_SKEW_S, refused_s=300)
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
    instead = Text(zh="用 TUITUI_SLACK_APP_TOKEN 走 Socket Mode", en="TUITUI_SLACK_APP_TOKEN for Socket Mode")
    flaw = not_reached(_ABOUT, _ABOUT, url, client.knock, instead=instead)
    yield flaw or fine(_ABOUT, Text(zh=f"Request URL:{url}", en=f"the Request URL: {url}"))
