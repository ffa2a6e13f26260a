"""What people attached to their messages, fetched from DingTalk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.adapter import Fetched, Refused
from bot.adapters.dingtalk.client import DingTalkClient
from bot.messages import Attachment

# The container of a recording is not documented, so its first bytes are asked.
_BEGINNINGS = (
    (b"#!AMR", ".amr"),
    (b"OggS", ".ogg"),
    (b"RIFF", ".wav"),
    (b"ID3", ".mp3"),
    (b"\xff\xfb", ".mp3"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
)


@dataclass(frozen=True, slots=True)
class DingTalkMedia:
    """`Attachment.ref` is the message's `downloadCode`."""

    client: DingTalkClient

    def fetch(self, attachment: Attachment) -> Fetched:
        if not attachment.ref:
            raise Refused("ref", "no downloadCode")
        data = self.client.download(attachment.ref)
        path = PurePosixPath(attachment.name)
        if attachment.kind == "file" and path.suffix:
            return Fetched(path.name, data)
        return Fetched(f"{path.stem or attachment.kind}{_ending(data)}", data)


def _ending(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return ".m4a"
    return next((ending for beginning, ending in _BEGINNINGS if data.startswith(beginning)), ".bin")
