"""A form's questions, with what is known already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from bot.cards import Input, InputType, Option
from bot.messages import Text
from bot.present import names
from engine.people import Directory
from engine.template import Field, FieldType

_TYPES = {
    FieldType.LONG_TEXT: InputType.LONG_TEXT,
    FieldType.NUMBER: InputType.NUMBER,
    FieldType.MONEY: InputType.MONEY,
    FieldType.DATE: InputType.DATE,
    FieldType.DATETIME: InputType.TEXT,  # a date, or a date-time when part of a day is meant
    FieldType.PERSON: InputType.PERSON,
    FieldType.CHOICE: InputType.CHOICE,
    FieldType.DEPARTMENT: InputType.CHOICE,
    FieldType.FILE: InputType.FILE,
    FieldType.TABLE: InputType.TABLE,
}
STEP_FILES = "step_files"  # the input for what a step wants attached


def inputs(
    fields: Iterable[Field], known: Mapping[str, JsonValue], directory: Directory
) -> tuple[Input, ...]:
    return tuple(
        Input(
            id=field.id,
            label=names.heading(field.label),
            type=_TYPES.get(field.type, InputType.TEXT),
            required=field.required,
            options=_options(field, directory),
            value=_value(known.get(field.id, "")),
            hint=names.text(field.hint) if field.hint else None,
            columns=inputs(field.columns, {}, directory),
        )
        for field in fields
    )


def attachment() -> Input:
    """What a step asks for that wants files."""
    label = Text(zh="附件", en="Attachment")
    hint = Text(
        zh="也可以把文件直接发在这张卡片下面。", en="You may also send the file under this card, in the chat."
    )
    return Input(id=STEP_FILES, label=label, type=InputType.FILE, required=True, hint=hint)


def _value(known: JsonValue) -> str:
    return json.dumps(known, ensure_ascii=False) if isinstance(known, list | dict) else str(known)


def people(directory: Directory) -> tuple[Option, ...]:
    return tuple(
        Option(id=each.id, label=names.titled(each.id, directory))
        for each in directory.people.values()
        if each.active
    )


def _options(field: Field, directory: Directory) -> tuple[Option, ...]:
    if field.type is FieldType.PERSON:
        return people(directory)
    if field.type is FieldType.DEPARTMENT:
        return tuple(
            Option(id=each.id, label=names.text(each.name)) for each in directory.departments.values()
        )
    return tuple(Option(id=each.id, label=names.text(each.label)) for each in field.options)
