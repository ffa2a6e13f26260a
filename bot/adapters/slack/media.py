"""What people attached: fetched with the bot's token, which goes to Slack alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.adapter import Fetched, RateLimited, Refused
from bot.adapters.slack.client import SlackClient
from bot.messages import Attachment

_CLIP = ".m4a"  # AAC in MP4, whatever its MIME type says
_LOOK_AGAIN_S = 2.0


@dataclass(frozen=True, slots=True)
class SlackMedia:
    """`Attachment.ref` is the file's address as Slack gave it, or its id where it gave none."""

    client: SlackClient

    def fetch(self, attachment: Attachment) -> Fetched:
        url = attachment.ref
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
