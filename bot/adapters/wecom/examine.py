"""Are the app and the smart bot set up as they have to be? For `tuitui doctor`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from bot.adapter import NotReachable, PlatformError, TokenExpired
from bot.adapters.wecom.client import WecomClient
from bot.adapters.wecom.config import AppConfig, BotConfig
from bot.adapters.wecom.connection import reach
from bot.adapters.wecom.errors import code_of
from bot.examination import clocks, not_reached
from bot.findings import Finding, fine, wrong
from bot.messages import Text

_NAME = Text(zh="企业微信", en="WeCom")
_APP = Text(zh="企业微信应用", en="WeCom app")
_BOT = Text(zh="企业微信智能机器人", en="WeCom smart bot")
_PATIENCE_S = 10
_SKEW_S = 60.0  # callbacks are refused from 300 s on
_AES_KEY = re.compile(r"[0-9A-Za-z+/]{43}")


def examine_app(config: AppConfig, client: WecomClient, public_url: str, now: datetime) -> Iterator[Finding]:
    """Credentials, trusted address, the app itself, clock, and how WeCom reaches us."""
    yield from _key(config)
    try:
        agent = client.get("agent/get", agentid=str(config.agent_id))
    except PlatformError as error:
        yield wrong(_APP, _not_let_in(error, config))
        return
    name = str(agent.get("name") or config.agent_id)
    yield fine(_APP, Text(zh=f"应用「{name}」的凭证有效", en=f"the credentials of “{name}” are valid"))
    if agent.get("close"):
        yield wrong(
            _APP,
            Text(zh="应用被停用;在管理后台启用。", en="the app is switched off; enable it in the console."),
        )
    yield from clocks(_APP, _NAME, lambda: _moment(config), now, most_s=_SKEW_S, refused_s=300)
    url = f"{public_url}/wecom/callback"
    flaw = not_reached(_APP, _NAME, url, _knock)
    yield flaw or fine(_APP, Text(zh=f"接收消息的 URL:{url}", en=f"the URL to receive messages: {url}"))


def examine_bot(config: BotConfig) -> Iterator[Finding]:
    """Whether the address can be reached. To subscribe would close the connection of the one at work."""
    url = urlsplit(config.ws_url)
    host, port = url.hostname or "", url.port or (443 if url.scheme == "wss" else 80)
    try:
        reach(config)
    except NotReachable as error:
        yield wrong(
            _BOT,
            Text(
                zh=f"连不上 {host}:{port}({error});检查网络、代理和 TUITUI_WECOM_BOT_WS_URL。",
                en=f"{host}:{port} cannot be reached ({error}); check network, proxy and "
                "TUITUI_WECOM_BOT_WS_URL.",
            ),
        )
    else:
        yield fine(_BOT, Text(zh=f"{host} 可以连接", en=f"{host} can be reached"))


def _key(config: AppConfig) -> Iterator[Finding]:
    if not _AES_KEY.fullmatch(config.aes_key):
        yield wrong(
            _APP,
            Text(
                zh="EncodingAESKey 应是 43 个字母和数字;到应用的 接收消息 → API 接收 里重新复制。",
                en="the EncodingAESKey has 43 letters and digits; copy it again from 接收消息 of the app.",
            ),
        )


def _not_let_in(error: PlatformError, config: AppConfig) -> Text:
    code = code_of(error)
    if code == 60020:
        return Text(
            zh=f"服务器的出口 IP 不在应用的企业可信 IP 里({error});在应用详情页底部加上。",
            en=f"our address is not among the app's trusted IPs ({error}); add it on the app's page.",
        )
    if code == 40013:
        return Text(
            zh="企业 ID 不对;从 我的企业 → 企业信息 重新复制到 TUITUI_WECOM_CORP_ID。",
            en="the corp id is wrong; copy it again from 我的企业 → 企业信息 into TUITUI_WECOM_CORP_ID.",
        )
    if isinstance(error, TokenExpired):
        return Text(
            zh=f"Secret 不对({error});从应用详情页重新复制到 TUITUI_WECOM_SECRET。",
            en=f"the secret is wrong ({error}); copy it again from the app's page into TUITUI_WECOM_SECRET.",
        )
    if code in (301002, 48002):
        return Text(
            zh=f"这个 Secret 不属于应用 {config.agent_id}({error});核对 TUITUI_WECOM_AGENT_ID。",
            en=f"the secret is not that of app {config.agent_id} ({error}); check TUITUI_WECOM_AGENT_ID.",
        )
    return Text(
        zh=f"问不到 {config.api_url}({error});检查网络、代理和 TUITUI_WECOM_API_URL。",
        en=f"{config.api_url} does not answer ({error}); check network, proxy and TUITUI_WECOM_API_URL.",
    )


def _moment(config: AppConfig) -> str:
    url = f"{config.api_url.rstrip('/')}/cgi-bin/gettoken"
    return str(_asked(url).headers.get("date", ""))


def _knock(url: str) -> int:
    return _asked(url).status_code


def _asked(url: str) -> httpx.Response:
    try:
        return httpx.get(url, timeout=_PATIENCE_S)
    except httpx.HTTPError as error:
        raise NotReachable(type(error).__name__) from error
