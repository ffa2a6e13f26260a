"""Is the DingTalk app set up as it has to be? For `tuitui doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.adapter import PlatformError, Refused, TokenExpired
from bot.adapters.dingtalk.client import DingTalkClient
from bot.adapters.dingtalk.config import DingTalkConfig
from bot.adapters.dingtalk.sending import CARD_PATH, ROUTE
from bot.adapters.dingtalk.stream import CARD, ROBOT
from bot.examination import clocks, not_reached, out_of_reach
from bot.findings import Finding, fine, wrong
from bot.messages import Text

_ABOUT = Text(zh="钉钉", en="DingTalk")
_SKEW_S = 300.0  # callbacks are refused from an hour on
_CALLBACK = "/dingtalk/callback"


def examine(config: DingTalkConfig, client: DingTalkClient, now: datetime) -> Iterator[Finding]:
    """Credentials, address book, card template, clock, and how DingTalk reaches us."""
    try:
        client.check()
    except (TokenExpired, Refused) as error:
        yield wrong(_ABOUT, _not_let_in(error))
        return
    except PlatformError as error:
        yield out_of_reach(_ABOUT, config.api_url, "TUITUI_DINGTALK_API_URL", error)
        return
    yield fine(_ABOUT, Text(zh="应用的凭证有效", en="the app's credentials are valid"))
    yield from _directory(config, client)
    yield _cards(config)
    yield from clocks(_ABOUT, _ABOUT, client.server_moment, now, most_s=_SKEW_S, refused_s=3600)
    yield from (_stream(client) if config.by_stream else _callbacks(config, client))


def _not_let_in(error: PlatformError) -> Text:
    if "IpNotInWhiteList" in str(error) or "60020" in str(error):
        return Text(
            zh=f"服务器的出口 IP 不在应用的白名单里({error});到开发者后台 → 安全设置 里加上。",
            en=f"the server's address is not on the app's allow-list ({error}); add it under 安全设置.",
        )
    return Text(
        zh=f"Client ID 或 Client Secret 不对({error});到开发者后台 → 凭证与基础信息 重新复制。",
        en=f"Client ID or Client Secret is wrong ({error}); copy both again from 凭证与基础信息.",
    )


def _directory(config: DingTalkConfig, client: DingTalkClient) -> Iterator[Finding]:
    try:
        client.directory("topapi/v2/department/listsub", {"dept_id": 1})
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"读不了通讯录({error});到 权限管理 开通“成员信息读权限”“企业员工手机号信息”"
                f"“邮箱等个人信息”“根据手机号获取成员”,并检查 TUITUI_DINGTALK_OAPI_URL({config.oapi_url})。",
                en=f"the address book cannot be read ({error}); grant 成员信息读权限, 企业员工手机号信息, "
                "邮箱等个人信息 and 根据手机号获取成员, and check TUITUI_DINGTALK_OAPI_URL "
                f"({config.oapi_url}).",
            ),
        )
    else:
        yield fine(_ABOUT, Text(zh="可以读通讯录", en="the address book can be read"))


def _cards(config: DingTalkConfig) -> Finding:
    if not config.card_template_id:
        return wrong(
            _ABOUT,
            Text(
                zh="没有卡片模板,卡片只能以文字显示;按 docs/how-to/dingtalk.md 建好模板,"
                "填 TUITUI_DINGTALK_CARD_TEMPLATE_ID。",
                en="there is no card template, so cards are shown as words; build it as "
                "docs/how-to/dingtalk.md says and set TUITUI_DINGTALK_CARD_TEMPLATE_ID.",
            ),
        )
    if not config.has_cards:
        return wrong(
            _ABOUT,
            Text(
                zh="HTTP 方式的卡片需要密钥;自己定一串随机字符,填 TUITUI_DINGTALK_CARD_SECRET,推推会去登记。",
                en="cards by HTTP need a secret; set TUITUI_DINGTALK_CARD_SECRET to a random word of your "
                "own, Tuitui registers it.",
            ),
        )
    name = config.card_template_id
    return fine(_ABOUT, Text(zh=f"卡片模板 {name}", en=f"card template {name}"))


def _stream(client: DingTalkClient) -> Iterator[Finding]:
    try:
        client.connection((ROBOT, CARD))
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"建不了 Stream 连接({error});机器人和卡片回调要选 Stream 模式,并发布应用版本。",
                en=f"no Stream connection ({error}); choose Stream for the robot, and publish a version "
                "of the app.",
            ),
        )
    else:
        yield fine(_ABOUT, Text(zh="可以建立 Stream 连接", en="a Stream connection can be made"))


def _callbacks(config: DingTalkConfig, client: DingTalkClient) -> Iterator[Finding]:
    instead = Text(zh="改用 TUITUI_DINGTALK_MODE=stream", en="use TUITUI_DINGTALK_MODE=stream")
    for path in (_CALLBACK, CARD_PATH):
        url = f"{config.public_url}{path}"
        if (flaw := not_reached(_ABOUT, _ABOUT, url, client.knock, instead=instead)) is not None:
            yield flaw
            return
    try:
        client.register_cards(ROUTE, f"{config.public_url}{CARD_PATH}")
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"卡片回调没有登记成({error});到 权限管理 开通互动卡片实例写权限。",
                en=f"the address of cards is not registered ({error}); grant the permission to write cards.",
            ),
        )
    else:
        said = f"{config.public_url}{_CALLBACK}"
        yield fine(_ABOUT, Text(zh=f"机器人消息接收地址:{said}", en=f"the robot's address: {said}"))
