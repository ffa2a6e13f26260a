"""The platforms in use: the web chat always, others when their credentials are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.adapter import Colleague, Contact, Opened, Tools
from bot.adapters.dingtalk.config import DingTalkConfig
from bot.adapters.feishu.config import FeishuConfig
from bot.adapters.slack.config import SlackConfig
from bot.adapters.terminal.adapter import TerminalConfig
from bot.adapters.webchat.adapter import WebchatConfig
from bot.adapters.wecom.config import API_URL, OAUTH_URL, AppConfig, BotConfig, WecomConfig
from bot.app import found
from bot.app.budget import SharedBudget
from bot.app.core import Core
from bot.app.form_desk import FormDesk
from bot.app.home_visitors import HomeVisitors
from bot.app.preview import Preview
from bot.app.redis_server import open_redis, redis_url
from bot.app.relay import RedisRelay
from bot.app.settings import Settings
from bot.app.tokens import SharedTokens
from storage.blobs import BlobStore
from storage.chat import ChatStore
from storage.live import LiveBus
from storage.mailbox import ChatMailbox


def open_platforms(core: Core) -> dict[str, Opened]:
    """Opening connects nothing: that happens when something is first sent."""
    mailbox = ChatMailbox(
        ChatStore(core.database), BlobStore(core.database), LiveBus(redis_url(core.settings))
    )
    configs: dict[str, object] = {"web": WebchatConfig(mailbox), "terminal": TerminalConfig(mailbox)}
    for name, config_of in _CONFIGS.items():
        if (config := config_of(core.settings)) is not None:
            configs[name] = config
    specs = found.platforms()
    redis = open_redis(redis_url(core.settings))
    opened: dict[str, Opened] = {}
    preview = Preview(core, opened, HomeVisitors(redis))
    tools = Tools(
        tokens=SharedTokens(redis, core.settings.session_secret()),
        budget=SharedBudget(redis),
        forms=form_desk(core),
        relay=RedisRelay(redis),
        colleagues=lambda: _colleagues(core),
        asks=preview.asks,
        home=preview.home,
    )
    opened |= {name: specs[name].open(config, tools) for name, config in configs.items()}
    return opened


def switched_on(settings: Settings) -> tuple[str, ...]:
    """The platforms of others whose credentials are set."""
    return tuple(name for name, config_of in _CONFIGS.items() if config_of(settings) is not None)


def form_desk(core: Core) -> FormDesk:
    return FormDesk(BlobStore(core.database), core.settings.session_secret(), core.settings.url)


def _colleagues(core: Core) -> tuple[Colleague, ...]:
    return tuple(
        Colleague((each.name.zh, each.name.en, each.id), Contact(each.email, each.mobile))
        for each in core.people.directory().people.values()
        if each.active
    )


def _slack(settings: Settings) -> SlackConfig | None:
    token = settings.slack_bot_token.get_secret_value()
    secret = settings.slack_signing_secret.get_secret_value()
    app_token = settings.slack_app_token.get_secret_value()
    if not token or not (secret or app_token):
        return None
    return SlackConfig(token, secret, settings.slack_api_url, app_token, settings.url)


def _feishu(settings: Settings) -> FeishuConfig | None:
    secret = settings.feishu_app_secret.get_secret_value()
    if not settings.feishu_app_id or not secret:
        return None
    return FeishuConfig(
        app_id=settings.feishu_app_id,
        app_secret=secret,
        encrypt_key=settings.feishu_encrypt_key.get_secret_value(),
        verification_token=settings.feishu_verification_token.get_secret_value(),
        api_url=settings.feishu_api_url,
        by_socket=settings.feishu_mode == "ws",
        public_url=settings.url,
    )


def _dingtalk(settings: Settings) -> DingTalkConfig | None:
    secret = settings.dingtalk_client_secret.get_secret_value()
    if not settings.dingtalk_client_id or not secret:
        return None
    return DingTalkConfig(
        client_id=settings.dingtalk_client_id,
        client_secret=secret,
        robot_code=settings.dingtalk_robot_code or settings.dingtalk_client_id,
        card_template_id=settings.dingtalk_card_template_id,
        card_secret=settings.dingtalk_card_secret.get_secret_value(),
        api_url=settings.dingtalk_api_url,
        oapi_url=settings.dingtalk_oapi_url,
        by_stream=settings.dingtalk_mode == "stream",
        public_url=settings.url,
        monthly_calls=settings.dingtalk_monthly_calls,
    )


def wecom_config(settings: Settings) -> WecomConfig | None:
    """The app, the smart bot, or both: one platform, since their people are the same."""
    app, bot = None, None
    secret, bot_secret = (
        settings.wecom_secret.get_secret_value(),
        settings.wecom_bot_secret.get_secret_value(),
    )
    token, key = settings.wecom_token.get_secret_value(), settings.wecom_aes_key.get_secret_value()
    if settings.wecom_corp_id and settings.wecom_agent_id.isdecimal() and secret and token and key:
        app = AppConfig(
            corp_id=settings.wecom_corp_id,
            agent_id=int(settings.wecom_agent_id),
            secret=secret,
            token=token,
            aes_key=key,
            api_url=settings.wecom_api_url,
            oauth_url=_wecom_oauth(settings),
        )
    if settings.wecom_bot_id and bot_secret:
        bot = BotConfig(settings.wecom_bot_id, bot_secret, settings.wecom_bot_ws_url)
    return WecomConfig(app, bot, settings.url) if app or bot else None


def _wecom_oauth(settings: Settings) -> str:
    """Whoever moves the API does not reach WeCom's own clients, unless they say where those sign in."""
    if asked := settings.wecom_oauth_url:
        return "" if asked == "off" else asked
    return OAUTH_URL if settings.wecom_api_url.rstrip("/") == API_URL else ""


# A platform's configuration from the settings, None when it is off.
_CONFIGS: Mapping[str, Callable[[Settings], object | None]] = {
    "dingtalk": _dingtalk,
    "feishu": _feishu,
    "slack": _slack,
    "wecom": wecom_config,
}
