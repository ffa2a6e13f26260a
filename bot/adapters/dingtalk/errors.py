"""DingTalk's error codes as the ways in which a platform fails. An unknown code is `Refused`, and kept.

The new API (api.dingtalk.com) says words, the old one (oapi.dingtalk.com) numbers.
DingTalk, 服务端 API 错误码 and 调用频率限制.
"""

from __future__ import annotations

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, RateLimited, Refused, TokenExpired


class StaleToken(TokenExpired):
    """Another token mends it."""


_A_MONTH_IS_LONG_S = 3600.0  # the month's calls are used up: look again now and then
_BANNED_S = 300.0  # an address that asked too much
_PAUSE_S = 1.0

_DENIED = "Forbidden.AccessDenied."
_LIMITS = {
    f"{_DENIED}ApiCountLimitForOrg": _A_MONTH_IS_LONG_S,
    f"{_DENIED}QpsLimitForAppkeyAndApi": _PAUSE_S,
    f"{_DENIED}QpsLimitForApi": _PAUSE_S,
    "send.too.fast": 10.0,
    "send.byToken.tooFast": 10.0,
    "90020": _A_MONTH_IS_LONG_S,
    "90018": _PAUSE_S,
    "90002": _PAUSE_S,
    "130101": 600.0,  # a session that was written to too often is shut for ten minutes
}
_STALE = frozenset(("InvalidAuthentication", "40014", "42001", "88"))
# The operator has to mend these; letters wait meanwhile: our address not on the allow-list, id or secret
# wrong, a permission not granted.
_APP = frozenset(
    (
        f"{_DENIED}IpNotInWhiteList",
        f"{_DENIED}AccessTokenPermissionDenied",
        "invalidClientIdOrSecret",
        "invalid.client",
        "authFailed",
        "60020",
        "60011",
        "40089",
    )
)
_AWAY = frozenset(("-1", "15", "ServiceUnavailable", "InternalError", "unknownError"))
NOBODY = frozenset(("33012", "40104", "60121", "40103"))


def error_of(status: int, code: str, detail: str = "", retry_after: str | None = None) -> PlatformError:
    """What an answer that is no success means; `code` is empty when there was none."""
    if (pause_s := _LIMITS.get(code)) is not None:
        return RateLimited(pause_s)
    if status == 429 or code == "1111":
        return RateLimited(_seconds(retry_after, _BANNED_S if code == "1111" else _PAUSE_S))
    if status >= 500 or code in _AWAY:
        return NotReachable(f"HTTP {status} {code} {detail}".strip())
    if code in _STALE:
        return StaleToken(f"{code} {detail}".strip())
    if code in _APP:
        return TokenExpired(f"{code} {detail}".strip())
    if status == 401:
        return StaleToken(f"HTTP 401 {code} {detail}".strip())
    if not code:
        return ProtocolChanged(f"HTTP {status}, no code")
    return Refused(code, detail)


def _seconds(retry_after: str | None, otherwise: float) -> float:
    try:
        return min(3600.0, max(_PAUSE_S, float(retry_after or otherwise)))
    except ValueError:
        return otherwise
