"""Speech to text through an OpenAI-compatible endpoint."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from bot.messages import Language
from bot.nlu.speech import MAX_BYTES, SpeechUnavailable, Transcriber
from tests.emulators.llm import LlmEmulator


@pytest.fixture
def transcriber(llm: LlmEmulator) -> Iterator[Transcriber]:
    transcriber = Transcriber(llm.base_url, llm.key, llm.speech_model, timeout_s=10.0)
    yield transcriber
    transcriber.close()


def test_a_recording_becomes_its_words(llm: LlmEmulator, transcriber: Transcriber) -> None:
    llm.hears = " 催一下财务 "

    assert transcriber.transcribe(b"RIFF....", "刘洋的录音.WEBM", Language.ZH) == "催一下财务"

    [recording] = llm.recordings
    assert (recording.audio, recording.language) == (b"RIFF....", "zh")
    assert (recording.filename, recording.content_type) == ("recording.webm", "audio/webm")
    assert llm.refusals == []


@pytest.mark.parametrize(
    ("audio", "filename", "reason"),
    [
        (b"", "a.webm", "empty"),
        (b"x" * (MAX_BYTES + 1), "a.webm", "too_large"),
        (b"#!AMR", "a.amr", "format"),
        (b"MZ", "virus", "format"),
    ],
)
def test_what_cannot_be_heard_is_refused_kindly_before_it_is_sent(
    llm: LlmEmulator, transcriber: Transcriber, audio: bytes, filename: str, reason: str
) -> None:
    with pytest.raises(SpeechUnavailable) as caught:
        transcriber.transcribe(audio, filename, "zh")

    assert caught.value.reason == reason
    assert caught.value.text.said_in(Language.ZH) != caught.value.text.said_in(Language.EN)
    assert llm.recordings == []


def test_silence_is_said_to_be_silence(llm: LlmEmulator, transcriber: Transcriber) -> None:
    llm.hears = "  "

    with pytest.raises(SpeechUnavailable, match="silent"):
        transcriber.transcribe(b"....", "a.wav", "en")


@pytest.mark.parametrize("status", [400, 401, 413, 429, 500])
def test_an_http_error_is_not_tried_again(llm: LlmEmulator, transcriber: Transcriber, status: int) -> None:
    llm.fails_next(status)

    with pytest.raises(SpeechUnavailable, match=f"http_{status}"):
        transcriber.transcribe(b"....", "a.wav", "en")

    assert len(llm.recordings) == 1


@pytest.mark.parametrize("lie", [b"", b"<html>", b"[]", b"{}", b'{"text": 42}', b'{"text": null}'])
def test_garbage_is_no_transcript(llm: LlmEmulator, transcriber: Transcriber, lie: bytes) -> None:
    llm.answers_garbage_next(lie)

    with pytest.raises(SpeechUnavailable, match="garbage"):
        transcriber.transcribe(b"....", "a.wav", "en")


@pytest.mark.parametrize("trouble", ["dawdles", "dribbles", "hangs up"])
def test_the_deadline_holds_whatever_the_server_does(
    llm: LlmEmulator, transcriber: Transcriber, trouble: str
) -> None:
    transcriber.transcribe(b"....", "a.wav", "zh")  # the library is loaded, as in a running worker
    hasty = Transcriber(llm.base_url, llm.key, llm.speech_model, timeout_s=0.5)
    match trouble:
        case "dawdles":
            llm.dawdles_next(20)
        case "dribbles":
            llm.dribbles_next(0.2)
        case _:
            llm.hangs_up_next()

    started = time.perf_counter()
    with pytest.raises(SpeechUnavailable, match=r"timeout|unreachable"):
        hasty.transcribe(b"....", "a.wav", "zh")
    hasty.close()

    assert time.perf_counter() - started < 1.5
