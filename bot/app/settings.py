"""All settings, in one place: nothing else reads the environment."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.app.failure import CommandFailed
from bot.messages import Language, Text

PREFIX = "TUITUI_"
PLATFORMS = ("wecom", "dingtalk", "feishu", "slack", "web")

_NO_SECRET = SecretStr("")


class Settings(BaseSettings):
    """Environment variables with the prefix `TUITUI_`, else the `.env` file, else these defaults."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    def __init__(self, **given: object) -> None:
        """`given` values win over the environment.

        (Written out because pydantic's mypy plugin fails to derive it on a second, cached run.)
        """
        super().__init__(**given)  # type: ignore[arg-type] # fields only, none of the base's own options

    data_dir: Path = Path("var")
    database_url: str = ""  # empty: SQLite in the data dir
    redis_url: str = ""  # empty: an embedded server in the data dir
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = ""  # empty: from host and port
    demo: bool = False
    secret_key: SecretStr = _NO_SECRET  # empty: generated into the data dir
    timezone: str = "Asia/Shanghai"
    language: Language = Language.ZH
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    platform_order: str = ",".join(PLATFORMS)
    webhooks_private: bool = False  # subscriptions may name addresses of the own network, and plain HTTP

    # How long what is done stays: messages in and out (a platform may repeat one), records of turns.
    keep_messages_days: int = Field(default=30, ge=1)
    keep_turns_days: int = Field(default=365, ge=1)

    llm_base_url: str = ""
    llm_api_key: SecretStr = _NO_SECRET
    llm_model: str = ""

    stt_base_url: str = ""
    stt_api_key: SecretStr = _NO_SECRET
    stt_model: str = ""

    slack_bot_token: SecretStr = _NO_SECRET
    slack_signing_secret: SecretStr = _NO_SECRET
    slack_app_token: SecretStr = _NO_SECRET  # set: Socket Mode
    slack_api_url: str = "https://slack.com/api/"

    wecom_corp_id: str = ""
    wecom_agent_id: str = ""
    wecom_secret: SecretStr = _NO_SECRET
    wecom_token: SecretStr = _NO_SECRET
    wecom_aes_key: SecretStr = _NO_SECRET
    wecom_api_url: str = "https://qyapi.weixin.qq.com"
    # Where forms ask who opened them. Empty: WeCom's own, and nowhere when the API is moved; `off`: nowhere.
    wecom_oauth_url: str = ""
    wecom_bot_id: str = ""
    wecom_bot_secret: SecretStr = _NO_SECRET
    wecom_bot_ws_url: str = "wss://openws.work.weixin.qq.com"

    dingtalk_client_id: str = ""
    dingtalk_client_secret: SecretStr = _NO_SECRET
    dingtalk_robot_code: str = ""
    dingtalk_card_template_id: str = ""
    dingtalk_card_secret: SecretStr = _NO_SECRET
    dingtalk_api_url: str = "https://api.dingtalk.com"
    dingtalk_oapi_url: str = "https://oapi.dingtalk.com"
    dingtalk_mode: Literal["stream", "http"] = "stream"
    dingtalk_monthly_calls: int = 10_000  # what a free organisation may; of all its internal apps

    feishu_app_id: str = ""
    feishu_app_secret: SecretStr = _NO_SECRET
    feishu_encrypt_key: SecretStr = _NO_SECRET
    feishu_verification_token: SecretStr = _NO_SECRET
    feishu_api_url: str = "https://open.feishu.cn"
    feishu_mode: Literal["http", "ws"] = "http"

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("not a time zone name such as Asia/Shanghai") from error
        return name

    @field_validator("platform_order")
    @classmethod
    def _known_platforms(cls, order: str) -> str:
        unknown = [name for name in order.split(",") if name.strip() not in PLATFORMS]
        if unknown:
            raise ValueError(f"unknown platform {unknown[0]!r}; known: {', '.join(PLATFORMS)}")
        return order

    @model_validator(mode="after")
    def _paired_language_model(self) -> Self:
        for part in ("llm", "stt"):
            if bool(getattr(self, f"{part}_base_url")) != bool(getattr(self, f"{part}_model")):
                raise ValueError(
                    f"{PREFIX}{part.upper()}_BASE_URL and _MODEL go together: set both or neither"
                )
        return self

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data_dir / 'tuitui.db').absolute()}"

    @property
    def url(self) -> str:
        """Where people reach the chat and the pages, without a slash at the end."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def private_calls(self) -> bool:
        return self.demo or self.webhooks_private

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def platforms(self) -> tuple[str, ...]:
        """The order in which to reach a person who has several platforms and has used none."""
        return tuple(name.strip() for name in self.platform_order.split(","))

    def session_secret(self) -> bytes:
        """What signs sessions: as set, else made once and kept in the data dir, for its owner's eyes only."""
        if given := self.secret_key.get_secret_value():
            return given.encode()
        path = self.data_dir / "secret_key"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"secret_key.{os.getpid()}")
        if not path.exists():
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            # A link fails when another process was first; a rename would take its key away.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return path.read_bytes()


def load_settings() -> Settings:
    """Raises CommandFailed, naming the variable that cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}: " if first["loc"] else ""
        reason = first["msg"].removeprefix("Value error, ")
        raise CommandFailed(
            Text(zh=f"设置有误。{name}{reason}", en=f"A setting is wrong. {name}{reason}")
        ) from error


def unknown_variables() -> list[str]:
    """Names with our prefix that mean nothing to us: most likely misspelt."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    names = os.environ  # noqa: TID251 - this is the place
    return sorted(name for name in names if name.startswith(PREFIX) and name.upper() not in known)
