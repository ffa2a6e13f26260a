"""What people say to have an account linked, and which platform they mean by it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_KINDLY = "(?:请|帮我|给我|麻烦|我想|我要|想|怎么|如何)*"
_ACCOUNT = "(?:的)?(?:账号|帐号|账户|号)?"
_ZH = "[^,,。!!]{1,18}?"
_EN_KINDLY = "(?:please |(?:can|could) you |i want to |how (?:do|can) i )?"
_EN = "[a-z][a-z ]{1,20}?"
_END = r"(?:吧|吗)?(?: please)?\s*[。.!!??]?"

Names = Mapping[str, Sequence[str]]  # of platforms, by the name that we know them by: 企业微信, 企微, WeCom


def to_link(text: str, names: Names) -> str | None:
    """The platform of ours; None when this is about something else."""
    return _named(_LINK.fullmatch(text), names)


def to_unlink(text: str, names: Names) -> str | None:
    return _named(_UNLINK.fullmatch(text), names)


def to_link_something(text: str) -> bool:
    """They do not say what."""
    return _ANY.fullmatch(text) is not None


def _wish(verbs_zh: str, verbs_en: str) -> re.Pattern[str]:
    """「绑定我的钉钉」, 「把钉钉账号绑定一下」, “link my Lark account”; a group names the platform."""
    before = rf"{_KINDLY}(?:{verbs_zh})(?:一下|上)?\s*(?:我的)?\s*(?P<zh>{_ZH})\s*{_ACCOUNT}"
    after = rf"{_KINDLY}(?:把|将)?(?:我的)?\s*(?P<zh2>{_ZH})\s*{_ACCOUNT}\s*(?:{verbs_zh})(?:一下|上|了|掉)?"
    english = rf"{_EN_KINDLY}(?:{verbs_en})(?: my| the)? (?P<en>{_EN})(?: account)?"
    return re.compile(rf"(?:{before}|{after}|{english}){_END}", re.IGNORECASE)


_UNLINK = _wish("解绑|解除绑定|取消绑定|解除关联|取消关联|断开", "unlink|disconnect|unbind")
_LINK = _wish("绑定|绑|关联|连接|打通", "link|connect|bind|pair")
_ANY = re.compile(
    rf"(?:{_KINDLY}(?:绑定|关联)(?:一下)?(?:我的|别的|其他)?(?:账号|帐号|账户)"
    rf"|{_EN_KINDLY}link (?:my|an|another) account){_END}",
    re.IGNORECASE,
)


def _named(found: re.Match[str] | None, names: Names) -> str | None:
    if found is None:
        return None
    said = _plain(found["zh"] or found["zh2"] or found["en"])
    for name, called in names.items():
        if said in {_plain(each) for each in (name, *called)}:
            return name
    return None


def _plain(name: str) -> str:
    """Ding Talk, dingtalk and DingTalk are one name."""
    return "".join(name.split()).casefold()
