"""One command's transaction, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from engine.commands import AnyCommand, Approve, Cc, Complete, Reject, Return, Snooze, StartProcess, Transfer
from engine.errors import ConcurrentChange, FieldRequired, NotFound, TaskClosed, WorkflowError
from engine.evolve import replay
from engine.process import Number, ProcessStatus, TaskId
from storage.database import Database
from storage.queries.events import EventQueries
from tests.unit.storage.office import CHEN, LAUNCH, LI, LIU, NOW, PURCHASE, ZHANG, Office, open_office

LATER = NOW + timedelta(hours=1)
PR_1 = Number("PR-1")


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def _rows(office: Office, sql: str) -> list[tuple[object, ...]]:
    with office.database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(sql)).all()]


def _approve(task: str, actor: str) -> Approve:
    return Approve.model_validate({"actor": actor, "process": task.rsplit("-", 1)[0], "task": task})


def test_a_process_is_stored_as_it_was_decided(office: Office) -> None:
    process = office.purchase()
    assert process.number == PR_1
    assert office.stored(PR_1) == process


def test_a_process_runs_to_its_end(office: Office) -> None:
    office.purchase()
    office.service.execute(_approve("PR-1-1", CHEN), LATER)
    office.service.execute(Approve(actor=LI, process=PR_1, task=TaskId("PR-1-2"), comment="好"), LATER)
    assert office.stored(PR_1).status is ProcessStatus.COMPLETED
    assert _rows(
        office, "SELECT id, assignee, status, closed_by, comment, timer_at FROM task ORDER BY id"
    ) == [
        ("PR-1-1", "chen.jie", "approved", "chen.jie", "", None),
        ("PR-1-2", "li.na", "approved", "li.na", "好", None),
    ]


def test_a_log_replayed_gives_the_stored_process(office: Office) -> None:
    number = office.launch().number
    history: list[AnyCommand] = [
        Snooze(actor=LIU, process=number, task=TaskId("LA-1-1"), until=NOW + timedelta(days=3)),
        Transfer(actor=LIU, process=number, task=TaskId("LA-1-1"), to=ZHANG, reason="忙"),
        Complete(actor=ZHANG, process=number, task=TaskId("LA-1-4")),
        Cc(actor=CHEN, process=number, people=(LIU, LIU)),
        _approve("LA-1-2", LI),
        _approve("LA-1-3", ZHANG),
        Return(actor=ZHANG, process=number, task=TaskId("LA-1-5"), reason="再想想"),
    ]
    for command in history:
        process = office.service.execute(command, LATER).process
        recorded = [each.event for each in EventQueries(office.database).of(number)]
        assert replay(number, office.templates.read("launch", 1), recorded) == process
        assert office.stored(number) == process
        opened = _rows(office, "SELECT id FROM task WHERE status = 'open' ORDER BY id")
        assert opened == sorted((task.id,) for task in process.tasks)


def test_an_open_task_carries_the_timer_that_it_waits_for(office: Office) -> None:
    [task] = office.purchase().tasks
    assert task.timer is not None
    until = NOW + timedelta(hours=2)
    office.service.execute(Snooze(actor=CHEN, process=PR_1, task=task.id, until=until), LATER)
    assert _rows(office, "SELECT timer_kind, timer_turn FROM task") == [("snooze", 1)]


def test_every_change_leaves_one_entry_in_the_outbox(office: Office) -> None:
    office.purchase()
    office.service.execute(_approve("PR-1-1", CHEN), LATER)
    assert _rows(office, "SELECT key, kind, lane, payload, status FROM outbox ORDER BY id") == [
        ("events/PR-1/2", "events", "PR-1", '{"process":"PR-1","from_seq":1,"to_seq":2}', "waiting"),
        ("events/PR-1/6", "events", "PR-1", '{"process":"PR-1","from_seq":3,"to_seq":6}', "waiting"),
    ]


def test_a_refused_start_takes_no_number(office: Office) -> None:
    with pytest.raises(FieldRequired):
        office.service.execute(StartProcess(actor=LIU, template="purchase", fields={"item": "笔"}), NOW)
    assert office.purchase().number == PR_1


def test_what_does_not_exist_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="process 'PR-9'"):
        office.service.execute(_approve("PR-9-1", CHEN), NOW)
    with pytest.raises(NotFound, match="template 'party'"):
        office.service.execute(StartProcess(actor=LIU, template="party"), NOW)


def test_a_decided_task_says_what_became_of_it(office: Office) -> None:
    office.purchase()
    office.service.execute(_approve("PR-1-1", CHEN), LATER)
    with pytest.raises(TaskClosed) as refused:
        office.service.execute(_approve("PR-1-1", ZHANG), LATER + timedelta(hours=1))
    assert (refused.value.status, refused.value.by, refused.value.at) == ("approved", CHEN, LATER)


def test_a_command_under_a_key_happens_once(office: Office) -> None:
    first = office.service.execute(
        StartProcess(actor=LIU, template="purchase", fields={"item": "笔", "budget": 5}), NOW, "slack/1/0"
    )
    again = office.service.execute(
        StartProcess(actor=LIU, template="purchase", fields={"item": "笔", "budget": 5}), LATER, "slack/1/0"
    )
    assert again == first
    assert _rows(office, "SELECT count(*) FROM process") == [(1,)]


def test_a_command_under_a_key_given_many_times_at_once_happens_once(office: Office) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(lambda _: office.purchase(key="slack/1/0").number, range(12)))
    assert numbers == {PR_1}
    assert _rows(office, "SELECT count(*) FROM process") == [(1,)]


def test_many_starts_at_once_are_numbered_without_gaps_or_repeats(office: Office) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda each: office.purchase(f"笔{each}").number, range(40)))
    assert sorted(numbers) == sorted(f"PR-{each}" for each in range(1, 41))


def test_of_several_decisions_at_once_one_wins_and_the_others_learn_of_it(office: Office) -> None:
    def decide(command: Approve | Reject) -> str:
        try:
            outcome = office.service.execute(command, LATER)
        except WorkflowError as refused:
            return refused.code
        return "repeated" if outcome.repeated else "decided"

    for _ in range(5):
        number = office.purchase().number
        task = TaskId(f"{number}-1")
        rivals = [_approve(task, CHEN), Reject(actor=CHEN, process=number, task=task, reason="贵")] * 2
        with ThreadPoolExecutor(4) as pool:
            answers = sorted(pool.map(decide, rivals))
        assert answers == ["decided", "repeated", "task_closed", "task_closed"]


def test_a_save_that_comes_too_late_writes_nothing(postgres_database: Database) -> None:
    office = open_office(postgres_database)
    office.purchase()
    with office.unit_of_work() as work:
        before = work.load(PR_1)
        office.service.execute(_approve("PR-1-1", CHEN), LATER)
        late = EventQueries(office.database).of(PR_1)[-1].event
        with pytest.raises(ConcurrentChange):
            work.save(before, [late], before=before, key="too/late")
    assert _rows(office, "SELECT count(*) FROM event") == [(6,)]
    assert _rows(office, "SELECT count(*) FROM applied_command") == [(0,)]
    assert _rows(office, "SELECT count(*) FROM outbox") == [(2,)]


def test_a_process_keeps_the_version_that_it_started_with(office: Office) -> None:
    office.purchase()
    office.templates.publish("purchase", PURCHASE.replace("500000", "900000"), LATER)
    assert office.purchase().template.version == 2
    office.service.execute(_approve("PR-1-1", CHEN), LATER)
    office.service.execute(_approve("PR-2-1", CHEN), LATER)
    assert office.stored(PR_1).status is ProcessStatus.RUNNING
    assert office.stored(Number("PR-2")).status is ProcessStatus.COMPLETED


def test_a_retired_template_starts_nothing(office: Office) -> None:
    office.launch()
    office.templates.retire("launch")
    with pytest.raises(NotFound):
        office.launch()
    office.templates.publish("launch", LAUNCH, LATER)
    assert office.launch().number == "LA-2"
