"""Is the Feishu app set up as it has to be? For `tuitui doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.adapter import PlatformError, Refused, TokenExpired
from bot.adapters.feishu.client import FeishuClient
from bot.adapters.feishu.config import FeishuConfig
from bot.examination import clocks, not_reached, out_of_reach
from bot.findings import Finding, fine, wrong
from bot.messages import Text

_ABOUT = Text(zh="飞书", en="Feishu")
_SKEW_S = 60.0  # callbacks are refused from 300 s on
# Any one of each line will do.
SCOPES: tuple[tuple[str, ...], ...] = (
    ("im:message:send_as_bot", "im:message"),
    ("im:message.p2p_msg:readonly", "im:message.p2p_msg", "im:message"),
    ("im:message.group_at_msg:readonly", "im:message.group_at_msg", "im:message.group_msg", "im:message"),
    ("im:resource", "im:message", "im:message:readonly"),
    ("contact:user.id:readonly",),
    ("contact:contact.base:readonly", "contact:contact:readonly_as_app", "contact:contact:readonly"),
    ("contact:user.email:readonly", "contact:user.phone:readonly"),
)


def examine(config: FeishuConfig, client: FeishuClient, now: datetime) -> Iterator[Finding]:
    """Credentials, bot, scopes, clock, and how Feishu reaches us."""
    try:
        bot = client.bot()
    except TokenExpired as error:
        yield wrong(_ABOUT, _not_let_in(error))
        return
    except PlatformError as error:
        yield out_of_reach(_ABOUT, config.api_url, "TUITUI_FEISHU_API_URL", error)
        return
    name = str(bot.get("app_name") or config.app_id)
    yield fine(_ABOUT, Text(zh=f"应用「{name}」的凭证有效", en=f"the credentials of “{name}” are valid"))
    yield from _scopes(client)
    yield from clocks(_ABOUT, _ABOUT, client.server_moment, now, most_s=_SKEW_S, refused_s=300)
    yield from (_socket(client) if config.by_socket else _callbacks(config, client))


def _not_let_in(error: TokenExpired) -> Text:
    if "99991401" in str(error):
        return Text(
            zh=f"服务器的出口 IP 不在应用的 IP 白名单里({error});到开发者后台 → 安全设置 里加上。",
            en=f"the server's address is not on the app's IP allow-list ({error}); add it under Security.",
        )
    if "99991662" in str(error) or "99991673" in str(error) or "230006" in str(error):
        return Text(
            zh=f"应用没有启用或没有开机器人能力({error});启用后发布一个版本并请管理员通过。",
            en=f"the app is off or has no bot ({error}); enable it, publish a version, have it approved.",
        )
    return Text(
        zh=f"App ID 或 App Secret 不对({error});到开发者后台 → 凭证与基础信息 重新复制。",
        en=f"App ID or App Secret is wrong ({error}); copy both again from Credentials & Basic Info.",
    )


def _scopes(client: FeishuClient) -> Iterator[Finding]:
    try:
        listed = client.get("application/v6/scopes").get("scopes")
    except PlatformError as error:
        yield wrong(
            _ABOUT,
            Text(
                zh=f"查不到应用的权限({error});请对照 docs/how-to/feishu.md 检查。",
                en=f"the app's scopes cannot be read ({error}); compare them with docs/how-to/feishu.md.",
            ),
        )
        return
    granted = {
        str(each.get("scope_name"))
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and each.get("grant_status") == 1
    }
    missing = [group[0] for group in SCOPES if not granted.intersection(group)]
    if not missing:
        yield fine(_ABOUT, Text(zh="权限齐全", en="all scopes are granted"))
        return
    names = ", ".join(missing)
    yield wrong(
        _ABOUT,
        Text(
            zh=f"缺少权限 {names};到 权限管理 里开通,再发布一个版本并请管理员通过,否则不生效。",
            en=f"scopes are missing: {names}; add them, then publish a version and have it approved.",
        ),
    )


def _socket(client: FeishuClient) -> Iterator[Finding]:
    try:
        client.endpoint()
    except PlatformError as error:
        code = error.code if isinstance(error, Refused) else str(error)
        yield wrong(
            _ABOUT,
            Text(
                zh=f"建不了长连接({code});应用须是企业自建应用,且 事件与回调 里都选了长连接。",
                en=f"no long connection ({code}); the app must be self-built, with “persistent connection” "
                "chosen for events and for callbacks.",
            ),
        )
    else:
        yield fine(_ABOUT, Text(zh="可以建立长连接", en="a long connection can be made"))


def _callbacks(config: FeishuConfig, client: FeishuClient) -> Iterator[Finding]:
    if not config.encrypt_key and not config.verification_token:
        yield wrong(
            _ABOUT,
            Text(
                zh="没有 Encrypt Key 也没有 Verification Token,所有回调都会被拒;"
                "从 事件与回调 → 加密策略 复制,写进 TUITUI_FEISHU_ENCRYPT_KEY(建议)和 "
                "TUITUI_FEISHU_VERIFICATION_TOKEN。",
                en="neither Encrypt Key nor Verification Token is set, so every callback is refused; copy "
                "them from Events & Callbacks → Encryption into TUITUI_FEISHU_ENCRYPT_KEY (better) and "
                "TUITUI_FEISHU_VERIFICATION_TOKEN.",
            ),
        )
    url = f"{config.public_url}/feishu/events"
    instead = Text(zh="改用 TUITUI_FEISHU_MODE=ws", en="use TUITUI_FEISHU_MODE=ws")
    flaw = not_reached(_ABOUT, _ABOUT, url, client.knock, instead=instead)
    yield flaw or fine(_ABOUT, Text(zh=f"事件和回调的请求地址:{url}", en=f"the request URL of both: {url}"))
