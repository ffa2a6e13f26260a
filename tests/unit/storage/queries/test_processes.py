"""Lists of processes, and the one that somebody means."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.commands import Cancel, Cc
from engine.errors import NotFound
from engine.people import PMO, Directory, PersonId
from engine.permission import may_see
from engine.process import ProcessStatus
from engine.step import World
from storage.database import Database
from storage.queries.pages import CursorInvalid
from storage.queries.processes import ProcessQueries
from storage.queries.visibility import viewer
from tests.unit.storage.office import CHEN, DIRECTORY, LI, LIU, NOW, STEPS, WORLD, ZHANG, Office, open_office


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


@pytest.fixture
def queries(office: Office) -> ProcessQueries:
    return ProcessQueries(office.database, office.templates.read)


def test_pages_are_newest_first_and_miss_nothing(office: Office, queries: ProcessQueries) -> None:
    for minute in (0, 1, 1, 2, 2):  # some at the very same moment
        office.purchase(now=NOW + timedelta(minutes=minute))
    first = queries.page(limit=2)
    office.purchase(now=NOW + timedelta(hours=1))  # does not shift what follows
    second = queries.page(limit=2, cursor=first.next_cursor)
    third = queries.page(limit=2, cursor=second.next_cursor)
    numbers = [each.number for page in (first, second, third) for each in page.items]
    assert numbers == ["PR-5", "PR-4", "PR-3", "PR-2", "PR-1"]
    assert third.next_cursor is None


@pytest.mark.parametrize("cursor", ["nonsense", "é", "bm93", "MjAyNi0xMS0yMyB4"])
def test_a_cursor_that_no_page_gave_is_refused(queries: ProcessQueries, cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        queries.page(cursor=cursor)


def test_lists_are_filtered(office: Office, queries: ProcessQueries) -> None:
    office.purchase()
    office.launch()
    office.service.execute(Cancel(actor=LIU, process=office.purchase().number), NOW)
    assert [each.number for each in queries.page(status=ProcessStatus.CANCELLED).items] == ["PR-2"]
    assert [each.number for each in queries.page(template="launch").items] == ["LA-1"]
    assert [each.number for each in queries.page(starter=CHEN).items] == ["LA-1"]


def test_a_list_holds_what_its_reader_may_see_and_nothing_else(
    office: Office, queries: ProcessQueries
) -> None:
    newcomer, left = PersonId("newcomer"), PersonId("left")
    directory = Directory(DIRECTORY.people, DIRECTORY.departments, {**DIRECTORY.roles, PMO: (LI, left)})
    world = World(STEPS, directory, WORLD.calendar)
    office.purchase()
    office.launch()
    office.service.execute(Cc(actor=LIU, process=office.purchase().number, people=(LI,)), NOW)
    for person in (LIU, CHEN, LI, ZHANG, newcomer, left):
        seen = queries.page(seen=viewer(person, directory, office.templates.current())).items
        by_rule = [
            each.number
            for each in queries.page().items
            if may_see(queries.process(each.number), person, world)
        ]
        assert [each.number for each in seen] == by_rule
    assert queries.page(seen=viewer(newcomer, directory, ())).items == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("极光", ["PR-3", "PR-1"]),
        ("极光 手表", ["PR-1"]),
        ("极光手表的采购", ["PR-1"]),
        ("pr-2", ["PR-2"]),
        ("100%", ["PR-2"]),
        ("_", []),
        ("月亮", []),
        ("  ", []),
    ],
)
def test_words_find_the_process_that_they_mean(
    office: Office, queries: ProcessQueries, words: str, found: list[str]
) -> None:
    for minute, item in enumerate(("极光手表", "纯棉100%", "极光灯")):
        office.purchase(item, now=NOW + timedelta(minutes=minute))
    assert [each.number for each in queries.find(words, seen=None)] == found


def test_running_processes_are_found_before_ended_ones(office: Office, queries: ProcessQueries) -> None:
    office.purchase("极光一")
    later = office.purchase("极光二", now=NOW + timedelta(days=1))
    office.service.execute(Cancel(actor=LIU, process=later.number), NOW + timedelta(days=1))
    assert [each.number for each in queries.find("极光", seen=None)] == ["PR-1", "PR-2"]


def test_the_last_one_that_somebody_started(office: Office, queries: ProcessQueries) -> None:
    assert queries.last_started(LIU) is None
    for day in range(2):
        office.purchase(now=NOW + timedelta(days=day))
    last = queries.last_started(LIU)
    assert last is not None
    assert last.number == "PR-2"
    assert queries.last_started(LIU, template="launch") is None


def test_a_number_is_understood_in_small_letters(office: Office, queries: ProcessQueries) -> None:
    process = office.purchase()
    summary = queries.by_number("pr-1")
    assert summary is not None
    assert (summary.title, summary.status, summary.due_at) == ("示波器", ProcessStatus.RUNNING, None)
    assert queries.process("pr-1") == process
    assert queries.by_number("PR-2") is None
    with pytest.raises(NotFound):
        queries.process("PR-2")
