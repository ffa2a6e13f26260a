"""网页授权 as WeCom does it: its client is sent back to a trusted domain with a code, good once and briefly.

developer.work.weixin.qq.com/document/path/91022 (authorize), 91023 (getuserinfo).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.emulators.wecom_rules import Refusal

PATH = "/connect/oauth2/authorize"
CLIENT = "Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.30 Language/zh"  # as its browser names itself
SESSION = "wecom_member"  # a cookie: who is logged in in the client
_LIVES_S = 300


@dataclass
class Authorizer:
    """`trusted`: the hosts that the administrator entered as 可信域名."""

    corp: str
    agent: int
    at: Callable[[], float]
    trusted: set[str] = field(default_factory=set)
    _codes: dict[str, tuple[str, float]] = field(default_factory=dict)
    _count: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def back(self, query: dict[str, str], member: str) -> str:
        """Where the client is sent."""
        if query.get("appid") != self.corp:
            raise Refusal(40013, "appid")
        if query.get("response_type") != "code" or query.get("scope") not in (
            "snsapi_base",
            "snsapi_privateinfo",
        ):
            raise Refusal(40035, "response_type, scope")
        if query.get("agentid", "") != str(self.agent):
            raise Refusal(40056, "agentid")
        if (
            len(query.get("state", "")) > 128
            or not query.get("state", "").replace("-", "").replace("_", "").isalnum()
        ):
            raise Refusal(40035, "state: letters and digits, at most 128")
        if urlsplit(query.get("redirect_uri", "")).netloc not in self.trusted:
            raise Refusal(50001, "redirect_uri is not of a trusted domain")
        if not member:
            raise Refusal(40029, "nobody is logged in")
        code = f"CODE{next(self._count)}"
        self._codes[code] = member, self.at()
        joint = "&" if urlsplit(query["redirect_uri"]).query else "?"
        return f"{query['redirect_uri']}{joint}{urlencode({'code': code, 'state': query['state']})}"

    def member(self, code: str) -> str:
        """Whose code it is; it is used with that."""
        member, made = self._codes.pop(code, ("", 0.0))
        if not member or self.at() - made > _LIVES_S:
            raise Refusal(40029, "invalid code")
        return member
