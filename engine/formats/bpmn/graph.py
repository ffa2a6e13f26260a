"""A drawing on its way to a template: pieces and ways between them, rewritten step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.formats.bpmn.findings import Findings, Level
from engine.formats.bpmn.model import Drawn, Item, Line
from engine.people import Label

PASS = "pass"  # a piece that only leads on
FINISH = "end"  # a piece at which a token ends


@dataclass(slots=True)
class Piece:
    """What one element becomes: a kind of step and its settings, or one of the two above."""

    id: str
    item: Item | None = None  # None: added by a rewriting
    kind: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    name: Label | None = None
    is_ours: bool = False  # carries our own words, which are not second-guessed
    origin: Item | None = None  # of an added one: the element it was made for

    @property
    def shown(self) -> str:
        return self.item.name if self.item else ""


@dataclass(slots=True)
class Way:
    """`when` is CEL, set once the fields are known; `line` is where it was drawn."""

    source: str
    target: str
    line: Line | None = None
    when: str | None = None
    label: Label | None = None
    is_default: bool = False
    condition: str = ""  # as drawn

    def moved(self, *, source: str | None = None, target: str | None = None) -> Way:
        return Way(
            source or self.source,
            target or self.target,
            self.line,
            self.when,
            self.label,
            self.is_default,
            self.condition,
        )


@dataclass(slots=True)
class Graph:
    drawn: Drawn
    findings: Findings
    pieces: dict[str, Piece] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    entry: str = ""

    def out_of(self, piece: str) -> list[Way]:
        return [each for each in self.ways if each.source == piece]

    def into(self, piece: str) -> list[Way]:
        return [each for each in self.ways if each.target == piece]

    def add(self, id_: str, kind: str, name: Label | None = None, *, origin: Item | None = None) -> Piece:
        """A piece that was not drawn; the id gets a number when it is taken."""
        free = id_
        number = 2
        while free in self.pieces:
            free, number = f"{id_}_{number}", number + 1
        self.pieces[free] = Piece(free, kind=kind, name=name, origin=origin)
        return self.pieces[free]

    def remove(self, piece: str) -> None:
        self.pieces.pop(piece, None)
        self.ways = [each for each in self.ways if piece not in (each.source, each.target)]

    def connect(self, source: str, target: str) -> Way:
        way = Way(source, target)
        self.ways.append(way)
        return way

    def reached(self, start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here in self.pieces and here not in seen:
                seen.add(here)
                waiting += [each.target for each in self.out_of(here)]
                waiting += self.led_to(here)
        return seen

    def led_to(self, piece: str) -> Iterator[str]:
        """Pieces that a setting names as the way out."""
        settings = self.pieces[piece].settings
        timeout = settings.get("timeout")
        if isinstance(timeout, dict) and isinstance(timeout.get("to"), str):
            yield timeout["to"]
        for key in ("reject_to", "on_error"):
            if isinstance(settings.get(key), str):
                yield settings[key]

    def tell(self, level: Level, of: Piece | Item | Way, zh: str, en: str) -> None:
        """A finding about an element of the drawing."""
        if isinstance(of, Way):
            if of.line:
                self.findings.add(level, of.line.id, of.line.name, of.line.element.line, zh, en)
            else:
                self.tell(level, self.pieces[of.source], zh, en)
            return
        item = of.item or of.origin if isinstance(of, Piece) else of
        if item is None:
            self.findings.add(level, of.id, "", None, zh, en)
        else:
            self.findings.add(level, item.id, item.name, item.line, zh, en)


def graph(drawn: Drawn, findings: Findings) -> Graph:
    made = Graph(drawn, findings)
    made.pieces = {id_: Piece(id_, item) for id_, item in drawn.items.items()}
    made.ways = [
        Way(each.source, each.target, each, is_default=each.is_default, condition=each.condition)
        for each in drawn.lines
    ]
    return made
