"""Voice messages as speech services take them: whatever a chat recorded, as 16 kHz mono WAV.

AMR (WeCom, DingTalk), Opus in Ogg (Feishu), M4A (Slack), WAV, and what browsers record. The format is told by
the first bytes, never by what the file says it is: a library that guesses would also read playlists, which
name other files to open.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from bot.messages import Text
from bot.nlu.speech import MAX_BYTES, SpeechUnavailable

if TYPE_CHECKING:
    from av.container import InputContainer

RATE_HZ = 16_000
MAX_S = 300  # as WAV just under what a speech service takes
_FORMATS = (  # (where, what stands there, the demuxer's name)
    (0, b"#!AMR", "amr"),
    (0, b"OggS", "ogg"),
    (4, b"ftyp", "mov"),
    (8, b"WAVE", "wav"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"fLaC", "flac"),
)
_TOO_LONG = Text(
    zh=f"这段录音超过 {MAX_S // 60} 分钟,太长了,请分几段说,或者打字。",
    en=f"This recording is longer than {MAX_S // 60} minutes: please say it in parts, or type it.",
)
_EMPTY = Text(zh="录音是空的,请再录一次。", en="The recording is empty: please record it again.")
_FORMAT = Text(
    zh="这种录音我听不了,请再录一次,或者打字。",
    en="I cannot play this kind of recording: please record it again, or type it.",
)


def as_wav(recording: bytes) -> bytes:
    """Raises SpeechUnavailable, with a sentence for who spoke."""
    if not recording:
        raise SpeechUnavailable("empty", _EMPTY)
    if len(recording) > MAX_BYTES:
        raise SpeechUnavailable("too_large", _TOO_LONG)
    samples = _decoded(recording, _format_of(recording))
    if not samples:
        raise SpeechUnavailable("empty", _EMPTY)
    return _header(len(samples)) + samples


def _format_of(recording: bytes) -> str:
    for at, mark, name in _FORMATS:
        if recording.startswith(mark, at):
            return name
    raise SpeechUnavailable("format", _FORMAT)


def _decoded(recording: bytes, format_name: str) -> bytes:
    """16-bit samples. A small file can be hours long: it is stopped at the limit, not measured before."""
    import av  # noqa: PLC0415 - heavy: only who speaks to us pays

    try:
        with av.open(io.BytesIO(recording), "r", format=format_name) as container:
            return _resampled(container)
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise SpeechUnavailable("format", _FORMAT) from error


def _resampled(container: InputContainer) -> bytes:
    from av.audio.resampler import AudioResampler  # noqa: PLC0415 - as above

    resampler = AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    samples = bytearray()
    stream = container.streams.audio[0]
    frames = (each for frame in container.decode(stream) for each in resampler.resample(frame))
    for frame in frames:
        samples += bytes(frame.planes[0])[: frame.samples * 2]
        if len(samples) > MAX_S * RATE_HZ * 2:
            raise SpeechUnavailable("too_long", _TOO_LONG)
    for frame in resampler.resample(None):
        samples += bytes(frame.planes[0])[: frame.samples * 2]
    return bytes(samples)


def _header(size: int) -> bytes:
    """RIFF, WAVE: PCM, one channel, 16 bits."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE_HZ, RATE_HZ * 2, 2, 16, b"data", size),
    )
