"""What a self-built app (自建应用) and a smart bot (智能机器人) are known by. Either or both are on."""

from __future__ import annotations

from dataclasses import dataclass, field

API_URL = "https://qyapi.weixin.qq.com"
OAUTH_URL = "https://open.weixin.qq.com"


@dataclass(frozen=True, slots=True)
class AppConfig:
    """`corp_id`: 我的企业. `agent_id`, `secret`: the app's page. `token`, `aes_key`: its 接收消息.

    `oauth_url` is where a form's page asks who opened it; empty where nobody can be asked.
    """

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    api_url: str = API_URL
    oauth_url: str = ""


@dataclass(frozen=True, slots=True)
class BotConfig:
    """Both are shown once when the bot's API mode is set to 长连接."""

    bot_id: str
    secret: str = field(repr=False)
    ws_url: str = "wss://openws.work.weixin.qq.com"


@dataclass(frozen=True, slots=True)
class WecomConfig:
    app: AppConfig | None
    bot: BotConfig | None
    public_url: str  # where a notice leads that has no buttons

    @property
    def signs_in(self) -> bool:
        """Whether a form's page can be told who opened it."""
        return self.app is not None and bool(self.app.oauth_url)
