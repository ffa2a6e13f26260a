"""Whose ear a recording is given to: the platform's own, which may take its time, else the speech service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

import pytest

from bot.adapter import Adapter, Fetched, NotReachable, Opened, PlatformError, RateLimited, Refused
from bot.app.outages import Outages
from bot.app.voice import Ear
from bot.messages import Address, Attachment, IncomingMessage, Language
from bot.nlu.speech import SpeechUnavailable, Transcriber
from tests.emulators import recordings
from tests.emulators.llm import KEY, SPEECH_MODEL, LlmEmulator

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SPOKEN = IncomingMessage(
    platform="slack",
    message_id="1",
    sender="U1",
    address=Address(platform="slack", conversation="D1"),
    at=NOW,
    attachments=(Attachment(kind="voice", name="a.amr", ref="F1"),),
)


@dataclass
class Clips:
    """A platform's files: what is answered to each question for a transcript, in turn."""

    answers: list[str | PlatformError] = field(default_factory=list)

    def transcript(self, recording: Attachment) -> str:
        answer = self.answers.pop(0)
        if isinstance(answer, PlatformError):
            raise answer
        return answer

    def fetch(self, attachment: Attachment) -> Fetched:
        return Fetched("a.amr", recordings.amr())


@pytest.fixture
def stt() -> Iterator[LlmEmulator]:
    with LlmEmulator() as emulator:
        emulator.hears = "heard by us"
        yield emulator


def _ear(clips: Clips, stt: LlmEmulator | None) -> Ear:
    unused = cast(Adapter, object())
    transcriber = Transcriber(stt.base_url, KEY, SPEECH_MODEL) if stt else None
    return Ear({"slack": Opened(unused, media=clips, transcripts=clips)}, transcriber, Outages())


def _words(ear: Ear, attempt: int) -> str:
    return ear.words(SPOKEN, Language.ZH, NOW, attempt=attempt)


def test_the_platforms_own_transcript_spares_the_speech_service(stt: LlmEmulator) -> None:
    assert _words(_ear(Clips(["written by them"]), stt), 1) == "written by them"
    assert stt.recordings == []


def test_it_is_waited_for_once_and_then_we_listen_ourselves(stt: LlmEmulator) -> None:
    ear = _ear(Clips([RateLimited(2), RateLimited(2)]), stt)
    with pytest.raises(RateLimited):
        _words(ear, 1)
    assert _words(ear, 2) == "heard by us"


@pytest.mark.parametrize("answer", ["", Refused("file_not_found")], ids=["none is made", "refused"])
def test_where_there_is_none_we_listen_at_once(stt: LlmEmulator, answer: str | PlatformError) -> None:
    assert _words(_ear(Clips([answer]), stt), 1) == "heard by us"


def test_without_a_speech_service_it_is_waited_for_longer() -> None:
    ear = _ear(Clips([RateLimited(2), RateLimited(2), "written by them"]), None)
    for attempt in (1, 2):
        with pytest.raises(RateLimited):
            _words(ear, attempt)
    assert _words(ear, 3) == "written by them"


def test_and_when_it_never_comes_that_is_said() -> None:
    ear = _ear(Clips([NotReachable("files.info")]), None)
    with pytest.raises(SpeechUnavailable, match="no_service"):
        _words(ear, 3)
