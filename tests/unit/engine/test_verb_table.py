"""Every verb × who × mode, as `verbs.txt` says: who has an open task then, what counts, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine import commands as c
from engine.decide import decide
from engine.errors import WorkflowError
from engine.people import PersonId
from engine.rounds import tally
from engine.template import StepId
from tests.unit.engine.galaxy import Story, approval, at, begin, galaxy
from tests.unit.engine.verb_acts import LETTER, MODES, PERSON, UNCLAIMED, VERBS, Case


@cache
def before(mode: str, timeout: str, *, halted: bool) -> Story:
    """s1 is open in that mode, or halted since all its people had left."""
    options = f"due: 8h, timeout: {timeout}, empty: {'halt' if halted else 'admin'}"
    seats = ", ".join(
        f"{{person: {PERSON[each]}{', veto: true' if (each, mode) == ('C', 'vote') else ''}}}"
        for each in "ABC"
    )
    kind = "kind: task" if mode == "task" else f"kind: approval, mode: {mode}"
    more = ", pass: 2/3" if mode == "vote" else ""
    step = f"  - {{id: s1, {kind}, name: s1, who: [{seats}]{more}, {options}}}\n"
    world = galaxy()
    if halted:
        gone = {PersonId(PERSON[each]) for each in "ABC"}
        people = {
            name: replace(each, active=name not in gone) for name, each in world.directory.people.items()
        }
        world = replace(world, directory=replace(world.directory, people=people))
    story = begin(approval("s0", PERSON["E"]) + step + approval("s2", PERSON["N"]), world=world)
    copied = c.Cc(process=story.process.number, actor=story.process.starter, people=(PersonId(PERSON["X"]),))
    return story.does(copied).ok(PERSON["E"])


def prepared(case: Case) -> Story:
    """What is common to a row: the deputy's period has begun, the pool's task is claimed."""
    verb, _, timeout = parts(case.verb)[1].partition(": ")
    timeout = timeout.replace("transfer to G", f"{{transfer: {{person: {PERSON['G']}}}}}")
    story = copy(before(case.mode, timeout or "remind", halted=verb == "retry a halted step"))
    story.history = list(story.history)
    if case.who in ("deputy", "principal"):
        story.delegates(PERSON["A"], PERSON["D"], at("Mon"), at("Fri")).redirected()
    if case.mode == "claim" and case.who != "pool member":
        is_taken = case.verb not in UNCLAIMED or (
            case.verb == "claim" and case.who in ("holder", "other seat")
        )
        if is_taken:
            task = story.process.tasks[0].id
            story.does(c.Claim(process=story.process.number, task=task, actor=PersonId(case.first)))
    return story


def came_of_it(case: Case) -> tuple[str, str]:
    """As a cell of the table says it; and what it would say had nothing happened."""
    state, verb = parts(case.verb)
    prepare, act = VERBS.get(verb) or VERBS[verb.partition(":")[0]]
    story = prepare(prepared(case), case)
    command = act(story, case)
    if state:
        story.admin(c.Suspend if state == "suspended" else c.Cancel)
    same = shown(story)
    try:
        decide(story.process, command, story.world, story.now)
    except WorkflowError as refusal:
        return refusal.code, same
    return shown(story.does(command)), same


def parts(verb: str) -> tuple[str, str]:
    """`suspended` or `ended`, if it says so, and the verb itself."""
    state, colon, rest = verb.partition(": ")
    return (state, rest) if colon and state in ("suspended", "ended") else ("", verb)


def shown(story: Story) -> str:
    if story.status != "running":
        return story.status
    found = " ".join(sorted(LETTER[each] for each in story.open))
    rounds = [each for each in story.process.rounds if each.step == "s1"]
    if not rounds or rounds[0].mode in ("any", "claim"):
        return found
    count = tally(rounds[0], story.process.template.step(StepId("s1")).config)
    return f"{found} {count.yes}/{count.weight}"


def read() -> Iterator[tuple[str, str, list[str]]]:
    verbs: list[str] = []
    text = Path(__file__).with_name("verbs.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("#", " ")) or not line:
            continue
        if "|" not in line:
            state, names = parts(line)
            verbs = [f"{state}: {each}" if state else each for each in names.split(" / ")]
            continue
        people, *cells = [each.strip() for each in line.split("|")]
        for who in people.split(", "):
            for verb in verbs:
                yield verb, who, cells * len(MODES) if len(cells) == 1 else cells


TABLE = {(verb, who): cells for verb, who, cells in read()}


def ordered(cell: str) -> str:
    letters = sorted(each for each in cell.split() if len(each) == 1)
    return " ".join([*letters, *(each for each in cell.split() if len(each) > 1)])


@pytest.mark.parametrize(("verb", "who"), TABLE, ids=lambda each: each)
def test_what_comes_of_a_verb(verb: str, who: str) -> None:
    cells = dict(zip(MODES, TABLE[verb, who], strict=True))
    found = {mode: came_of_it(Case(who, mode, verb)) for mode, cell in cells.items() if cell != "-"}
    expected = {
        mode: same if cells[mode] == "same" else ordered(cells[mode]) for mode, (_, same) in found.items()
    }
    assert {mode: became for mode, (became, _) in found.items()} == expected
