"""Tables and files on a form's page: as controls without scripts, and what comes back of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape

from pydantic import JsonValue

from bot.cards import Input
from bot.messages import Language, Text

MAX_ROWS = 200
ADD = "rows/"  # of the action that asks for more rows
NEW, DROP = ".new", ".drop"  # of a file's own controls
_AT_FIRST, _MORE = 2, 3  # blank rows
_ROW = Text(zh="第 {n} 行", en="Row {n}")
_ADD = Text(zh="再加几行", en="More rows")
_DROP = Text(zh="去掉 {name}", en="Remove {name}")
_CELL_MISSING = Text(zh="第 {n} 行还差「{column}」。", en="Row {n} still needs “{column}”.")

Control = Callable[[Input, Language, str], str]


def table(asked: Input, language: Language, value: str, control: Control, *, more: bool) -> str:
    """`control` draws one cell. Each row is a block, side by side where there is room."""
    rows = listed(value)
    blank = _MORE if more else 1 if rows else _AT_FIRST
    shown = [*rows, *[{}] * blank][:MAX_ROWS]
    name = escape(asked.id)
    blocks = "".join(
        f"<fieldset class=row-block><legend>{escape(_said(_ROW, language, n=n))}</legend>"
        f"{_cells(asked, language, n, row, control)}</fieldset>"
        for n, row in enumerate(shown, 1)
    )
    add = (
        f"<button class='button button-plain' name=action value='{ADD}{name}' formnovalidate>"
        f"{escape(_ADD.said_in(language))}</button>"
    )
    return f"<div class=rows>{blocks}</div>{add if len(shown) < MAX_ROWS else ''}"


def files(asked: Input, language: Language, value: str) -> str:
    """Those that are there already can be taken out again; new ones come beside them."""
    kept = listed(value)
    name = escape(asked.id)
    hidden = f"<input type=hidden name='{name}' value='{escape(json.dumps(kept, ensure_ascii=False))}'>"
    drops = "".join(
        f"<label class=file-kept><input type=checkbox name='{name}{DROP}' value='{escape(str(each['id']))}'>"
        f"<span>{escape(_said(_DROP, language, name=str(each['name'])))}</span></label>"
        for each in kept
        if {"id", "name"} <= each.keys()
    )
    required = " required" if asked.required and not kept else ""
    return (
        f"{hidden}{drops}<input class=input id='in-{name}' type=file name='{name}{NEW}' multiple{required}>"
    )


def rows(asked: Input, sent: Mapping[str, str]) -> str:
    """As a table's value: rows in which something was written."""
    cell = re.compile(rf"{re.escape(asked.id)}\.(\d{{1,3}})\.(.+)")
    found: dict[int, dict[str, str]] = {}
    for name, said in sent.items():
        place = cell.fullmatch(name)
        if place is not None and said.strip():
            found.setdefault(int(place.group(1)), {})[place.group(2)] = said.strip()
    return json.dumps([found[n] for n in sorted(found)], ensure_ascii=False) if found else ""


def missing_cell(asked: Input, value: str) -> Text | None:
    for n, row in enumerate(listed(value), 1):
        for column in asked.columns:
            if column.required and not row.get(column.id):
                label = column.label
                return Text(
                    zh=_CELL_MISSING.zh.format(n=n, column=label.zh),
                    en=_CELL_MISSING.en.format(n=n, column=label.en),
                )
    return None


def listed(value: str) -> list[dict[str, JsonValue]]:
    try:
        found = json.loads(value) if value else []
    except ValueError:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _cells(asked: Input, language: Language, n: int, row: Mapping[str, JsonValue], control: Control) -> str:
    cells = []
    for column in asked.columns:
        cell = column.model_copy(update={"id": f"{asked.id}.{n}.{column.id}", "required": False})
        label = escape(column.label.said_in(language))
        drawn = control(cell, language, str(row.get(column.id, "")))
        cells.append(f"<label class=cell for='in-{escape(cell.id)}'><span>{label}</span>{drawn}</label>")
    return "".join(cells)


def _said(text: Text, language: Language, **values: object) -> str:
    return text.said_in(language).format(**values)
