"""The platforms in use: the web chat always, others when their credentials are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.adapter import Opened, Tools
from bot.adapters.feishu.config import FeishuConfig
from bot.adapters.slack.config import SlackConfig
from bot.adapters.terminal.adapter import TerminalConfig
from bot.adapters.webchat.adapter import WebchatConfig
from bot.app import found
from bot.app.budget import SharedBudget
from bot.app.core import Core
from bot.app.desk import Desk
from bot.app.redis_server import open_redis, redis_url
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
    desk = Desk(core, opened)
    tools = Tools(
        tokens=SharedTokens(redis, core.settings.session_secret()),
        budget=SharedBudget(redis),
        form=desk.form,
        home=desk.home,
    )
    opened |= {name: specs[name].open(config, tools) for name, config in configs.items()}
    return opened


def switched_on(settings: Settings) -> tuple[str, ...]:
    """The platforms of others whose credentials are set."""
    return tuple(name for name, config_of in _CONFIGS.items() if config_of(settings) is not None)


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


# A platform's configuration from the settings, None when it is off.
_CONFIGS: Mapping[str, Callable[[Settings], object | None]] = {"feishu": _feishu, "slack": _slack}
