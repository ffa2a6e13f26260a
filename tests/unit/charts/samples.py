"""A small new-product process of the demo company, in the states that the tests need."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PIL import Image

from charts.bars import GanttData, gantt_of
from charts.schedule import GanttProcess, PlannedStep, StepState
from engine.people import Label
from engine.process import ProcessStatus

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 14, 30, tzinfo=ZONE)


def at(day: int, hour: int = 18, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def step(
    name: str,
    english: str,
    planned: tuple[datetime, datetime],
    state: StepState = StepState.WAITING,
    actual: tuple[datetime | None, datetime | None] = (None, None),
    *,
    due_at: datetime | None = None,
    expected: tuple[datetime | None, datetime | None] = (None, None),
    who: tuple[Label, ...] = (Label("徐静", "Xu Jing"),),
) -> PlannedStep:
    return PlannedStep(Label(name, english), who, state, *planned, *actual, due_at, *expected)


DESIGN = step("设计初稿", "First design", (at(16, 9), at(18)), StepState.DONE, (at(16, 9), at(18, 15)))
DESIGN_LATE = step("设计初稿", "First design", (at(16, 9), at(18)), StepState.DONE, (at(16, 9), at(19)))
LEGAL = step("法务审核", "Legal review", (at(19, 9), at(25)), StepState.RUNNING, (at(19, 9), None))
LEGAL_LATE = step("法务审核", "Legal review", (at(19, 9), at(22)), StepState.RUNNING, (at(19, 9), None))
LEGAL_DONE = step("法务审核", "Legal review", (at(19, 9), at(25)), StepState.DONE, (at(19, 9), at(24, 12)))
LEGAL_REJECTED = step(
    "法务审核", "Legal review", (at(19, 9), at(25)), StepState.REJECTED, (at(19, 9), at(23))
)
BUDGET = step("预算审批", "Budget approval", (at(26, 9), at(4, month=12)))
BUDGET_MOVED = step(
    "预算审批", "Budget approval", (at(26, 9), at(4, month=12)), expected=(at(30, 9), at(8, month=12))
)


def process(
    *steps: PlannedStep,
    status: ProcessStatus = ProcessStatus.RUNNING,
    due_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> GanttProcess:
    return GanttProcess(
        number="NP-12",
        title=Label("极光手表", "Aurora watch"),
        template=Label("新品立项", "New product"),
        status=status,
        steps=steps,
        due_at=due_at,
        ended_at=ended_at,
    )


def many(count: int, *, done: int, late: int = 0) -> GanttProcess:
    """So many steps of a day each; `late` of the done ones took a day more; one step runs."""
    first = NOW - timedelta(days=done, hours=3)
    steps = []
    for place in range(count):
        start, end = first + timedelta(days=place), first + timedelta(days=place, hours=20)
        took = timedelta(days=1) if place < late else timedelta()
        state = StepState.DONE if place < done else StepState.RUNNING if place == done else StepState.WAITING
        actual = (start if place <= done else None, end + took if place < done else None)
        steps.append(step(f"第 {place + 1} 步", f"Step {place + 1}", (start, end), state, actual))
    return process(*steps)


def data(sample: GanttProcess, language: str = "zh", now: datetime = NOW) -> GanttData:
    return gantt_of(sample, now=now, language=language, zone=ZONE)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def pixels_of(png: bytes, colour: str) -> int:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    return sum(count for count, each in picture(png).getcolors(1 << 16) or () if each == wanted)
