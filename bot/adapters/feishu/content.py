"""What a message of Feishu's says: its text, what is attached to it, the place that it shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json

from bot.adapters.feishu.payloads import Mention, Message
from bot.messages import Attachment, Place

_PLACEHOLDER = re.compile(r"@_user_\d+|@_all")
_LINK = re.compile(r"\[([^\]\n]*)\]\((?:https?://|mailto:)[^)\s]*\)")  # what is typed as an address, too

IsUs = Callable[[Mention], bool]


@dataclass(frozen=True, slots=True)
class Content:
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None


@dataclass(slots=True)
class _Post:
    """A rich text as it is read, paragraph by paragraph."""

    message: Message
    lines: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


def read(message: Message, is_us: IsUs) -> Content:
    """Mentions of the bot are left out, others stay as `<@ID>`. Raises ValueError."""
    said = from_json(message.content or "{}")
    if not isinstance(said, dict):
        raise ValueError("content is no object")
    match message.message_type:
        case "text":
            return Content(_words(str(said.get("text") or ""), message, is_us))
        case "post":
            return _post(said, message, is_us)
        case "image":
            return Content(attachments=(_image(message, str(said["image_key"])),))
        case "audio":
            return Content(attachments=(_recording(message, said),))
        case "file" | "media" | "video":
            return Content(attachments=(_file(message, said),))
        case "location":
            return Content(place=_place(said))
        case _:
            return Content()


def _words(text: str, message: Message, is_us: IsUs) -> str:
    named = {each.key: each for each in message.mentions}

    def name(found: re.Match[str]) -> str:
        mention = named.get(found.group())
        if mention is None:
            return "" if found.group() == "@_all" else found.group()
        return "" if is_us(mention) else f"<@{mention.id.id}>" if mention.id.id else f"@{mention.name}"

    return _PLACEHOLDER.sub(name, _LINK.sub(r"\1", text)).strip()


def _post(said: dict[str, Any], message: Message, is_us: IsUs) -> Content:
    """As received it has no level for the language; as sent, and in some forwarded ones, it has."""
    if not isinstance(said.get("content"), list):
        said = next((each for each in said.values() if isinstance(each, dict)), {})
    post = _Post(message, [str(said.get("title") or "")])
    for paragraph in said.get("content") or ():
        post.lines.append("".join(_pieces(paragraph, post)))
    text = "\n".join(line for line in post.lines if line.strip())
    return Content(_words(text, message, is_us), tuple(post.attachments))


def _pieces(paragraph: list[dict[str, Any]], post: _Post) -> Iterator[str]:
    for piece in paragraph:
        match piece.get("tag"):
            case "text" | "a" | "md" | "code_block":
                yield str(piece.get("text") or "")
            case "at":
                yield str(piece.get("user_id") or "")
            case "img":
                post.attachments.append(_image(post.message, str(piece["image_key"])))
            case "media":
                post.attachments.append(_file(post.message, piece))
            case _:
                continue


def _image(message: Message, key: str) -> Attachment:
    return Attachment(kind="image", name=key, ref=f"image/{message.message_id}/{key}")


def _file(message: Message, said: dict[str, Any]) -> Attachment:
    key = str(said["file_key"])
    name = str(said.get("file_name") or key)
    return Attachment(kind="file", name=name, ref=f"file/{message.message_id}/{key}")


def _recording(message: Message, said: dict[str, Any]) -> Attachment:
    """Ogg with Opus; Feishu supplies no transcript."""
    key = str(said["file_key"])
    length_ms = said.get("duration")
    return Attachment(
        kind="voice",
        name=f"{key}.ogg",
        ref=f"file/{message.message_id}/{key}",
        seconds=float(length_ms) / 1000 if length_ms is not None else None,
    )


def _place(said: dict[str, Any]) -> Place:
    """The degrees come as strings."""
    return Place(
        name=str(said.get("name") or ""),
        latitude=float(said["latitude"]),
        longitude=float(said["longitude"]),
    )
