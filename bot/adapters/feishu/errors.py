"""Feishu's error codes as the ways in which a platform fails. An unknown code is `Refused`, and kept.

open.feishu.cn: 通用错误码, and the pages of the methods.
"""

from __future__ import annotations

from bot.adapter import (
    NotReachable,
    PlatformError,
    ProtocolChanged,
    RateLimited,
    Refused,
    TokenExpired,
    UpdateTooLate,
)


class StaleToken(TokenExpired):
    """Another token mends it."""


_PAUSE_S = 1.0  # most limits are per second; the gateway names its own

_STALE = frozenset((99991661, 99991663, 99991664, 99991668, 99991671, 99991677))
# The operator has to mend these; letters wait meanwhile: app or secret wrong, app off or not installed,
# our address not on the allow-list, the bot's ability not switched on.
_APP = frozenset((10003, 10012, 10014, 99991401, 99991543, 99991662, 99991673, 230006))
_LIMIT = frozenset((99991400, 230020, 11232, 11233, 11247))
# Feishu's own faults, and what passes: still sending, system busy.
_AWAY = frozenset((1, 2, 5000, 2200, 55001, 190005, 230049, 1500, 1551, 1642))
_TOO_LATE = frozenset((230031, 230072, 230075))  # 14 days; edits used up; the tenant's own window
GONE = frozenset((230011, 230110))  # withdrawn or deleted by somebody
# The card itself: its content, its length, words that Feishu does not pass on in a card.
CARD = frozenset((200621, 200732, 200861, 230001, 230025, 230099, 300305))
# Nobody by that id, or nobody whom this app may see.
NOBODY = frozenset((40001, 40004, 40014, 41012, 41050, 99991404, 99992351, 99992352, 99992355, 230034))


def error_of(status: int, code: int | None, detail: str = "", reset_s: str | None = None) -> PlatformError:
    """What an answer with a code other than 0 means; `code` is None when there was no JSON."""
    if status == 429 or code in _LIMIT:
        return RateLimited(_seconds(reset_s))
    if status >= 500 or code in _AWAY:
        return NotReachable(f"HTTP {status} {code or ''} {detail}".strip())
    if code in _STALE:
        return StaleToken(f"{code} {detail}".strip())
    if code in _APP:
        return TokenExpired(f"{code} {detail}".strip())
    if code is None:
        return StaleToken("HTTP 401") if status == 401 else ProtocolChanged(f"HTTP {status}, no JSON")
    if code in _TOO_LATE:
        return UpdateTooLate(str(code), detail)
    return Refused(str(code), detail)


def code_of(error: Refused) -> int:
    return int(error.code) if error.code.isdigit() else 0


def _seconds(reset_s: str | None) -> float:
    """From `x-ogw-ratelimit-reset`."""
    try:
        return min(600.0, max(_PAUSE_S, float(reset_s or _PAUSE_S)))
    except ValueError:
        return _PAUSE_S
