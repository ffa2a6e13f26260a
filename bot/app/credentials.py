"""Which platforms and services are set up, and which only in part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import SecretStr

from bot.app.settings import PREFIX, Settings
from bot.findings import Finding, fine, wrong
from bot.messages import Text, same

# Without all of these a platform cannot work; what more it needs depends on its mode.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "slack": ("slack_bot_token",),
    "wecom": ("wecom_corp_id", "wecom_agent_id", "wecom_secret", "wecom_token", "wecom_aes_key"),
    "wecom_bot": ("wecom_bot_id", "wecom_bot_secret"),
    "dingtalk": ("dingtalk_client_id", "dingtalk_client_secret", "dingtalk_robot_code"),
    "feishu": ("feishu_app_id", "feishu_app_secret"),
}
_NAMES = {
    "slack": same("Slack"),
    "wecom": Text(zh="企业微信应用", en="WeCom app"),
    "wecom_bot": Text(zh="企业微信智能机器人", en="WeCom smart bot"),
    "dingtalk": Text(zh="钉钉", en="DingTalk"),
    "feishu": Text(zh="飞书", en="Feishu"),
}


def platform_findings(settings: Settings) -> Iterator[Finding]:
    """Off is fine; half on is not."""
    for platform, needed in _NEEDED.items():
        yield _finding(_NAMES[platform], settings, (*needed, *_needed_by_mode(platform, settings)))


def service_findings(settings: Settings) -> Iterator[Finding]:
    """The language model and the speech service; whether they answer is seen when they are first used."""
    about = Text(zh="语言模型", en="Language model")
    if settings.llm_base_url:
        yield fine(about, same(f"{settings.llm_model} @ {settings.llm_base_url}"))
    else:
        yield fine(about, Text(zh="没有配置,只用离线理解", en="not set up: the offline parser alone"))
    about = Text(zh="语音识别", en="Speech")
    if settings.stt_base_url:
        yield fine(about, same(f"{settings.stt_model} @ {settings.stt_base_url}"))
    else:
        yield fine(
            about, Text(zh="没有配置,只用平台自带的转写", en="not set up: only the platforms' transcripts")
        )


def _needed_by_mode(platform: str, settings: Settings) -> tuple[str, ...]:
    if platform == "slack":
        return ("slack_app_token",) if _is_set(settings, "slack_app_token") else ("slack_signing_secret",)
    # Callbacks are known to be Feishu's by their signature, else by the token.
    if (
        platform == "feishu"
        and settings.feishu_mode == "http"
        and not _is_set(settings, "feishu_encrypt_key")
    ):
        return ("feishu_verification_token",)
    return ()


def _finding(about: Text, settings: Settings, needed: tuple[str, ...]) -> Finding:
    missing = [name for name in needed if not _is_set(settings, name)]
    if not missing:
        return fine(about, Text(zh="已启用", en="on"))
    # What belongs to a mode alone does not turn a platform on.
    if not any(_is_set(settings, name) for name in needed):
        return fine(about, Text(zh="未启用", en="off"))
    names = ", ".join(f"{PREFIX}{name.upper()}" for name in missing)
    return wrong(
        about, Text(zh=f"只配置了一部分,还缺 {names}。", en=f"set up in part only; still missing: {names}.")
    )


def _is_set(settings: Settings, name: str) -> bool:
    value = getattr(settings, name)
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)
