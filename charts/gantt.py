"""`gantt`: where one process stands, planned against actual, late parts in red-orange."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from charts import dates, style
from charts.bars import Bar, GanttData, caption, gantt_of
from charts.chart import ChartSpec, Form, said
from charts.font import fit, printable, width, wrap
from charts.history import gantt_process
from charts.schedule import OPEN
from charts.sheet import Sheet, blank
from charts.timescale import Tick, TimeScale
from engine.events import AnyEvent
from engine.people import Label
from engine.process import Process
from engine.step import World

_LEFT, _RIGHT = style.MARGIN, style.WIDTH - style.MARGIN
_ROOM = _RIGHT - _LEFT
_TITLE_LINE, _TEXT_LINE = 70, 52
_AXIS_HEIGHT = 118
_FEW = 12  # bars that still get an airy line each
_AIRY, _DENSE = 122, 106

_PLANNED_HEIGHT, _ACTUAL_HEIGHT = 36, 20  # the actual bar lies within the planned one
_SLIVER = 10  # px: a narrower stretch says nothing beside another
_HALF_DIAMOND = 22

_KEY = (
    (Label("计划", "planned"), style.PLANNED),
    (Label("实际", "actual"), style.ACTUAL),
    (Label("晚了", "late"), style.LATE),
)
_FORECAST = Label("预计", "expected")
_TODAY, _NOW = Label("今天", "today"), Label("现在", "now")


def collect(
    process: Process, events: Sequence[AnyEvent], *, world: World, now: datetime, language: str
) -> GanttData:
    """From a process and its whole log; days are those of the company's calendar."""
    history = gantt_process(process, events, world=world, now=now)
    return gantt_of(history, now=now, language=language, zone=world.calendar.zone)


def draw(data: GanttData, form: Form = "png") -> bytes:
    """1200 px wide, as high as its bars need."""
    with blank() as sheet:
        title = wrap(_words(data.title, data), style.TITLE_SIZE, _ROOM, lines=3)
        subtitle = wrap(_words(data.subtitle, data), style.TEXT_SIZE, _ROOM)
        pitch = _AIRY if len(data.bars) <= _FEW else _DENSE
        top = 136 + _TITLE_LINE * len(title) + _TEXT_LINE * len(subtitle)
        first = top + _AXIS_HEIGHT
        bottom = first + pitch * len(data.bars)
        padding = (data.end - data.start) * 0.02
        scale = TimeScale(data.start - padding, data.end + padding, _LEFT, _RIGHT)
        sheet.clear(height=bottom + 96)
        _head(sheet, title, subtitle, data)
        for line in range(first, bottom + 1, pitch):
            sheet.box(_LEFT, line, _RIGHT, line + 2, style.LINE)
        _time(sheet, scale, data, top=top, bottom=bottom)
        for row, bar in enumerate(data.bars):
            _row(sheet, scale, bar, data, top=first + pitch * row)
        source = fit(_words(data.source, data), style.TEXT_SIZE, _ROOM)
        sheet.write(_LEFT, bottom + 60, source, style.TEXT_SIZE, style.QUIET)
        return sheet.picture(form)


def _words(label: Label, data: GanttData) -> str:
    return printable(said(label, data.language))


def _head(sheet: Sheet, title: list[str], subtitle: list[str], data: GanttData) -> None:
    y = 34
    for line in title:
        y += _TITLE_LINE
        sheet.write_bold(_LEFT, y - 14, line, style.TITLE_SIZE)
    for line in subtitle:
        y += _TEXT_LINE
        sheet.write(_LEFT, y - 4, line, style.TEXT_SIZE, style.QUIET)
    _key(sheet, y + 68, data)


def _key(sheet: Sheet, baseline: float, data: GanttData) -> None:
    """What the colours mean; only those that occur."""
    occur = (bool(data.bars), any(bar.actual_start for bar in data.bars), any(bar.late for bar in data.bars))
    x = float(_LEFT)
    for (label, colour), is_there in zip(_KEY, occur, strict=True):
        if is_there:
            sheet.bar(x, baseline - 26, x + 44, baseline - 2, colour)
            x += 56
            x += sheet.write(x, baseline, said(label, data.language), style.TEXT_SIZE, style.QUIET) + 40
    if any(bar.state in OPEN for bar in data.bars):
        sheet.hatch(x, baseline - 26, x + 44, baseline - 2, style.ACTUAL)
        sheet.write(x + 56, baseline, said(_FORECAST, data.language), style.TEXT_SIZE, style.QUIET)


def _time(sheet: Sheet, scale: TimeScale, data: GanttData, *, top: float, bottom: float) -> None:
    """Weekends, ticks and today's line; a tick that would touch today's label keeps its line only."""
    grid = top + _AXIS_HEIGHT - 10
    for left, right in scale.weekends():
        sheet.box(left, grid, right, bottom, style.SHADE)
    ticks = scale.ticks(data.language, style.TEXT_SIZE)
    for tick in ticks:
        sheet.box(scale.x(tick.at) - 1, grid, scale.x(tick.at) + 1, bottom, style.LINE)
    if not scale.start <= data.now <= scale.end:
        today = (0.0, 0.0)
    else:
        today = _today(sheet, scale, data, top=top, bottom=bottom)
    for tick in ticks:
        lines, left, right = _two_lines(tick, scale, data.language)
        if right + 14 < today[0] or left - 14 > today[1]:
            _write_centred(sheet, lines, left, right, top=top, colour=style.QUIET)


def _today(
    sheet: Sheet, scale: TimeScale, data: GanttData, *, top: float, bottom: float
) -> tuple[float, float]:
    """Today's line and its label, light on dark; gives where the label begins and ends."""
    is_short = data.end - data.start < timedelta(days=2)
    tick = Tick(data.now, dates.day(data.now, data.now), _TODAY)
    if is_short:
        tick = Tick(data.now, dates.clock(data.now), _NOW)
    lines, left, right = _two_lines(tick, scale, data.language, padding=14)
    x, base = scale.x(data.now), top + _AXIS_HEIGHT - 14
    sheet.bar(left, top, right, base, style.INK, radius=10)
    sheet.box(x - 2, base, x + 2, bottom, style.INK)
    _write_centred(sheet, lines, left, right, top=top, colour=style.PAPER)
    return left, right


def _two_lines(
    tick: Tick, scale: TimeScale, language: str, *, padding: float = 0
) -> tuple[list[str], float, float]:
    """A tick's words, and where they begin and end: over their moment, but on the page."""
    lines = [said(label, language) for label in (tick.label, tick.below)]
    wide = max(width(line, style.TEXT_SIZE) for line in lines) + 2 * padding
    left = min(max(scale.x(tick.at) - wide / 2, _LEFT), _RIGHT - wide)
    return lines, left, left + wide


def _write_centred(
    sheet: Sheet, lines: list[str], left: float, right: float, *, top: float, colour: str
) -> None:
    for line, below in zip(lines, (42, 88), strict=True):
        x = (left + right - width(line, style.TEXT_SIZE)) / 2
        sheet.write(x, top + below, line, style.TEXT_SIZE, colour)


def _row(sheet: Sheet, scale: TimeScale, bar: Bar, data: GanttData, *, top: float) -> None:
    """One line of words (what, who, how it stands), the bar beneath it."""
    note = fit(_words(bar.note, data), style.TEXT_SIZE, _ROOM * 0.55)
    note_starts = _RIGHT - width(note, style.TEXT_SIZE)
    room = note_starts - _LEFT - 40
    who = fit(_words(bar.who, data), style.TEXT_SIZE, room * 0.4)
    name = fit(_words(bar.label, data), style.NAME_SIZE, room - width(who, style.TEXT_SIZE) - 24)
    who_starts = _LEFT + width(name, style.NAME_SIZE) + 24
    now, baseline = scale.x(data.now), top + 49
    for words, x, size, colour in (
        (name, _LEFT, style.NAME_SIZE, style.INK),
        (who, who_starts, style.TEXT_SIZE, style.QUIET),
        (note, note_starts, style.TEXT_SIZE, style.LATE_INK if bar.late else style.QUIET),
    ):
        if not words:
            continue
        if x - 8 < now < x + width(words, size) + 8:  # today's line goes behind the words, not through them
            sheet.box(now - 2, top + 2, now + 2, top + 62, style.PAPER)
        sheet.write(x, baseline, words, size, colour)
    if bar.planned_start == bar.planned_end:
        _milestone(sheet, scale, bar, middle=top + 86)
    else:
        sheet.bar(
            *_stretch(scale, bar.planned_start, bar.planned_end, top + 86, _PLANNED_HEIGHT), style.PLANNED
        )
        _expected(sheet, scale, bar, data.now, middle=top + 86)
        _actual(sheet, scale, bar, data.now, middle=top + 86)


def _expected(sheet: Sheet, scale: TimeScale, bar: Bar, now: datetime, *, middle: float) -> None:
    if not (bar.expected_start and bar.expected_end):
        return
    begin = max(now, bar.expected_start)
    turns_late = min(bar.expected_end, max(begin, bar.planned_end)) if bar.late else bar.expected_end
    if bar.late and scale.x(turns_late) - scale.x(begin) < _SLIVER:
        turns_late = begin
    if begin < turns_late:
        sheet.hatch(*_stretch(scale, begin, turns_late, middle, _ACTUAL_HEIGHT), style.ACTUAL)
    if turns_late < bar.expected_end:
        sheet.hatch(*_stretch(scale, turns_late, bar.expected_end, middle, _ACTUAL_HEIGHT), style.LATE)


def _actual(sheet: Sheet, scale: TimeScale, bar: Bar, now: datetime, *, middle: float) -> None:
    if not bar.actual_start:
        return
    end = bar.actual_end or max(now, bar.actual_start)
    turns_late = min(end, max(bar.actual_start, bar.planned_end)) if bar.late else end
    if bar.actual_start < turns_late or not bar.late:
        sheet.bar(*_stretch(scale, bar.actual_start, turns_late, middle, _ACTUAL_HEIGHT), style.ACTUAL)
    if turns_late < end:
        sheet.bar(*_stretch(scale, turns_late, end, middle, _ACTUAL_HEIGHT), style.LATE)


def _stretch(
    scale: TimeScale, start: datetime, end: datetime, middle: float, height: float
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a bar; never so short that it cannot be seen."""
    left = scale.x(start)
    return left, middle - height / 2, max(scale.x(end), left + 6), middle + height / 2


def _milestone(sheet: Sheet, scale: TimeScale, bar: Bar, *, middle: float) -> None:
    """A diamond where it was planned, another where it came; a hollow one where it may be expected."""
    planned, reached = scale.x(bar.planned_end), bar.actual_end or bar.expected_end
    colour = style.LATE if bar.late else style.ACTUAL
    if reached and bar.late:
        sheet.box(planned, middle - 2, scale.x(reached), middle + 2, colour)
    _diamond(sheet, planned, middle, _HALF_DIAMOND, style.PLANNED)
    if reached:
        _diamond(sheet, scale.x(reached), middle, _HALF_DIAMOND, colour)
    if reached and not bar.actual_end:
        _diamond(sheet, scale.x(reached), middle, _HALF_DIAMOND * 0.65, style.PAPER)


def _diamond(sheet: Sheet, x: float, y: float, half: float, colour: str) -> None:
    sheet.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour)


CHART = ChartSpec(name="gantt", collect=collect, draw=draw, caption=caption)
