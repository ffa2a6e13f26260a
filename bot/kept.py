"""Replies as our own chats keep them: the vocabulary's JSON, with both languages, one object for each part.

`{"type": "text", …Saying}`, `{"type": "card", …Card}`, `{"type": "image", "name", "alt", "png": base64}`;
the memory turns `png` into `blob`, `width` and `height`.
"""

from __future__ import annotations

import base64

from pydantic import JsonValue

from bot.cards import Card, Picture, Saying

Part = dict[str, JsonValue]


def kept(part: Saying | Card | Picture) -> Part:
    match part:
        case Saying():
            return {"type": "text", **part.model_dump(mode="json")}
        case Card():
            return {"type": "card", **part.model_dump(mode="json")}
        case Picture():
            png = base64.b64encode(part.png).decode("ascii")
            return {"type": "image", "name": part.name, "alt": part.alt.model_dump(), "png": png}


def restored(part: Part) -> Saying | Card | None:
    """The vocabulary again; None for a picture, whose bytes are kept elsewhere."""
    fields = {name: value for name, value in part.items() if name != "type"}
    match part["type"]:
        case "text":
            return Saying.model_validate(fields)
        case "card":
            return Card.model_validate(fields)
        case _:
            return None
