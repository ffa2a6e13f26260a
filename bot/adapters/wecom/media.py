"""What people attached: the app's by its media id, the smart bot's by an address and a key of its own."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import PurePosixPath

import httpx

from bot.adapter import Fetched, NotReachable, Refused
from bot.adapters.wecom.client import WecomClient
from bot.messages import Attachment

_PATIENCE_S = 20
_MAX = 25 * 1024 * 1024
_KEY, _BLOCK = 32, 32  # bytes


@dataclass(frozen=True, slots=True)
class WecomMedia:
    """`Attachment.ref` is `app/MEDIA_ID`, or `bot/KEY/URL`; the latter is good for five minutes."""

    client: WecomClient | None

    def fetch(self, attachment: Attachment) -> Fetched:
        kind, _, rest = attachment.ref.partition("/")
        if kind == "app" and self.client is not None:
            return Fetched(attachment.name, self.client.download(rest)[1])
        key, _, url = rest.partition("/")
        if kind != "bot" or not url.startswith(("https://", "http://")):
            raise Refused("ref", attachment.ref[:80])
        data = decrypted(_downloaded(url), key)
        return Fetched(f"{PurePosixPath(attachment.name).stem}{_ending(attachment.name, data)}", data)


def decrypted(data: bytes, key: str) -> bytes:
    """AES-256-CBC; the padding goes up to 32 bytes, which a normal one does not understand."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - seldom used

    try:
        secret = base64.b64decode(key.replace("_", "/") + "=" * (-len(key) % 4))
        decryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).decryptor()
        padded = decryptor.update(data) + decryptor.finalize()
    except (ValueError, binascii.Error) as error:
        raise Refused("media_key", type(error).__name__) from error
    pad = padded[-1] if padded else 0
    if len(secret) != _KEY or not 1 <= pad <= _BLOCK or padded[-pad:] != bytes([pad]) * pad:
        raise Refused("media_key", "padding")
    return padded[:-pad]


def _downloaded(url: str) -> bytes:
    held = bytearray()
    try:
        with httpx.stream("GET", url, timeout=_PATIENCE_S) as response:
            if response.status_code != 200:
                raise Refused("media", f"HTTP {response.status_code}")
            for piece in response.iter_bytes():
                held += piece
                if len(held) > _MAX:
                    raise Refused("media", "too large")
    except httpx.HTTPError as error:
        raise NotReachable(f"media: {type(error).__name__}") from error
    return bytes(held)


def _ending(name: str, data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return ".png"
    if data.startswith(b"\xff\xd8"):
        return ".jpg"
    return PurePosixPath(name).suffix or ".bin"
