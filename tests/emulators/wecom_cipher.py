"""WeCom's side of the callback cipher, written from document 90968 alone."""

from __future__ import annotations

import base64
import hashlib
import random

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    return hashlib.sha1("".join(sorted([token, timestamp, nonce, encrypted])).encode()).hexdigest()


def encrypt(aes_key: str, text: str, receiver: str, dice: random.Random) -> str:
    key = base64.b64decode(aes_key + "=")
    body = text.encode()
    plain = dice.randbytes(16) + len(body).to_bytes(4, "big") + body + receiver.encode()
    pad = 32 - len(plain) % 32
    return base64.b64encode(encrypt_raw(key, plain + bytes([pad]) * pad)).decode()


def encrypt_raw(key: bytes, padded: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return encryptor.update(padded) + encryptor.finalize()
