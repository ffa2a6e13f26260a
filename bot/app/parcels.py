"""Files and pictures that people send: kept, offered to the form that is open, and acknowledged in words."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from pydantic import JsonValue

from bot.adapter import Opened, PlatformError, Refused
from bot.app.core import Core
from bot.app.memory import StoredMemory
from bot.app.outages import Outages
from bot.cards import Button, Saying, Style
from bot.dialogue import Dialogue, Wait
from bot.files import MAX_BYTES, MAX_FILES, REFUSED, is_refused
from bot.messages import Attachment, IncomingMessage, Text
from bot.present import names
from bot.present.task_card import key
from engine.people import PersonId
from engine.process import Process, Task, TaskKind
from engine.template import Field, FieldType
from storage.blobs import BlobStore

_MAX_NAME = 200
_PATIENCE = 3  # attempts at something that cannot be fetched

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file of a message; `blob` is None when it was not kept."""

    name: str
    blob: str | None
    input: str = ""  # of the form that it was chosen in


@dataclass(frozen=True, slots=True)
class Place:
    """What a file was put into: a field of an open form, or a task."""

    label: Text
    hand_in: Button | None = None  # of a task


@dataclass(frozen=True, slots=True)
class Parcels:
    core: Core
    platforms: Mapping[str, Opened]
    blobs: BlobStore
    outages: Outages

    def kept(self, message: IncomingMessage, now: datetime, *, attempt: int) -> tuple[Parcel, ...]:
        """The files of a message. Raises PlatformError when it is worth while to try again a little later."""
        files = [each for each in message.attachments if each.kind != "voice"]
        return tuple(self._one(each, message, now, attempt) for each in files[:MAX_FILES])

    def offered(
        self,
        parcels: Sequence[Parcel],
        dialogue: Dialogue,
        memory: StoredMemory,
        person: PersonId,
        quoted: str | None,
    ) -> tuple[Dialogue, Place | None]:
        """The dialogue with the files where they are wanted, and where that is.

        The task whose card they were sent under; else the open form that asks for a file; else the person's
        only task that does.
        """
        sent = [each for each in parcels if each.blob and not each.input]
        if not sent:
            return dialogue, None
        tasks = memory.open_tasks(person)
        under = [each for each in tasks if quoted == key(each[1].id)]
        if not under:
            filled, wanted = self._into_form(sent, dialogue)
            if wanted is not None:
                return filled, Place(names.text(wanted.label))
        asking = under or [each for each in tasks if _wants_files(*each)]
        if len(asking) != 1:
            return dialogue, None
        process, task = asking[0]
        files = (*dialogue.files.get(task.id, ()), *(each.blob for each in sent if each.blob))
        held = dialogue.model_copy(update={"files": {**dialogue.files, task.id: tuple(dict.fromkeys(files))}})
        step = names.text(process.template.step(task.step).name)
        label = Text(zh=f"{process.number} {step.zh}", en=f"{process.number} {step.en}")
        verb = "approve" if task.kind is TaskKind.APPROVAL else "complete"
        word = Text(zh="同意", en="Approve") if verb == "approve" else Text(zh="完成", en="Done")
        return held, Place(label, Button(id=f"{verb}/{task.id}", label=word, style=Style.PRIMARY))

    def _into_form(self, parcels: Sequence[Parcel], dialogue: Dialogue) -> tuple[Dialogue, Field | None]:
        """The field that took them; None: no form asks."""
        pending = dialogue.pending
        files: list[JsonValue] = [{"id": each.blob, "name": each.name} for each in parcels if each.blob]
        if pending is None or pending.wait is not Wait.ANSWER or not files:
            return dialogue, None
        templates = self.core.templates.current()
        template = next((each for each in templates if each.id == pending.slots.get("template")), None)
        fields = template.fields if template is not None else ()
        wanted = next((each for each in fields if each.type is FieldType.FILE), None)
        if wanted is None:
            return dialogue, None
        known = pending.slots.get("fields")
        values = dict(known) if isinstance(known, dict) else {}
        before = values.get(wanted.id)
        values[wanted.id] = [*(before if isinstance(before, list) else []), *files]
        filled = pending.model_copy(update={"slots": {**pending.slots, "fields": values}})
        return dialogue.model_copy(update={"pending": filled}), wanted

    def _one(self, attachment: Attachment, message: IncomingMessage, now: datetime, attempt: int) -> Parcel:
        name = (attachment.name or attachment.kind)[:_MAX_NAME]
        if is_refused(name):
            return Parcel(name, None)
        media = self.platforms[message.platform].media
        if media is None:
            return Parcel(name, None)
        try:
            with self.outages.calling(f"{message.platform}/media", now):
                fetched = media.fetch(attachment)
        except Refused as error:
            log.warning("file_refused", platform=message.platform, reason=str(error))
            return Parcel(name, None)
        except PlatformError as error:
            if attempt < _PATIENCE:
                raise
            log.warning("file_not_fetched", platform=message.platform, error=repr(error))
            return Parcel(name, None)
        name = (attachment.name or fetched.name)[:_MAX_NAME]
        if not fetched.data or len(fetched.data) > MAX_BYTES:
            return Parcel(name, None)
        blob = self.blobs.keep(
            f"{message.platform}/{message.address.conversation}",
            name=name,
            media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            data=fetched.data,
            now=now,
        )
        return Parcel(name, blob, attachment.input)


def chosen(message: IncomingMessage, parcels: Sequence[Parcel]) -> IncomingMessage:
    """The press with the files that its form's inputs brought."""
    if message.press is None:
        return message
    values = dict(message.press.values)
    for name in dict.fromkeys(each.input for each in parcels if each.input and each.blob):
        files = [{"id": each.blob, "name": each.name} for each in parcels if each.input == name and each.blob]
        values[name] = json.dumps(files, ensure_ascii=False)
    return message.model_copy(update={"press": message.press.model_copy(update={"values": values})})


def _wants_files(process: Process, task: Task) -> bool:
    config = process.template.step(task.step).config
    return task.kind is not TaskKind.RESUBMIT and getattr(config, "files", "none") == "required"


def acknowledged(parcels: Sequence[Parcel], wanted: Place | None, *, alone: bool) -> Saying:
    """What became of them. `alone`: nothing was said beside them."""
    kept = [each for each in parcels if each.blob]
    refused = [each for each in parcels if is_refused(each.name)]
    if refused and len(refused) == len(parcels):
        return Saying(text=REFUSED)
    if not kept:
        some = _named(parcels)
        return Saying(
            text=Text(
                zh=f"{some.zh} 我没能取下来(也可能太大或是空的),什么都没有动。",
                en=f"I could not take {some.en} (it may be too large, or empty); nothing was changed.",
            )
        )
    some = _named(kept)
    if wanted is not None:
        label, then = wanted.label, Text(zh="", en="")
        if wanted.hand_in is not None:
            word = wanted.hand_in.label
            then = Text(zh=f"点「{word.zh}」就一起交上去。", en=f" “{word.en}” hands it in.")
        return Saying(
            choices=(wanted.hand_in,) if wanted.hand_in else (),
            text=Text(
                zh=f"📎 收到 {some.zh},已放进「{label.zh}」。{then.zh}",
                en=f"📎 {some.en} is in “{label.en}” now.{then.en}",
            ),
        )
    zh, en = f"📎 收到 {some.zh}。", f"📎 I got {some.en}."
    if alone:
        zh += "现在没有等着要文件的表单;要办什么,说一句就行,比如「走个采购」。"
        en += " No open form asks for a file; tell me what you need, such as “a procurement request”."
    return Saying(text=Text(zh=zh, en=en))


def _named(parcels: Sequence[Parcel]) -> Text:
    return names.listed(Text(zh=each.name, en=each.name) for each in parcels)
