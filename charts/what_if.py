"""What a changed template would have meant: people's tasks and the durations, before and after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from charts import dates, style
from charts.chart import ChartSpec, Form, said
from charts.font import fit, printable, width, wrap
from charts.sheet import Sheet, blank
from engine.people import Directory, Label
from engine.simulation import Report
from engine.template import Template

_MOST = 8  # people; the rest are one line
_ROW, _BAR = 118, 34
_LEFT = 330  # where the bars begin
_ROOM = style.WIDTH - style.MARGIN - _LEFT
_REST = Label("其他人", "Others")
_STEPS = Label("自动通过", "By itself")


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: how it was and how it would be, in numbers and in words."""

    label: Label
    before: float
    after: float
    words: Label


@dataclass(frozen=True, slots=True)
class WhatIfData:
    title: Label
    subtitle: Label
    tasks: tuple[Pair, ...]
    durations: tuple[Pair, ...]
    language: str


def collect(report: Report, template: Template, directory: Directory, *, language: str) -> WhatIfData:
    """People whose number of tasks changes come first; those are of all replayed processes together."""
    total, changed = len(report.replayed), len(report.changed)
    title = Label(f"{total} 个里有 {changed} 个会不一样", f"{changed} of {total} would be different")
    if not total:
        title = Label("还没有走完的流程可以试算", "No process has ended yet that could be replayed")
    elif not changed:
        title = Label(f"最近 {total} 个都不会变", f"None of the latest {total} would be different")
    return WhatIfData(
        title=title,
        subtitle=Label(
            f"{template.name.zh} · 用走完的流程试算", f"{template.name.en} · finished ones replayed"
        ),
        tasks=_tasks(report, directory),
        durations=_durations(report) if total else (),
        language=language,
    )


def _tasks(report: Report, directory: Directory) -> tuple[Pair, ...]:
    before = Counter(person for each in report.replayed for _, person in each.then)
    after = Counter(person for each in report.replayed for _, person in each.now)
    silent = sum(len(each.by_itself) for each in report.replayed)
    everyone = sorted({*before, *after}, key=lambda one: (-abs(after[one] - before[one]), -before[one], one))
    shown, rest = (everyone, []) if len(everyone) <= _MOST else (everyone[: _MOST - 1], everyone[_MOST - 1 :])
    lines = [_count(_named(each, directory), before[each], after[each]) for each in shown]
    if rest:
        lines.append(_count(_REST, sum(before[each] for each in rest), sum(after[each] for each in rest)))
    if silent:
        lines.append(_count(_STEPS, 0, silent))
    return tuple(lines)


def _named(person: str, directory: Directory) -> Label:
    found = directory.people.get(person)  # type: ignore[call-overload]  # an id is a str
    return found.name if found else Label(person, person)


def _count(label: Label, before: int, after: int) -> Pair:
    words = f"{before}" if before == after else f"{before} → {after}"
    return Pair(label, before, after, Label(words, words))


def _durations(report: Report) -> tuple[Pair, ...]:
    """In working time."""
    slowest = max(each.took for each in report.replayed), max(each.would_take for each in report.replayed)
    return (
        _span(Label("一半在此内", "Half within"), report.took, report.would_take, report.day),
        _span(Label("最慢的", "The slowest"), *slowest, report.day),
    )


def _span(label: Label, before: timedelta, after: timedelta, day: timedelta) -> Pair:
    was, would = dates.working(before, day), dates.working(after, day)
    words = was if was == would else Label(f"{was.zh} → {would.zh}", f"{was.en} → {would.en}")
    return Pair(label, before.total_seconds(), after.total_seconds(), words)


def draw(data: WhatIfData, form: Form = "png") -> bytes:
    """1200 px wide, as high as its lines need."""
    with blank() as sheet:
        title = wrap(_printed(data.title, data), style.TITLE_SIZE, style.WIDTH - 2 * style.MARGIN, lines=2)
        sections = (
            (Label("每个人的任务数", "Tasks of each person"), data.tasks),
            (Label("用时(工作时间)", "Duration (working time)"), data.durations),
        )
        shown = [(name, lines) for name, lines in sections if lines]
        top = 120.0 + 70 * len(title)
        sheet.clear(height=int(top + sum(110 + _ROW * len(lines) for _, lines in shown) + 90))
        for row, line in enumerate(title):
            sheet.write_bold(style.MARGIN, 90 + 70 * row, line, style.TITLE_SIZE)
        room = style.WIDTH - 2 * style.MARGIN
        subtitle = fit(_printed(data.subtitle, data), style.TEXT_SIZE, room)
        sheet.write(style.MARGIN, top - 10, subtitle, style.TEXT_SIZE, style.QUIET)
        for name, lines in shown:
            top = _section(sheet, name, lines, data, top)
        _legend(sheet, data, top + 50)
        return sheet.picture(form)


def _section(sheet: Sheet, name: Label, lines: tuple[Pair, ...], data: WhatIfData, top: float) -> float:
    """Gives where it ends."""
    sheet.write_bold(style.MARGIN, top + 80, _printed(name, data), style.NAME_SIZE)
    top += 110
    words = max(width(_printed(each.words, data), style.TEXT_SIZE) for each in lines)
    largest = max(max(each.before, each.after) for each in lines) or 1
    scale = (_ROOM - words - 24) / largest
    for each in lines:
        _pair(sheet, each, data, top, scale)
        top += _ROW
    return top


def _pair(sheet: Sheet, pair: Pair, data: WhatIfData, top: float, scale: float) -> None:
    label = fit(_printed(pair.label, data), style.NAME_SIZE, _LEFT - style.MARGIN - 24)
    sheet.write(style.MARGIN, top + 56, label, style.NAME_SIZE)
    ends = [_LEFT + max(value * scale, 6 if value else 2) for value in (pair.before, pair.after)]
    sheet.bar(_LEFT, top + 4, ends[0], top + 4 + _BAR, style.PLANNED, radius=6)
    sheet.bar(_LEFT, top + 10 + _BAR, ends[1], top + 10 + 2 * _BAR, style.ACTUAL, radius=6)
    ink = style.INK if pair.before != pair.after else style.QUIET
    sheet.write(max(ends) + 20, top + 56, _printed(pair.words, data), style.TEXT_SIZE, ink)


def _legend(sheet: Sheet, data: WhatIfData, top: float) -> None:
    """Colour is said in words as well."""
    x = float(style.MARGIN)
    for colour, words in (
        (style.PLANNED, Label("原来", "before")),
        (style.ACTUAL, Label("改后", "after")),
    ):
        sheet.bar(x, top - 26, x + 40, top + 4, colour, radius=6)
        x += 54 + sheet.write(x + 54, top, _printed(words, data), style.TEXT_SIZE, style.QUIET) + 44


def _printed(label: Label, data: WhatIfData) -> str:
    return printable(said(label, data.language))


def caption(data: WhatIfData) -> Label:
    return Label(f"试算:{data.title.zh}", f"Simulation: {data.title.en}")


CHART = ChartSpec(name="what_if", collect=collect, draw=draw, caption=caption)
