"""What a chart is: data collected from storage, a picture drawn from the data, the sentence beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from engine.people import Label

Data = TypeVar("Data")
Drawn = TypeVar("Drawn", contravariant=True)
Form = Literal["png", "svg"]


class Draw(Protocol[Drawn]):
    def __call__(self, data: Drawn, form: Form = "png", /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ChartSpec(Generic[Data]):
    """One kind of chart, declared as `CHART` in its file; files of this folder without one are its tools.

    `collect` differs in its arguments from chart to chart; `draw` gives a picture 1200 px wide; `caption` is
    the sentence beside the picture, from the same numbers.
    """

    name: str  # as in the intent contract's `show_chart.chart`
    collect: Callable[..., Data]
    draw: Draw[Data]
    caption: Callable[[Data], Label]


def said(label: Label, language: str) -> str:
    return label.zh if language == "zh" else label.en
