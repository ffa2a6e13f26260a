"""A recording as Feishu sends them: Opus in Ogg (RFC 7845), all of it silence, readable by a decoder."""

from __future__ import annotations

import struct

_RATE = 48_000
_FRAME = 960  # samples of 20 ms
_SILENT = bytes((0xF8, 0xFF, 0xFE))  # one such frame, mono
_PER_PAGE = 50


def silence(seconds: float) -> bytes:
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 16_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 6) + b"tuitui" + struct.pack("<I", 0)
    frames = max(1, round(seconds * _RATE / _FRAME))
    pages = [_page([head], 0, number=0, flags=2), _page([tags], 0, number=1, flags=0)]
    for start in range(0, frames, _PER_PAGE):
        count = min(_PER_PAGE, frames - start)
        is_last = start + count == frames
        until = (start + count) * _FRAME
        pages.append(_page([_SILENT] * count, until, number=len(pages), flags=4 if is_last else 0))
    return b"".join(pages)


def _page(packets: list[bytes], until: int, *, number: int, flags: int) -> bytes:
    lacing = bytes(len(packet) for packet in packets)  # each is shorter than 255 bytes
    header = b"OggS" + struct.pack("<BBqIIIB", 0, flags, until, 1, number, 0, len(lacing)) + lacing
    body = b"".join(packets)
    checksum = _crc(header + body)
    return header[:22] + struct.pack("<I", checksum) + header[26:] + body


def _crc(data: bytes) -> int:
    """Ogg's: polynomial 0x04C11DB7, neither reflected nor inverted."""
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        value &= 0xFFFFFFFF
    return value
