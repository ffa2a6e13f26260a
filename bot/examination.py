"""What the examinations of all platforms have in common: do the clocks agree, does it reach us?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from bot.adapter import PlatformError
from bot.findings import Finding, fine, wrong
from bot.messages import Text

_REFUSED = 401  # what our callbacks answer to whoever is not the platform
_LOCAL = ("localhost", "127.0.0.1", "::1", "")


def out_of_reach(about: Text, api_url: str, variable: str, error: PlatformError) -> Finding:
    return wrong(
        about,
        Text(
            zh=f"连不上 {api_url}({error});检查网络、代理和 {variable}。",
            en=f"{api_url} cannot be reached ({error}); check network, proxy and {variable}.",
        ),
    )


def clocks(
    about: Text, name: Text, moment: Callable[[], str], now: datetime, *, most_s: float, refused_s: int
) -> Iterator[Finding]:
    """`moment` is the platform's HTTP date; from `refused_s` on we would refuse its callbacks."""
    try:
        skew_s = abs((parsedate_to_datetime(moment()) - now).total_seconds())
    except (PlatformError, ValueError, TypeError):
        return  # an answer without its date says nothing about our clock
    if skew_s <= most_s:
        yield fine(about, Text(zh=f"时钟与{name.zh}一致", en=f"the clock agrees with {name.en}'s"))
        return
    yield wrong(
        about,
        Text(
            zh=f"时钟与{name.zh}相差 {skew_s:.0f} 秒,超过 {refused_s} 秒回调都会被拒;用 NTP 对时。",
            en=f"the clock is {skew_s:.0f} s off {name.en}'s; from {refused_s} s on callbacks are refused: "
            "use NTP.",
        ),
    )


def not_reached(
    about: Text, name: Text, url: str, knock: Callable[[str], int], *, instead: Text | None = None
) -> Finding | None:
    """None when we are found at `url`. `knock` gives the status of its answer to a request of nobody's.

    `instead`: what makes a public address unnecessary.
    """
    if (urlsplit(url).hostname or "") in _LOCAL:
        other = Text(zh=f",或者{instead.zh}", en=f", or {instead.en}") if instead else Text(zh="", en="")
        return wrong(
            about,
            Text(
                zh=f"{name.zh}到不了 {url};把 TUITUI_PUBLIC_URL 设成公网地址{other.zh}。",
                en=f"{name.en} cannot reach {url}; set TUITUI_PUBLIC_URL to a public address{other.en}.",
            ),
        )
    try:
        status = knock(url)
    except PlatformError as error:
        return wrong(
            about,
            Text(
                zh=f"从本机到不了 {url}({error});启动服务,检查域名、证书和反向代理。",
                en=f"{url} cannot be reached from here ({error}); start the service, check name, "
                "certificate and proxy.",
            ),
        )
    if status == _REFUSED:
        return None
    return wrong(
        about,
        Text(
            zh=f"{url} 回答了 {status},不是推推;检查反向代理转到了哪里。",
            en=f"{url} answers {status}, which is not Tuitui; see where the proxy leads.",
        ),
    )
