"""Small recordings in every format in which chats send voice, made when they are asked for."""

from __future__ import annotations

import io
import math
import struct
from typing import cast

import av
from av.audio.stream import AudioStream

# 3GPP TS 26.101 and RFC 4867 §5: a frame is its table-of-contents byte (mode in bits 3 to 6, quality in bit
# 2) and the mode's octets, 20 ms of speech. Any bits are some sound: no encoder is needed for any mode.
_AMR_HEADER = b"#!AMR\n"
_AMR_OCTETS = (12, 13, 15, 17, 19, 20, 26, 31)


def amr(seconds: float = 0.6, *, mode: int = 7) -> bytes:
    """As WeCom and DingTalk record: narrow band, 8 kHz."""
    toc = bytes([mode << 3 | 4])
    frame = bytes((37 * place + 11) % 256 for place in range(_AMR_OCTETS[mode]))
    return _AMR_HEADER + (toc + frame) * round(seconds / 0.02)


def opus(seconds: float = 0.6) -> bytes:
    """As Feishu records: Opus in Ogg, 48 kHz."""
    return _encoded(seconds, "ogg", "libopus", 48_000)


def m4a(seconds: float = 0.6) -> bytes:
    """As Slack's clips."""
    return _encoded(seconds, "ipod", "aac", 44_100)


def wav(seconds: float = 0.6, *, rate: int = 44_100) -> bytes:
    return _encoded(seconds, "wav", "pcm_s16le", rate)


def webm(seconds: float = 0.6) -> bytes:
    """As browsers record."""
    return _encoded(seconds, "webm", "libopus", 48_000)


def _encoded(seconds: float, container_format: str, codec: str, rate: int) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=container_format) as container:
        stream = cast(AudioStream, container.add_stream(codec, rate=rate, layout="mono"))
        for start in range(0, round(seconds * rate), 960):
            count = min(960, round(seconds * rate) - start)
            for packet in stream.encode(_tone(start, count, rate)):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return file.getvalue()


def _tone(start: int, count: int, rate: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=count)
    values = [int(9000 * math.sin(2 * math.pi * 440 * (start + at) / rate)) for at in range(count)]
    frame.planes[0].update(struct.pack(f"<{count}h", *values).ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate, frame.pts = rate, start
    return frame
