"""What a Gantt chart says in one sentence, with the same dates and delays as the picture."""

from __future__ import annotations

from datetime import datetime, timedelta

from charts import dates
from charts.schedule import OPEN, Schedule, ScheduledStep, StepState
from engine.people import Label
from engine.process import ProcessStatus

_TITLE_COLUMNS, _NAME_COLUMNS = 24, 20  # what three lines of title have room for, whatever happened
_A_DAY = timedelta(days=1)


def finding(schedule: Schedule, now: datetime) -> Label:
    """The title: what is late and when the process should end; a question when there is no plan."""
    process, title = schedule.process, _short(schedule.process.title, _TITLE_COLUMNS)
    if not schedule.steps:
        return Label(f"{title.zh}什么时候完成?", f"When will {title.en} be done?")
    match process.status:
        case ProcessStatus.RUNNING:
            return _running(schedule, title, now)
        case ProcessStatus.COMPLETED:
            return _completed(schedule, title, now)
        case ProcessStatus.REJECTED:
            return _rejected(schedule, title, now)
        case ProcessStatus.CANCELLED:
            end = dates.moment(schedule.finish.astimezone(now.tzinfo), now)
            return Label(f"{title.zh} {end.zh} 已撤回", f"{title.en} was withdrawn on {end.en}")


def counts(schedule: Schedule) -> Label:
    """7 步,完成 3 步,1 步晚了."""
    total = len(schedule.steps)
    done = schedule.count(StepState.DONE)
    late = len(schedule.late_steps)
    zh, en = f"{total} 步,完成 {done} 步", f"{total} step{'' if total == 1 else 's'}, {done} done"
    if late:
        zh, en = f"{zh},{late} 步晚了", f"{en}, {late} late"
    return Label(zh, en)


def _running(schedule: Schedule, title: Label, now: datetime) -> Label:
    if title.zh[-1:].isascii():  # a Latin end is set off from the Chinese that follows
        title = Label(f"{title.zh} ", title.en)
    end = dates.moment(schedule.finish.astimezone(now.tzinfo), now)
    cause = schedule.cause
    if schedule.late:
        late = dates.span(schedule.late)
        if cause is None:
            return Label(
                f"{title.zh}预计 {end.zh} 完成,比计划晚 {late.zh}",
                f"{title.en} is expected on {end.en}, {late.en} behind plan",
            )
        said = _was_late(cause)
        return Label(
            f"{said.zh},{title.zh}预计 {end.zh} 完成", f"{said.en}; {title.en} is expected on {end.en}"
        )
    if cause is not None and cause.state is StepState.LATE:
        said = _was_late(cause)
        return Label(
            f"{said.zh},{title.zh}仍可在 {end.zh} 按期完成",
            f"{said.en}; {title.en} can still make {end.en}",
        )
    if schedule.count(StepState.WAITING) == len(schedule.steps):
        return Label(
            f"{title.zh}计划 {end.zh} 完成,还没开始", f"{title.en} is planned for {end.en}, not begun yet"
        )
    return Label(f"{title.zh}按计划进行,预计 {end.zh} 完成", f"{title.en} is on plan, expected on {end.en}")


def _completed(schedule: Schedule, title: Label, now: datetime) -> Label:
    end = dates.moment(schedule.finish.astimezone(now.tzinfo), now)
    if schedule.late:
        late = dates.span(schedule.late)
        if schedule.cause is None:
            return Label(
                f"{title.zh} {end.zh} 完成,晚了 {late.zh}", f"{title.en} was done on {end.en}, {late.en} late"
            )
        name = _short(schedule.cause.step.name, _NAME_COLUMNS)
        return Label(
            f"{title.zh} {end.zh} 完成,晚了 {late.zh},最晚的是{name.zh}",
            f"{title.en} was done on {end.en}, {late.en} late, most of all in {name.en}",
        )
    early = schedule.planned_finish - schedule.finish
    if early >= _A_DAY:
        days = dates.span(early)
        return Label(
            f"{title.zh} {end.zh} 完成,提前 {days.zh}", f"{title.en} was done on {end.en}, {days.en} early"
        )
    return Label(f"{title.zh} {end.zh} 按期完成", f"{title.en} was done on time, on {end.en}")


def _rejected(schedule: Schedule, title: Label, now: datetime) -> Label:
    end = dates.moment(schedule.finish.astimezone(now.tzinfo), now)
    for each in schedule.steps:
        if each.state is StepState.REJECTED:
            name = _short(each.step.name, _NAME_COLUMNS)
            return Label(
                f"{title.zh} {end.zh} 在{name.zh}被驳回", f"{title.en} was rejected on {end.en}, at {name.en}"
            )
    return Label(f"{title.zh} {end.zh} 被驳回", f"{title.en} was rejected on {end.en}")


def _was_late(each: ScheduledStep) -> Label:
    name, late = _short(each.step.name, _NAME_COLUMNS), dates.span(each.late)
    verb = "is" if each.state in OPEN else "was"
    return Label(f"{name.zh}晚了 {late.zh}", f"{name.en} {verb} {late.en} late")


def _short(label: Label, columns: int) -> Label:
    """So short that the date at the sentence's end is never cut; a Chinese character takes two columns."""
    return Label(_cut(label.zh, columns), _cut(label.en, columns))


def _cut(words: str, columns: int) -> str:
    taken = 0
    for index, character in enumerate(words):
        taken += 1 if ord(character) < 0x2E80 else 2
        if taken > columns:
            return words[: max(1, index - 1)].rstrip() + "…"
    return words
