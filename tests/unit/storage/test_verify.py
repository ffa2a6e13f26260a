"""`verify` finds whatever was changed behind the engine's back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.commands import Approve, Cc
from engine.process import Number, TaskId
from storage.database import Database
from storage.verify import Damage, Fault, verify
from tests.unit.storage.office import CHEN, LI, NOW, Office, open_office

LATER = NOW + timedelta(days=1)


@pytest.fixture
def office(database: Database) -> Office:
    """PR-1 and PR-3 just started; PR-2 approved by the manager a day later, its fifth event."""
    office = open_office(database)
    for item in ("示波器", "墨", "纸"):
        office.purchase(item)
    approve = Approve(actor=CHEN, process=Number("PR-2"), task=TaskId("PR-2-1"), comment="可以")
    office.service.execute(approve, LATER)
    return office


def _tamper(office: Office, sql: str) -> None:
    with office.database.writing() as session:
        session.connection().exec_driver_sql(sql)


def _damages(office: Office) -> list[Damage]:
    return list(verify(office.database, office.templates.read))


def test_an_untouched_record_is_sound(office: Office) -> None:
    number = office.launch().number
    office.service.execute(Cc(actor=CHEN, process=number, people=(LI,)), LATER)
    assert _damages(office) == []


@pytest.mark.parametrize(
    "change",
    [
        "at = (SELECT min(at) FROM event)",
        "type = 'task_rejected'",
        "actor = 'chen.jif'",
        "task = 'PR-2-2'",
        "task = NULL",
        "data = replace(data, '可以', '不可')",
        "data = data || ' '",
        "hash = replace(hash, substr(hash, 1, 1), '_')",
    ],
)
def test_an_altered_event_is_found(office: Office, change: str) -> None:
    _tamper(office, f"UPDATE event SET {change} WHERE process = 'PR-2' AND seq = 3")
    assert _damages(office) == [Damage("PR-2", Fault.ALTERED, 3)]


def test_a_moment_that_has_become_none_is_found(sqlite_database: Database) -> None:
    office = open_office(sqlite_database)
    office.purchase()
    _tamper(office, "UPDATE event SET at = 'x' || substr(at, 2) WHERE seq = 2")
    assert _damages(office) == [Damage("PR-1", Fault.ALTERED, 2)]


def test_an_event_taken_out_is_found(office: Office) -> None:
    _tamper(office, "DELETE FROM event WHERE process = 'PR-2' AND seq = 3")
    assert _damages(office) == [Damage("PR-2", Fault.MISSING, 3)]


def test_an_event_renumbered_is_found(office: Office) -> None:
    _tamper(office, "UPDATE event SET seq = 99 WHERE process = 'PR-2' AND seq = 3")
    assert _damages(office) == [Damage("PR-2", Fault.MISSING, 3)]


def test_a_history_cut_off_at_the_end_is_found(office: Office) -> None:
    _tamper(office, "DELETE FROM event WHERE process = 'PR-2' AND seq > 5")
    assert _damages(office) == [Damage("PR-2", Fault.CUT_OFF, 6)]


def test_an_event_moved_to_another_process_is_found(office: Office) -> None:
    _tamper(office, "UPDATE event SET process = 'PR-9' WHERE process = 'PR-2' AND seq = 6")
    assert _damages(office) == [Damage("PR-2", Fault.CUT_OFF, 6), Damage("PR-9", Fault.ORPHANED)]


@pytest.mark.parametrize(
    "change",
    [
        "title = '别的'",
        "starter = 'li.na'",
        "status = 'completed'",
        "version = 2",
        "due_at = created_at",
        "state = replace(state, '620000', '20000')",
        "state = 'nonsense'",
    ],
)
def test_a_process_that_is_not_what_its_events_make_is_found(office: Office, change: str) -> None:
    _tamper(office, f"UPDATE process SET {change} WHERE number = 'PR-2'")
    assert _damages(office) == [Damage("PR-2", Fault.STATE_DIFFERS)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE task SET closed_by = 'li.na' WHERE id = 'PR-2-1'",
        "UPDATE task SET status = 'rejected' WHERE id = 'PR-2-1'",
        "UPDATE task SET assignee = 'zhang.wei' WHERE id = 'PR-2-2'",
        "UPDATE task SET timer_at = opened_at WHERE id = 'PR-2-2'",
        "DELETE FROM task WHERE id = 'PR-2-2'",
        "DELETE FROM participant WHERE process = 'PR-2' AND person = 'li.na'",
    ],
)
def test_tasks_that_are_not_what_the_events_make_are_found(office: Office, change: str) -> None:
    _tamper(office, change)
    assert _damages(office) == [Damage("PR-2", Fault.TASKS_DIFFER)]


def test_a_process_taken_out_with_all_its_events_is_found(office: Office) -> None:
    for table, column in (("process", "number"), ("event", "process"), ("task", "process")):
        _tamper(office, f"DELETE FROM {table} WHERE {column} = 'PR-2'")
    assert _damages(office) == [Damage("PR-2", Fault.MISSING)]
