"""WeCom's callback cipher by wechatpy: AES-256-CBC, signed with SHA-1 over the sorted parts.

wechatpy compares signatures in a time that depends on them, and meets garbage with whatever exception
happens: here the signature is compared first and in constant time, and every failure is NotGenuine.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import datetime
from xml.parsers.expat import ExpatError

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.wecom.config import AppConfig

MAX_AGE_S = 300  # the protocol names none


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
    import wechatpy.work.crypto  # noqa: PLC0415 - brings requests: unused where WeCom is off
    import wechatpy.work.parser  # noqa: F401, PLC0415 - likewise


def decrypt(config: AppConfig, encrypted: str) -> str:
    """Raises NotGenuine, also for what was meant for another company."""
    from wechatpy.work.crypto import (  # noqa: PLC0415 - brings requests: unused where WeCom is off
        InvalidCorpIdException,
        PrpCrypto,
        WeChatCrypto,
    )

    crypto = WeChatCrypto(config.token, config.aes_key, config.corp_id)
    try:
        text: str = PrpCrypto(crypto.key).decrypt(encrypted, config.corp_id)
    except InvalidCorpIdException as error:
        raise NotGenuine("another company's") from error
    except (ValueError, IndexError, struct.error) as error:  # broken base64, blocks, padding, UTF-8
        raise NotGenuine(f"cannot be decrypted: {type(error).__name__}") from error
    return text


def _encrypted(body: bytes) -> str:
    import xmltodict  # noqa: PLC0415 - wechatpy's own parser, needed with it alone

    try:
        envelope = xmltodict.parse(body)
    except (ExpatError, ValueError) as error:
        raise NotGenuine("no XML") from error
    held = envelope.get("xml") if isinstance(envelope, dict) else None
    encrypted = held.get("Encrypt") if isinstance(held, dict) else None
    if not isinstance(encrypted, str):
        raise NotGenuine("nothing encrypted")
    return encrypted
