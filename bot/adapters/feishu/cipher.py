"""Feishu's encryption and signature of callbacks, both made with the Encrypt Key.

open.feishu.cn, "Encrypt Key 加密策略": AES-256-CBC under SHA-256 of the key, its IV in front; the
signature is a plain SHA-256 over moment, nonce, key and raw body, and no HMAC.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.adapter import NotGenuine, RawRequest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.modes import CBC

MAX_AGE_S = 300  # Feishu names no tolerance; its repetitions are taken to be signed anew
_BLOCK = 16


def sign(key: str, timestamp: str, nonce: str, body: bytes) -> str:
    return hashlib.sha256(f"{timestamp}{nonce}{key}".encode() + body).hexdigest()


def is_signed(request: RawRequest) -> bool:
    return "x-lark-signature" in request.headers


def check(request: RawRequest, key: str, now: datetime) -> None:
    """Raises NotGenuine."""
    timestamp = request.headers.get("x-lark-request-timestamp", "")
    nonce = request.headers.get("x-lark-request-nonce", "")
    given = request.headers.get("x-lark-signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise NotGenuine("no timestamp")
    if abs(now.timestamp() - int(timestamp)) > MAX_AGE_S:
        raise NotGenuine("stale")
    if not hmac.compare_digest(sign(key, timestamp, nonce, request.body).encode(), given.encode()):
        raise NotGenuine("wrong signature")


def decrypt(key: str, text: str) -> bytes:
    """Of the base64 `text` that stands in `encrypt`. Raises ValueError."""
    sealed = base64.b64decode(text, validate=True)
    if len(sealed) < 2 * _BLOCK or len(sealed) % _BLOCK:
        raise ValueError("not in blocks")
    aes = _cipher(key).decryptor()
    # Deciphered like any block, the IV in front gives one of no meaning and serves the next as its IV.
    padded = (aes.update(sealed) + aes.finalize())[_BLOCK:]
    pad = padded[-1]
    if not 1 <= pad <= _BLOCK or padded[-pad:] != bytes([pad]) * pad:
        raise ValueError("wrong padding")
    return padded[:-pad]


@lru_cache(maxsize=4)
def _cipher(key: str) -> Cipher[CBC]:
    """For any IV: a cipher made for each callback would cost more than deciphering it."""
    # fmt: off
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - heavy, and unused where Feishu is off
    # fmt: on

    return Cipher(algorithms.AES256(hashlib.sha256(key.encode()).digest()), modes.CBC(bytes(_BLOCK)))
