"""Who opened a page inside WeCom's client: 网页授权, developer.work.weixin.qq.com/document/path/91022, 91023.

The client itself answers without asking anybody (`snsapi_base`); the page's host must be the app's trusted
domain (可信域名). A code is good once, for five minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import structlog

from bot.adapter import Refused
from bot.adapters.wecom import places
from bot.adapters.wecom.client import WecomClient
from bot.adapters.wecom.config import AppConfig

_CLIENTS = ("wxwork", "micromessenger")  # WeCom itself, and WeChat with its plug-in

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WecomSignIn:
    config: AppConfig
    client: WecomClient

    def address(self, back: str, state: str, browser: str) -> str | None:
        if not any(each in browser.lower() for each in _CLIENTS):
            return None
        asked = {
            "appid": self.config.corp_id,
            "redirect_uri": back,
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
            "agentid": str(self.config.agent_id),
        }
        origin = self.config.oauth_url.rstrip("/")
        return f"{origin}/connect/oauth2/authorize?{urlencode(asked)}#wechat_redirect"

    def account(self, code: str) -> str | None:
        """Members alone have a `userid`; who is not one is told by an `openid`."""
        try:
            answer = self.client.get("auth/getuserinfo", code=code)
        except Refused as error:
            log.info("sign_in_refused", platform=places.PLATFORM, reason=str(error))
            return None
        user = answer.get("userid")
        return user.lower() if isinstance(user, str) and user else None
