"""What a Gantt chart shows: one bar per step, planned against actual, with its date or delay in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from charts import dates
from charts.finding import counts, finding
from charts.schedule import OPEN, GanttProcess, Schedule, ScheduledStep, StepState, schedule
from engine.people import Label
from engine.process import ProcessStatus

MAX_BARS = 30

_A_LITTLE = timedelta(hours=1)
_FINISH = Label("完成", "Finish")
_NOTHING = Label("", "")


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chart. A bar planned to start and end at one moment is a milestone.

    `expected_end` is there while it is open; `note` is what stands at the right: its date, its delay.
    """

    label: Label
    who: Label
    state: StepState
    note: Label
    late: bool
    planned_start: datetime
    planned_end: datetime
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    expected_start: datetime | None = None
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class GanttData:
    """A Gantt chart before it is drawn; all moments are in the readers' time zone."""

    title: Label
    subtitle: Label
    counts: Label
    source: Label
    bars: tuple[Bar, ...]
    now: datetime
    start: datetime
    end: datetime
    language: str  # zh or en


def gantt_of(
    process: GanttProcess, *, now: datetime, language: str, zone: tzinfo, most: int = MAX_BARS
) -> GanttData:
    """At the most so many bars, the last of which is the end of the whole."""
    plan, local = schedule(process, now), now.astimezone(zone)
    bars = [_bar(each, local) for each in plan.steps]
    shown = (*_at_most(bars, most - 1), _finish(plan, local)) if bars else ()
    start, end = _period(shown, local, running=process.status is ProcessStatus.RUNNING)
    period, total = dates.period(start, end, local), counts(plan)
    drawn = dates.day_and_clock(local, local)
    return GanttData(
        title=finding(plan, local),
        subtitle=Label(
            f"{process.template.zh} {process.number} · {period.zh} · {total.zh}",
            f"{process.template.en} {process.number} · {period.en} · {total.en}",
        ),
        counts=total,
        source=Label(
            f"来源:{process.number} 的流程记录,{drawn.zh}",
            f"Source: event log of {process.number}, {drawn.en}",
        ),
        bars=shown,
        now=local,
        start=start,
        end=end,
        language=language,
    )


def caption(data: GanttData) -> Label:
    """The sentence beside the picture: the finding and the counts, as in the picture."""
    title, total = data.title, data.counts
    if not data.bars:
        return title
    return Label(f"{title.zh}。共 {total.zh}。", f"{title.en}. {total.en}.")


def _bar(each: ScheduledStep, now: datetime) -> Bar:
    step, is_open = each.step, each.state in OPEN
    zone = now.tzinfo
    started = step.actual_start is not None
    return Bar(
        label=step.name,
        who=Label("、".join(who.zh for who in step.who), ", ".join(who.en for who in step.who)),
        state=each.state,
        note=_note(each, now),
        late=bool(each.late),
        planned_start=step.planned_start.astimezone(zone),
        planned_end=max(step.planned_start, step.planned_end).astimezone(zone),
        actual_start=each.start.astimezone(zone) if started else None,
        actual_end=each.end.astimezone(zone) if started and not is_open else None,
        expected_start=each.start.astimezone(zone) if is_open else None,
        expected_end=each.end.astimezone(zone) if is_open else None,
    )


def _note(each: ScheduledStep, now: datetime) -> Label:
    end = dates.moment(each.end.astimezone(now.tzinfo), now)
    late = dates.span(each.late)
    match each.state:
        case StepState.LATE:
            return Label(f"晚 {late.zh}", f"{late.en} late")
        case StepState.UNREACHED:
            return Label("没走到", "not reached")
        case StepState.REJECTED:
            return Label(f"{end.zh} 驳回", f"rejected {end.en}")
        case StepState.STOPPED:
            return Label(f"{end.zh} 中止", f"stopped {end.en}")
        case StepState.DONE:
            note = Label(f"{end.zh} 完成", f"done {end.en}")
        case StepState.RUNNING:
            note = Label(f"办理中,{end.zh} 到期", f"in progress, due {end.en}")
            if each.late:
                note = Label(f"办理中,预计 {end.zh}", f"in progress, expected {end.en}")
        case StepState.WAITING:
            note = Label(f"计划 {end.zh} 完成", f"planned by {end.en}")
            if each.late:
                note = Label(f"预计 {end.zh} 完成", f"expected {end.en}")
    return Label(f"{note.zh},晚 {late.zh}", f"{note.en}, {late.en} late") if each.late else note


def _finish(plan: Schedule, now: datetime) -> Bar:
    """The end of the whole process, as a milestone."""
    finish, planned = plan.finish.astimezone(now.tzinfo), plan.planned_finish.astimezone(now.tzinfo)
    end, late = dates.moment(finish, now), bool(plan.late)
    note, state = Label(end.zh, end.en), StepState.DONE
    if plan.process.status is ProcessStatus.RUNNING:
        note, state = Label(f"预计 {end.zh}", f"expected {end.en}"), StepState.WAITING
    elif plan.process.status is not ProcessStatus.COMPLETED:
        note, state, late = Label("没走到", "not reached"), StepState.UNREACHED, False
    if late:
        span = dates.span(plan.late)
        note = Label(f"{note.zh},晚 {span.zh}", f"{note.en}, {span.en} late")
    reached = finish if state is StepState.DONE else None
    expected = finish if state is StepState.WAITING else None
    return Bar(_FINISH, _NOTHING, state, note, late, planned, planned, reached, reached, expected, expected)


def _at_most(bars: Sequence[Bar], most: int) -> list[Bar]:
    """All of them, or the ones that matter most and the rest in one line per state, counted."""
    if len(bars) <= most:
        return list(bars)
    ranked = sorted(range(len(bars)), key=lambda index: _weight(bars[index], index))
    kept = set(ranked[: most - len(_KINDS)])
    rest = [bar for index, bar in enumerate(bars) if index not in kept]
    groups = [_group(label, [bar for bar in rest if bar.state in states]) for label, states in _KINDS]
    shown = [bar for index, bar in enumerate(bars) if index in kept] + [bar for bar in groups if bar]
    return sorted(shown, key=lambda bar: (bar.planned_start, bar.planned_end))


_KINDS = (
    (Label("已结束", "ended"), frozenset(StepState) - OPEN),
    (Label("正在办", "in progress"), frozenset({StepState.RUNNING, StepState.LATE})),
    (Label("还没到", "still to come"), frozenset({StepState.WAITING})),
)


def _weight(bar: Bar, index: int) -> tuple[int, int]:
    """Small for what matters: late and open, then running, rejected, late once, next to come, ended last."""
    match bar.state:
        case StepState.LATE:
            return 0, index
        case StepState.RUNNING | StepState.REJECTED:
            return 1, index
        case StepState.WAITING:
            return 3, index
        case _:
            return 2 if bar.late else 4, -index


def _group(label: Label, bars: Sequence[Bar]) -> Bar | None:
    if not bars:
        return None
    late = sum(bar.late for bar in bars)
    return Bar(
        label=Label(f"另 {len(bars)} 步{label.zh}", f"{len(bars)} more steps {label.en}"),
        who=_NOTHING,
        state=bars[0].state,
        note=Label(f"其中 {late} 步晚", f"{late} of them late") if late else _NOTHING,
        late=bool(late),
        planned_start=min(bar.planned_start for bar in bars),
        planned_end=max(bar.planned_end for bar in bars),
        actual_start=_first(bar.actual_start for bar in bars),
        actual_end=_last(bar.actual_end for bar in bars),
        expected_start=_first(bar.expected_start for bar in bars),
        expected_end=_last(bar.expected_end for bar in bars),
    )


def _first(moments: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def _last(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


def _period(bars: Sequence[Bar], now: datetime, *, running: bool) -> tuple[datetime, datetime]:
    moments = [now] if running or not bars else []
    for bar in bars:
        known = (bar.planned_start, bar.planned_end, bar.actual_start, bar.actual_end, bar.expected_end)
        moments += [moment for moment in known if moment]
    start, end = min(moments), max(moments)
    return (start, end) if end - start >= _A_LITTLE else (start - _A_LITTLE / 2, start + _A_LITTLE / 2)
