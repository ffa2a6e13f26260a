"""What was filled into a form, as its fields want it; 62万 and 12月20日 are read as if they were said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from bot.intent import Reader, Utterance
from bot.money import typed_amount
from bot.numbers import typed_number
from engine.template import Field, FieldType

_NORMAL_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """`reader` is None where nothing typed is read; `now` is the speaker's; `file_name` of what was sent."""

    reader: Reader | None
    file_name: Callable[[str], str | None]
    now: datetime
    speaker: str

    def typed(self, asked: Field, value: str) -> JsonValue:
        """As it is where nothing can be read: the engine says what it wants instead."""
        read: JsonValue = None
        match asked.type:
            case FieldType.MONEY:
                read = typed_amount(value)
            case FieldType.NUMBER:
                read = typed_number(value)
            case FieldType.DATE if not _NORMAL_MOMENT.fullmatch(value):
                read = (self._moment(value) or "")[:10]
            case FieldType.DATETIME if not _NORMAL_MOMENT.fullmatch(value):
                read = self._moment(value)
            case FieldType.FILE:
                return self.files(value) or ""
            case FieldType.TABLE:
                return self._rows(asked, value) or ""
            case _:
                pass
        return value if read in (None, "") else read

    def files(self, value: str) -> list[JsonValue]:
        """Those that were uploaded, each once."""
        found: dict[str, JsonValue] = {}
        for each in _listed(value):
            file = each.get("id") if isinstance(each, dict) else None
            if isinstance(file, str) and (name := self.file_name(file)) is not None:
                found[file] = {"id": file, "name": name}
        return list(found.values())

    def _rows(self, table: Field, value: str) -> list[JsonValue]:
        """Those in which something was written."""
        columns = {each.id: each for each in table.columns}
        rows: list[JsonValue] = []
        for row in _listed(value):
            cells = row.items() if isinstance(row, dict) else ()
            read = {
                name: self.typed(columns[name], str(cell).strip())
                for name, cell in cells
                if name in columns and str(cell).strip()
            }
            if read:
                rows.append(read)
        return rows

    def _moment(self, words: str) -> str | None:
        if self.reader is None:
            return None
        return self.reader.moment(Utterance(text=words, now=self.now, speaker=self.speaker))


def _listed(value: str) -> list[JsonValue]:
    try:
        found = json.loads(value)
    except ValueError:
        return []
    return found if isinstance(found, list) else []
