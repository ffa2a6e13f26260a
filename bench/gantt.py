"""`python -m bench.gantt`: our Gantt chart beside the plain matplotlib twin of the same picture.

Each line of output is one figure with its yardstick from the same run. The ways alternate (ours, twin, …)
and the ratio is the median of the rounds' ratios; memory and first charts are measured in fresh processes.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import found
from bot.app.company import read_company
from bot.app.demo.files import company_source, template_sources
from bot.app.lettering import words_in_charts
from charts import style
from charts.bars import Bar, GanttData, gantt_of
from charts.font import font_path
from charts.gantt import draw
from charts.schedule import GanttProcess, PlannedStep, StepState
from charts.sheet import warm_up
from engine.formats import yaml
from engine.people import Label
from engine.process import ProcessStatus

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ZONE = ZoneInfo("Asia/Shanghai")
_NOW = datetime(2026, 11, 24, 14, 30, tzinfo=_ZONE)
_NAMES = ("市场调研", "技术可行性评审", "法务审核", "预算审批", "样机试制", "供应商确认", "质量验证")
_WHO = ("郑爽", "陈杰", "徐静", "李娜", "孙磊", "周婷")
_ROUNDS = 7
_RENDERS = 300


def sample(rows: int) -> GanttData:
    """So many rows, half of them begun and so with a second bar; every fourth is late."""
    steps, begins = [], _NOW - timedelta(days=rows)
    for row in range(rows):
        start, end = begins + timedelta(days=2 * row), begins + timedelta(days=2 * row + 3)
        late = timedelta(days=1.5) if row % 4 == 0 else -timedelta(hours=5)
        is_done, has_begun = end + late < _NOW, start < _NOW
        steps.append(
            PlannedStep(
                name=Label(f"{_NAMES[row % 7]} {row + 1}", f"Step {row + 1}"),
                who=(Label(_WHO[row % 6], f"Person {row % 6}"),),
                state=StepState.DONE if is_done else StepState.RUNNING if has_begun else StepState.WAITING,
                planned_start=start,
                planned_end=end,
                actual_start=start if has_begun else None,
                actual_end=end + late if is_done else None,
            )
        )
    process = GanttProcess(
        "NP-12",
        Label("极光手表", "Aurora"),
        Label("新品立项", "New product"),
        ProcessStatus.RUNNING,
        tuple(steps),
    )
    return gantt_of(process, now=_NOW, language="zh", zone=_ZONE, most=rows + 1)


def draw_plainly(data: GanttData) -> bytes:
    """The same picture as one would draw it with Figure and Agg: a barh per bar, ticks, savefig."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - as in charts
    from matplotlib.figure import Figure  # noqa: PLC0415 - as in charts
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - as in charts

    font = FontProperties(fname=str(font_path()), size=style.TEXT_SIZE)
    big = FontProperties(fname=str(font_path()), size=style.TITLE_SIZE)
    height = 372 + 106 * len(data.bars) + 96
    figure = Figure(figsize=(style.WIDTH / 72, height / 72), dpi=72)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.3, 0.03, 0.67, 1 - 400 / height))
    for row, bar in enumerate(data.bars):
        _bars_plainly(axes, row, bar, data.now)
        across = axes.get_yaxis_transform()
        colour = style.LATE if bar.late else style.QUIET
        axes.text(0, row - 0.3, bar.who.zh, fontproperties=font, transform=across)
        axes.text(1, row - 0.3, bar.note.zh, fontproperties=font, transform=across, ha="right", color=colour)
    day = data.start
    while day < data.end:
        if day.weekday() == 5 and data.end - data.start < timedelta(days=120):
            axes.axvspan(_days(day), _days(day) + 2, color=style.SHADE)
        day += timedelta(days=1)
    axes.axvline(_days(data.now), color=style.INK, linewidth=4)
    axes.set_yticks(range(len(data.bars)), [bar.label.zh for bar in data.bars], fontproperties=font)
    axes.set_ylim(len(data.bars) - 0.5, -0.5)
    axes.xaxis.tick_top()
    weeks = [data.start + (data.end - data.start) * part / 4 for part in range(5)]
    dates = [f"{each.month}月{each.day}日" for each in weeks]
    axes.set_xticks([_days(each) for each in weeks], dates, fontproperties=font)
    axes.grid(axis="both", color=style.LINE)
    axes.set_title(data.title.zh, fontproperties=big, loc="left", x=-0.4, pad=80)
    figure.text(0.03, 1 - 130 / height, data.subtitle.zh, fontproperties=font)
    figure.text(0.03, 20 / height, data.source.zh, fontproperties=font)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _bars_plainly(axes: Axes, row: int, bar: Bar, now: datetime) -> None:
    planned, planned_end = _days(bar.planned_start), _days(bar.planned_end)
    axes.barh(row, planned_end - planned, left=planned, height=0.34, color=style.PLANNED)
    if bar.actual_start:
        begin, end = _days(bar.actual_start), _days(bar.actual_end or now)
        axes.barh(row, min(end, planned_end) - begin, left=begin, height=0.2, color=style.ACTUAL)
        if end > planned_end:
            axes.barh(row, end - planned_end, left=planned_end, height=0.2, color=style.LATE)
    if bar.expected_start and bar.expected_end:
        begin, end = _days(max(now, bar.expected_start)), _days(bar.expected_end)
        axes.barh(row, end - begin, left=begin, height=0.2, color="w", edgecolor=style.ACTUAL, hatch="//")


def _days(moment: datetime) -> float:
    return moment.timestamp() / 86400


def _ms(
    way: Callable[[GanttData], bytes], data: GanttData, clock: Callable[[], float] = perf_counter
) -> float:
    begun = clock()
    way(data)
    return (clock() - begun) * 1000


def _rss_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def speed(rows: int) -> dict[str, object]:
    data = sample(rows)
    _ms(draw, data), _ms(draw_plainly, data)
    rounds = [(_ms(draw, data), _ms(draw_plainly, data)) for _ in range(_ROUNDS)]
    ratios = sorted(twin / ours for ours, twin in rounds)
    return {
        "bench": "gantt_warm",
        "rows": rows,
        "ours_ms": round(median(ours for ours, _ in rounds), 1),
        "twin_ms": round(median(twin for _, twin in rounds), 1),
        "times_as_fast": round(median(ratios), 2),
        "range": [round(ratios[0], 2), round(ratios[-1], 2)],
        "goal": ">= 2.2",
    }


def growth(way: Callable[[GanttData], bytes]) -> dict[str, object]:
    """Memory after 300 more charts, of changing sizes as in life."""
    datas = [sample(rows) for rows in (7, 29, 3, 12)]
    for data in datas:
        way(data)
    before = _rss_mib()
    for turn in range(_RENDERS):
        way(datas[turn % len(datas)])
    return {"mib": round(_rss_mib() - before, 1)}


def first() -> dict[str, object]:
    """The first chart of a worker that warmed up at its start, and later ones; sizes differ, as in life.

    As a worker does, it knows the words of the (demo) company; the chart has its people and steps of others.
    Processor time, lest a neighbour on the machine fall upon the one that cannot be repeated.
    """
    steps = found.step_types()
    templates = [yaml.read(source, 1, steps, name) for name, source in template_sources().items()]
    warm_up(words_in_charts(read_company(company_source(), _ZONE).directory, templates))
    data, between = sample(29), sample(7)
    first_ms = _ms(draw, data, process_time)
    later = []
    for _ in range(9):
        draw(between)
        later.append(_ms(draw, data, process_time))
    return {"first_ms": round(first_ms, 1), "later_ms": round(median(later), 1)}


_ALONE: dict[str, Callable[[], dict[str, object]]] = {
    "ours": lambda: growth(draw),
    "twin": lambda: growth(draw_plainly),
    "first": first,
}


def _in_a_fresh_process(part: str) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "bench.gantt", part], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _tell(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        style.prepare(Path(cache))
        if len(sys.argv) > 1:
            _tell(_ALONE[sys.argv[1]]())
            return
        for rows in (60, 29):
            _tell(speed(rows))
        ours, twin = _in_a_fresh_process("ours"), _in_a_fresh_process("twin")
        _tell(
            {"bench": "gantt_memory", "renders": _RENDERS, "ours_mib": ours["mib"], "twin_mib": twin["mib"],
             "goal": "<= 5"}
        )  # fmt: skip
        starts = [_in_a_fresh_process("first") for _ in range(7)]
        ratios = sorted(each["first_ms"] / each["later_ms"] for each in starts)
        _tell(
            {
                "bench": "gantt_first",
                "first_ms": median(each["first_ms"] for each in starts),
                "later_ms": median(each["later_ms"] for each in starts),
                "first_over_later": round(median(ratios), 2),
                "range": [round(ratios[0], 2), round(ratios[-1], 2)],
                "goal": "<= 1.5",
            }
        )


if __name__ == "__main__":
    main()
