"""What a drawing consists of: nodes, edges between them, frames around them, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return (self.x + self.width / 2, self.y + self.height / 2)

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A shape. A boundary event has a `host`, on whose edge it sits."""

    id: str
    tag: str  # the element's local name, as userTask
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()  # markup within the element, before its flows
    after: tuple[str, ...] = ()  # markup after its flows, where the schema wants event definitions
    host: str | None = None

    @property
    def size(self) -> tuple[float, float]:
        if self.tag.endswith("Event"):
            return (36, 36)
        return (50, 50) if self.tag.endswith("Gateway") else (100, 80)


@dataclass(frozen=True, slots=True)
class Edge:
    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    own: str = ""  # our own words about it, as JSON


@dataclass(frozen=True, slots=True)
class Frame:
    """A pool, or a lane in it."""

    id: str
    name: str
    box: Box
    holds: tuple[str, ...] = ()  # ids of nodes
    is_pool: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand: boxes by node id, ways by (source, target), and the frames around them."""

    boxes: Mapping[str, Box] = field(default_factory=dict)
    ways: Mapping[tuple[str, str], tuple[Point, ...]] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
