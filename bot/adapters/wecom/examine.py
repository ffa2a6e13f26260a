"""Are the app and the smart bot set up as they have to be? For `tuitui doctor`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from bot.adapter import NotReachable, PlatformError, TokenExpired
from bot.adapters.wecom.client import WecomClient
from bot.adapters.wecom.config import AppConfig, BotConfig
from bot.adapters.wecom.connection import reach
from bot.adapters.wecom.errors import code_of
from bot.findings import Finding, fine, wrong
from bot.messages import Text

_APP = Text(zh="企业微信应用", en="WeCom app")
_BOT = Text(zh="企业微信智能机器人", en="WeCom smart bot")
_PATIENCE_S = 10
_SKEW_S = 60.0  # callbacks are refused from 300 s on
_REFUSED = 401  # what our callback answers to whoever is not WeCom
_AES_KEY = re.compile(r"[0-9A-Za-z+/]{43}")
_LOCAL = ("localhost", "127.0.0.1", "::1", "")


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
    yield from _clock(config, now)
    yield from _callback(public_url)


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


def _clock(config: AppConfig, now: datetime) -> Iterator[Finding]:
    try:
        answer = httpx.get(f"{config.api_url.rstrip('/')}/cgi-bin/gettoken", timeout=_PATIENCE_S)
        skew_s = abs((parsedate_to_datetime(answer.headers["date"]) - now).total_seconds())
    except (httpx.HTTPError, KeyError, ValueError, TypeError):
        return  # an answer without its date says nothing about our clock
    if skew_s > _SKEW_S:
        yield wrong(
            _APP,
            Text(
                zh=f"时钟与企业微信相差 {skew_s:.0f} 秒,超过 300 秒回调都会被拒;用 NTP 对时。",
                en=f"the clock is {skew_s:.0f} s off WeCom's; from 300 s on callbacks are refused: use NTP.",
            ),
        )
    else:
        yield fine(_APP, Text(zh="时钟与企业微信一致", en="the clock agrees with WeCom's"))


def _callback(public_url: str) -> Iterator[Finding]:
    url = f"{public_url}/wecom/callback"
    if (urlsplit(public_url).hostname or "") in _LOCAL:
        yield wrong(
            _APP,
            Text(
                zh=f"企业微信到不了 {url};把 TUITUI_PUBLIC_URL 设成公网地址。",
                en=f"WeCom cannot reach {url}; set TUITUI_PUBLIC_URL to a public address.",
            ),
        )
        return
    try:
        status = httpx.get(url, timeout=_PATIENCE_S).status_code
    except httpx.HTTPError as error:
        yield wrong(
            _APP,
            Text(
                zh=f"从本机到不了 {url}({type(error).__name__});启动服务,检查域名、证书和反向代理。",
                en=f"{url} cannot be reached from here ({type(error).__name__}); start the service, check "
                "name, certificate and proxy.",
            ),
        )
        return
    if status == _REFUSED:
        yield fine(_APP, Text(zh=f"接收消息的 URL:{url}", en=f"the URL to receive messages: {url}"))
    else:
        yield wrong(
            _APP,
            Text(
                zh=f"{url} 回答了 {status},不是推推;检查反向代理转到了哪里。",
                en=f"{url} answers {status}, which is not Tuitui; see where the proxy leads.",
            ),
        )
