"""Each chat's recordings become what speech services take; what is none is refused kindly, and quickly."""

from __future__ import annotations

import contextlib
import io
import time
import wave
from collections.abc import Callable

import pytest

from bot.nlu.recording import MAX_S, RATE_HZ, as_wav
from bot.nlu.speech import MAX_BYTES, SpeechUnavailable
from tests.emulators import recordings


def _seconds(converted: bytes) -> float:
    with wave.open(io.BytesIO(converted)) as audio:
        assert (audio.getframerate(), audio.getnchannels(), audio.getsampwidth()) == (RATE_HZ, 1, 2)
        samples = audio.readframes(audio.getnframes())
    assert any(samples), "there is sound in it"
    return len(samples) / 2 / RATE_HZ


@pytest.mark.parametrize(
    "recorded", [recordings.amr, recordings.opus, recordings.m4a, recordings.wav, recordings.webm]
)
def test_a_recording_keeps_its_length(recorded: Callable[[float], bytes]) -> None:
    assert _seconds(as_wav(recorded(0.6))) == pytest.approx(0.6, abs=0.08)


@pytest.mark.parametrize("mode", range(8))
def test_every_rate_of_amr_is_read(mode: int) -> None:
    assert _seconds(as_wav(recordings.amr(0.4, mode=mode))) == pytest.approx(0.4, abs=0.01)


@pytest.mark.parametrize(
    ("recording", "reason"),
    [
        (b"", "empty"),
        (b"hello, I am no recording", "format"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n", "format"),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "format"),
        (b"#!SILK_V3" + bytes(64), "format"),
        (b"OggS" + bytes(400), "format"),
        (recordings.opus()[:60], "format"),
        (b"#!AMR\n", "empty"),
        (bytes(MAX_BYTES + 1), "too_large"),
    ],
    ids=["nothing", "text", "playlist", "concat", "silk", "ogg", "cut off", "no frames", "large"],
)
def test_what_is_no_recording_is_refused_with_a_sentence(recording: bytes, reason: str) -> None:
    with pytest.raises(SpeechUnavailable) as refused:
        as_wav(recording)
    assert refused.value.reason == reason
    assert refused.value.text.zh
    assert refused.value.text.en


def test_a_small_file_that_lasts_for_hours_is_stopped_at_the_limit() -> None:
    an_hour = recordings.amr(3600, mode=0)
    assert len(an_hour) < MAX_BYTES
    begun = time.process_time()
    with pytest.raises(SpeechUnavailable) as refused:
        as_wav(an_hour)
    assert refused.value.reason == "too_long"
    assert f"{MAX_S // 60} 分钟" in refused.value.text.zh
    assert time.process_time() - begun < 5


def test_broken_bytes_are_sound_or_a_refusal_and_nothing_else() -> None:
    whole = recordings.m4a(0.2)
    for at in range(0, len(whole), 37):
        with contextlib.suppress(SpeechUnavailable):
            as_wav(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
