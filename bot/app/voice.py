"""Voice messages that come without words: fetched from their platform, decoded, written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.adapter import Opened, PlatformError, Refused
from bot.app.outages import Outages
from bot.app.settings import Settings
from bot.cards import Saying
from bot.messages import Attachment, IncomingMessage, Language, Text
from bot.nlu.recording import as_wav
from bot.nlu.speech import SpeechUnavailable, Transcriber

_NO_SERVICE = Text(
    zh="我还听不了语音:这里没有接语音识别服务。请打字告诉我,或用输入法的语音转文字。",
    en="I cannot listen yet: no speech service is set up here. Please type, or dictate with your keyboard.",
)
_NOT_FETCHED = Text(
    zh="这段语音我没能取到,请再说一遍,或者打字。",
    en="I could not fetch that recording: please say it again, or type it.",
)
_PATIENCE = 3  # attempts at a recording that cannot be fetched; the fetching itself is worth a few
_PATIENCE_WITH_EAR = 2  # as many at a platform's own transcript, where we can listen ourselves

log = structlog.get_logger()


def recording_in(message: IncomingMessage) -> Attachment | None:
    """What has to be listened to; None where there are words, or somebody pressed."""
    if message.text.strip() or message.press is not None:
        return None
    return next((each for each in message.attachments if each.kind == "voice"), None)


def heard(words: str) -> Saying:
    """What was understood, shown back: who sees it knows what comes next is about that."""
    return Saying(text=Text(zh=f"🎤 我听到的是:“{words}”", en=f"🎤 I heard: “{words}”"))


@dataclass(frozen=True, slots=True)
class Ear:
    platforms: Mapping[str, Opened]
    transcriber: Transcriber | None
    outages: Outages

    def words(self, message: IncomingMessage, language: Language, now: datetime, *, attempt: int) -> str:
        """Raises SpeechUnavailable, and PlatformError when it is worth while to try again a little later."""
        recording = recording_in(message)
        if recording is None:
            return message.text
        if words := self._written(message.platform, recording, now, attempt):
            log.info("voice_written", platform=message.platform, message=message.message_id)
            return words
        if self.transcriber is None:
            raise SpeechUnavailable("no_service", _NO_SERVICE)
        data = self._fetched(message.platform, recording, now, attempt)
        words = self.transcriber.transcribe(as_wav(data), "recording.wav", language.value)
        log.info("voice_heard", platform=message.platform, message=message.message_id, characters=len(words))
        return words

    def _written(self, platform: str, recording: Attachment, now: datetime, attempt: int) -> str:
        """By the platform itself; empty when it does not, or takes longer than our own ear."""
        transcripts = self.platforms[platform].transcripts
        if transcripts is None:
            return ""
        try:
            with self.outages.calling(f"{platform}/media", now):
                return transcripts.transcript(recording)
        except Refused as error:
            log.info("no_transcript", platform=platform, reason=str(error))
        except PlatformError as error:
            if attempt < (_PATIENCE if self.transcriber is None else _PATIENCE_WITH_EAR):
                raise
            log.info("no_transcript", platform=platform, reason=repr(error))
        return ""

    def _fetched(self, platform: str, recording: Attachment, now: datetime, attempt: int) -> bytes:
        media = self.platforms[platform].media
        if media is None:
            raise SpeechUnavailable("no_media", _NOT_FETCHED)
        try:
            with self.outages.calling(f"{platform}/media", now):
                return media.fetch(recording).data
        except Refused as error:
            raise SpeechUnavailable(f"refused {error}", _NOT_FETCHED) from error
        except PlatformError as error:
            if attempt < _PATIENCE:
                raise
            raise SpeechUnavailable(f"not fetched: {error!r}", _NOT_FETCHED) from error


def open_transcriber(settings: Settings) -> Transcriber | None:
    if not settings.stt_base_url:
        return None
    return Transcriber(settings.stt_base_url, settings.stt_api_key.get_secret_value(), settings.stt_model)
