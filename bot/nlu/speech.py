"""What was said in a recording, through any OpenAI-compatible transcription endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Text
from bot.nlu.deadline import DeadlinePassed, within

if TYPE_CHECKING:
    from openai import OpenAI

MAX_BYTES = 10 * 1024 * 1024

# By the name's ending, by which most servers tell what they were sent.
_CONTENT_TYPES = {
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "audio/mp4",
    "mpeg": "audio/mpeg",
    "mpga": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "webm": "audio/webm",
}
_TOO_LONG = Text(
    zh="这段录音超过 10 MB,太长了,请分几段说,或者打字。",
    en="This recording is over 10 MB: please say it in parts, or type it.",
)
_EMPTY = Text(zh="录音是空的,请再录一次。", en="The recording is empty: please record it again.")
_FORMAT = Text(
    zh="这种录音格式听不了,请换 mp3、m4a、ogg、wav 或 webm。",
    en="This recording format cannot be read: please use mp3, m4a, ogg, wav or webm.",
)
_SILENT = Text(
    zh="没听到说话声,请再说一遍,或者打字。",
    en="I heard nobody speak: please try again, or type it.",
)
_AWAY = Text(
    zh="语音识别暂时用不了,请稍后再试,或者打字。",
    en="Speech recognition is unavailable just now: please try later, or type it.",
)


class SpeechUnavailable(Exception):
    """No transcript. `reason` is a word for the log, `text` a sentence for the person who spoke."""

    def __init__(self, reason: str, text: Text) -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


class Transcriber:
    """`timeout_s` bounds the whole call, whatever the server does; nothing is asked twice."""

    def __init__(self, base_url: str, api_key: str, model: str, *, timeout_s: float = 20.0) -> None:
        self._base_url = base_url
        self._api_key = api_key
        self._model = model
        self._timeout_s = timeout_s
        self._client: OpenAI | None = None

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def transcribe(self, audio: bytes, filename: str, language: str) -> str:
        """`filename` tells the format by its ending; `language` is `zh` or `en`. Raises SpeechUnavailable."""
        ending = filename.rsplit(".", 1)[-1].lower()
        if not audio:
            raise SpeechUnavailable("empty", _EMPTY)
        if len(audio) > MAX_BYTES:
            raise SpeechUnavailable("too_large", _TOO_LONG)
        if ending not in _CONTENT_TYPES:
            raise SpeechUnavailable("format", _FORMAT)
        try:
            words = within(self._timeout_s, lambda: self._ask(audio, ending, language))
        except DeadlinePassed:
            raise SpeechUnavailable("timeout", _AWAY) from None
        if not words.strip():
            raise SpeechUnavailable("silent", _SILENT)
        return words.strip()

    def _ask(self, audio: bytes, ending: str, language: str) -> str:
        import openai  # noqa: PLC0415 - heavy: only who speaks to us pays

        # The sender's own file name may say who they are, and the server needs no more than its ending.
        file = (f"recording.{ending}", audio, _CONTENT_TYPES[ending])
        try:
            if self._client is None:
                self._client = openai.OpenAI(
                    base_url=self._base_url,
                    api_key=self._api_key or "none",
                    timeout=self._timeout_s,
                    max_retries=0,
                )
            heard = self._client.audio.transcriptions.create(file=file, model=self._model, language=language)
        except openai.APIStatusError as error:
            raise SpeechUnavailable(f"http_{error.status_code}", _AWAY) from error
        except openai.OpenAIError as error:
            raise SpeechUnavailable("unreachable", _AWAY) from error
        # What the library raises while it unpacks a body that is no transcription at all.
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise SpeechUnavailable("garbage", _AWAY) from error
        words = getattr(heard, "text", None)  # a body of another shape comes back as a str or half a model
        if not isinstance(words, str):
            raise SpeechUnavailable("garbage", _AWAY)
        return words
