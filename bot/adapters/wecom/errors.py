"""WeCom's error numbers as the ways in which a platform fails (document 90313).

A number that is not listed is news to us: `ProtocolChanged`, tried again for a while and logged.
"""

from __future__ import annotations

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, RateLimited, Refused, TokenExpired

_MINUTE_S = 60.0  # how long a limit per minute blocks; WeCom sends no Retry-After
EXPIRED = (40014, 41001, 42001)  # a new token mends it
NOBODY = (60111, 46004, 40003)  # no such member
# The operator has to mend these; letters wait meanwhile.
_CREDENTIALS = (40001, 40013, 41002, 41004, 40091)
_ADDRESS = 60020  # our IP is not on the app's list; the message names it
_LIMITS = {45009: _MINUTE_S, 45033: 5.0, 45047: _MINUTE_S, 846607: _MINUTE_S}
_BUSY = (-1, 6000)
_REFUSED = (
    *NOBODY,
    *(
        40004,
        40005,
        40006,
        40007,
        40008,
        40009,
        40011,
        40016,
        40029,
        40031,
        40032,
        40035,
        40039,
        40054,
        40056,
    ),
    *(40058, 40063, 40066, 40068, 40077, 41006, 41010, 41011, 41025, 41044, 43004, 44001, 44004, 45001),
    *(45002, 45007, 45008, 48002, 48003, 50001, 50003, 60011, 60102, 60103, 60104, 60110, 60112, 81013),
    *(82001, 82002, 82003, 85004, 86001, 86003, 301002, 301004, 846605, 846608),
)


def error_of(code: int, detail: str = "") -> PlatformError:
    """What a non-zero `errcode` means."""
    told = f"{code} {detail[:200]}".strip()
    if code in EXPIRED or code in _CREDENTIALS:
        return TokenExpired(told)
    if code in _LIMITS:
        return RateLimited(_LIMITS[code])
    if code in _BUSY or code == _ADDRESS:
        return NotReachable(told)
    if code in _REFUSED:
        return Refused(str(code), detail[:200])
    return ProtocolChanged(told)


def error_of_http(status: int) -> PlatformError:
    if status == 429:
        return RateLimited(_MINUTE_S)
    return NotReachable(f"HTTP {status}") if status >= 500 else ProtocolChanged(f"HTTP {status}")


def code_of(error: PlatformError) -> int | None:
    """WeCom's own number, of an error made here."""
    word = error.code if isinstance(error, Refused) else str(error).partition(" ")[0]
    return int(word) if word.lstrip("-").isdigit() else None
