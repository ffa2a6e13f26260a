"""What people attached: fetched with the bot's token, which goes to Slack alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import ValidationError

from bot.adapter import Fetched, ProtocolChanged, RateLimited, Refused
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.payloads import File
from bot.messages import Attachment

_CLIP = ".m4a"  # AAC in MP4, whatever its MIME type says
_LOOK_AGAIN_S = 2.0
_LISTENING = ("", "processing", "pending")  # a clip just sent may say nothing yet of a transcription
_TIMING = re.compile(r"^[\d:.]+\s+-->\s")
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class SlackMedia:
    """`Attachment.ref` is the file's address, or its id where Slack gave none; of a clip it is both."""

    client: SlackClient

    def fetch(self, attachment: Attachment) -> Fetched:
        url = attachment.ref.rpartition(" ")[2]
        if not url.startswith("https://") and not url.startswith("http://"):
            file = self.client.file(url)
            url = str(file.get("url_private_download") or file.get("url_private") or "")
            if not url:  # shared, but not stored yet
                raise RateLimited(_LOOK_AGAIN_S)
        name = PurePosixPath(attachment.name or "file")
        data = self.client.download(url)
        if attachment.kind == "voice" and not name.suffix:
            name = name.with_suffix(_CLIP)
        if not data:
            raise Refused("file_empty", attachment.name)
        return Fetched(name.name, data)

    def transcript(self, recording: Attachment) -> str:
        """Slack's own: a preview, or the whole as WebVTT where the preview is cut."""
        id_, _, _ = recording.ref.partition(" ")
        if id_.startswith("http"):
            return ""
        try:
            file = File.model_validate(self.client.file(id_))
        except ValidationError as error:
            raise ProtocolChanged("files.info: no file as documented") from error
        done = file.transcription
        if (done.status if done else "") in _LISTENING:
            raise RateLimited(_LOOK_AGAIN_S)
        if done is None or done.status != "complete":
            return ""
        preview = done.preview
        if preview is not None and not preview.has_more:
            return preview.content.strip()
        return (
            " ".join(_spoken(self.client.download(file.vtt).decode("utf-8", "replace"))) if file.vtt else ""
        )


def _spoken(webvtt: str) -> Iterator[str]:
    """The words of the cues, https://www.w3.org/TR/webvtt1: what follows a timing, until an empty line."""
    in_cue = False
    for line in webvtt.splitlines():
        if _TIMING.match(line):
            in_cue = True
        elif not line.strip():
            in_cue = False
        elif in_cue and (words := _MARKUP.sub("", line).strip().removeprefix("- ").strip()):
            yield words
