"""Lists of tasks, and the timers that are due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.commands import Approve, Complete
from engine.process import Because, Number, TaskId, TaskStatus, TimerKind
from storage.database import Database
from storage.queries.counts import counts
from storage.queries.events import EventQueries
from storage.queries.tasks import TaskQueries
from storage.timers import Timers
from tests.unit.storage.office import CHEN, LI, LIU, NOW, Office, open_office

LATER = NOW + timedelta(hours=1)
NEXT_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


@pytest.fixture
def queries(office: Office) -> TaskQueries:
    return TaskQueries(office.database)


def test_what_somebody_has_to_do_comes_the_most_urgent_first(office: Office, queries: TaskQueries) -> None:
    office.launch()
    office.purchase(now=LATER)
    office.purchase(now=NOW)
    assert [each.id for each in queries.open_of(CHEN)] == ["PR-2-1", "PR-1-1"]
    assert [each.id for each in queries.open_of(LI)] == ["LA-1-2"]


def test_a_task_without_due_time_comes_last(office: Office, queries: TaskQueries) -> None:
    launch = office.launch(now=NOW)
    office.service.execute(Complete(actor=LIU, process=launch.number, task=TaskId("LA-1-1")), NOW)
    office.service.execute(
        Approve(actor=CHEN, process=office.purchase(now=LATER).number, task=TaskId("PR-1-1")), LATER
    )
    assert [each.id for each in queries.open_of(LI)] == ["PR-1-2", "LA-1-2"]


def test_one_task_open_or_closed(office: Office, queries: TaskQueries) -> None:
    office.purchase()
    approve = Approve(actor=CHEN, process=Number("PR-1"), task=TaskId("PR-1-1"), comment="可以")
    office.service.execute(approve, LATER)
    closed, opened = queries.task("pr-1-1"), queries.task("PR-1-2")
    assert closed is not None
    assert opened is not None
    assert (closed.status, closed.closed_by, closed.closed_at) == (TaskStatus.APPROVED, CHEN, LATER)
    assert (closed.comment, closed.title, closed.starter) == ("可以", "示波器", LIU)
    assert closed.because == Because(rule="manager_of", of="starter")
    assert (opened.is_open, opened.because.rule, opened.template) == (True, "role", "purchase")
    assert queries.task("PR-1-9") is None


def test_lists_are_filtered_and_paged(office: Office, queries: TaskQueries) -> None:
    for minute in range(3):
        office.purchase(now=NOW + timedelta(minutes=minute))
    office.service.execute(Approve(actor=CHEN, process=Number("PR-1"), task=TaskId("PR-1-1")), LATER)
    assert [each.id for each in queries.page(status=TaskStatus.APPROVED).items] == ["PR-1-1"]
    assert [each.id for each in queries.page(process="pr-1").items] == ["PR-1-2", "PR-1-1"]
    page = queries.page(assignee=CHEN, limit=2)
    rest = queries.page(assignee=CHEN, limit=2, cursor=page.next_cursor)
    assert [each.id for each in page.items + rest.items] == ["PR-3-1", "PR-2-1", "PR-1-1"]


def test_all_that_a_process_ever_had_in_order(office: Office, queries: TaskQueries) -> None:
    office.purchase()
    office.service.execute(Approve(actor=CHEN, process=Number("PR-1"), task=TaskId("PR-1-1")), LATER)
    assert [each.id for each in queries.of_process("PR-1")] == ["PR-1-1", "PR-1-2"]


def test_overdue_tasks(office: Office, queries: TaskQueries) -> None:
    office.purchase()
    office.launch()
    assert queries.overdue(LATER) == ()
    assert [each.id for each in queries.overdue(NEXT_WEEK, assignee=CHEN)] == ["PR-1-1"]
    assert {each.id for each in queries.overdue(NEXT_WEEK)} == {"PR-1-1", "LA-1-1"}


def test_tasks_that_were_open_in_a_period(office: Office, queries: TaskQueries) -> None:
    office.purchase()
    office.service.execute(Approve(actor=CHEN, process=Number("PR-1"), task=TaskId("PR-1-1")), LATER)
    assert [each.id for each in queries.between(NOW, LATER)] == ["PR-1-1"]
    assert [each.id for each in queries.between(NEXT_WEEK, NEXT_WEEK + timedelta(days=1))] == ["PR-1-2"]


def test_a_due_timer_is_listed_until_it_fired(office: Office) -> None:
    [task] = office.purchase().tasks
    assert task.timer is not None
    timers, at = Timers(office.database), task.timer.at
    assert timers.due(NOW, 10) == ()
    [fire] = timers.due(at, 10)
    assert (fire.task, fire.kind, fire.turn) == (task.id, TimerKind.DUE_SOON, 1)
    office.service.execute(fire, at)
    assert timers.due(at, 10) == ()
    assert len(timers.due(NEXT_WEEK, 1)) == 1


def test_a_process_tells_its_history(office: Office) -> None:
    office.purchase()
    events = EventQueries(office.database)
    history = events.of("pr-1")
    assert [each.seq for each in history] == [1, 2]
    assert [each.event.type for each in history] == ["process_started", "round_opened"]
    assert events.of("PR-1", from_seq=1, to_seq=1) == history[:1]
    assert events.of("PR-1", from_seq=2, limit=1) == history[1:2]
    office.launch()
    opened = events.of_types("round_opened", processes=("PR-1", "LA-1"))
    assert [(each.process, each.seq) for each in opened][-1] == ("PR-1", 2)


def test_counts(office: Office) -> None:
    office.purchase()
    office.purchase()
    office.service.execute(Approve(actor=CHEN, process=Number("PR-1"), task=TaskId("PR-1-1")), LATER)
    found = counts(office.database, NEXT_WEEK)
    assert (found.processes, found.halted) == ({"running": 2}, 0)
    assert (found.open_tasks, found.overdue_tasks) == (2, 2)
    assert (found.outbox, found.inbox) == (3, 0)
    assert found.timer_late_s > 0
    assert counts(office.database, NOW).timer_late_s == 0
