"""What a self-built Feishu app is known by."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FeishuConfig:
    """All of it stands in the developer console: 凭证与基础信息, and 事件与回调 → 加密策略."""

    app_id: str
    app_secret: str = field(repr=False)
    encrypt_key: str = field(default="", repr=False)
    verification_token: str = field(default="", repr=False)
    api_url: str = "https://open.feishu.cn"  # a bare origin; Lark's is https://open.larksuite.com
    by_socket: bool = False  # the long connection instead of callbacks
    public_url: str = ""  # where the callbacks should come to, for the doctor
