"""What people attached to their messages, fetched from Feishu."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.adapter import Fetched, Refused
from bot.adapters.feishu.client import FeishuClient, path_of
from bot.messages import Attachment

_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "audio/ogg": ".ogg",
    "audio/opus": ".ogg",
}


@dataclass(frozen=True, slots=True)
class FeishuMedia:
    """`Attachment.ref` is `image|file/MESSAGE/KEY`: a file is given out only together with its message."""

    client: FeishuClient

    def fetch(self, attachment: Attachment) -> Fetched:
        kind, _, rest = attachment.ref.partition("/")
        message, _, key = rest.partition("/")
        if kind not in ("image", "file") or not message or not key:
            raise Refused("ref", attachment.ref)
        path = f"im/v1/messages/{path_of(message)}/resources/{path_of(key)}"
        media_type, data = self.client.download(path, type=kind)
        ending = PurePosixPath(attachment.name).suffix or _ENDINGS.get(media_type, ".bin")
        return Fetched(f"{PurePosixPath(attachment.name).stem or key}{ending}", data)
