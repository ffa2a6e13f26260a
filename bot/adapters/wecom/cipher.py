"""WeCom's callback cipher by wechatpy: AES-256-CBC, signed with SHA-1 over the sorted parts.

wechatpy compares signatures in a time that depends on them, and meets garbage with whatever exception
happens: here the signature is compared first and in constant time, and every failure is NotGenuine.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.wecom.config import AppConfig

MAX_AGE_S = 300  # the protocol names none
# The envelope is not trusted yet: it is searched, not parsed, for the one part that the signature covers.
_ENCRYPTED = re.compile(rb"<Encrypt>(?:<!\[CDATA\[)?([A-Za-z0-9+/=]++)(?:\]\]>)?</Encrypt>")


def sign(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    return hashlib.sha1("".join(sorted((token, timestamp, nonce, encrypted))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Callback:
    """Opens the app's callbacks. Both methods raise NotGenuine."""

    config: AppConfig

    def challenge(self, request: RawRequest, now: datetime) -> str:
        """What a check of the address wants to hear."""
        return self._opened(request, request.query.get("echostr", ""), now)

    def message(self, request: RawRequest, now: datetime) -> str:
        """The XML of a message or event."""
        return self._opened(request, _encrypted(request.body), now)

    def _opened(self, request: RawRequest, encrypted: str, now: datetime) -> str:
        timestamp, nonce = request.query.get("timestamp", ""), request.query.get("nonce", "")
        given = request.query.get("msg_signature", "")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise NotGenuine("no timestamp")
        if abs(now.timestamp() - int(timestamp)) > MAX_AGE_S:
            raise NotGenuine("stale")
        expected = sign(self.config.token, timestamp, nonce, encrypted)
        if not encrypted or not hmac.compare_digest(expected.encode(), given.encode()):
            raise NotGenuine("wrong signature")
        return decrypt(self.config, encrypted)


def load() -> None:
    """Ahead of the first callback, which must not wait the half second that wechatpy takes."""
    import wechatpy.work.crypto  # noqa: F401, PLC0415 - brings requests: unused where WeCom is off


def decrypt(config: AppConfig, encrypted: str) -> str:
    """Raises NotGenuine, also for what was meant for another company."""
    from wechatpy.work.crypto import InvalidCorpIdException  # noqa: PLC0415 - brings requests, see `load`

    try:
        text: str = _crypto(config).decrypt(encrypted, config.corp_id)
    except InvalidCorpIdException as error:
        raise NotGenuine("another company's") from error
    except (ValueError, IndexError, struct.error) as error:  # broken base64, blocks, padding, UTF-8
        raise NotGenuine(f"cannot be decrypted: {type(error).__name__}") from error
    return text


@lru_cache(maxsize=4)
def _crypto(config: AppConfig) -> Any:  # wechatpy is untyped
    from wechatpy.work.crypto import PrpCrypto, WeChatCrypto  # noqa: PLC0415 - likewise

    return PrpCrypto(WeChatCrypto(config.token, config.aes_key, config.corp_id).key)


def _encrypted(body: bytes) -> str:
    found = _ENCRYPTED.search(body)
    if found is None:
        raise NotGenuine("nothing encrypted")
    return found.group(1).decode()
