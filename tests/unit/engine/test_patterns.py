"""Every published control-flow pattern that our steps can express, as a template and the way it must go."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import commands as c
from engine import events as e
from engine.lint import errors, lint
from engine.people import SYSTEM
from engine.template import Template
from tests.unit.engine.galaxy import Story, begin, template
from tests.unit.engine.random_templates import written

PATTERNS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("patterns.yaml").read_text(encoding="utf-8")
)
PAGE = Path(__file__).parents[3] / "docs" / "patterns.md"
GUESTS = ("he.ping", "guo.tao")


def defined(pattern: dict[str, Any]) -> Template:
    def whole(step: dict[str, Any]) -> dict[str, Any]:
        kind = step.get("kind", "approval")
        who = {"who": [{"person": "chen.jie"}], "repeat": "ask"} if kind == "approval" else {}
        branches = [
            branch | ({"steps": [whole(each) for each in branch["steps"]]} if "steps" in branch else {})
            for branch in step.get("branches", ())
        ]
        return {
            "kind": kind,
            "name": step["id"],
            **who,
            **step,
            **({"branches": branches} if branches else {}),
        }

    return template(written([whole(each) for each in pattern["steps"]]), table="rows" in pattern)


def happens(story: Story, what: str) -> None:
    act, step, *fields = [*what.split(), ""]
    number = story.process.number
    match act:
        case "ok" | "no":
            task = next(each for each in story.process.tasks if each.step == step)
            named: dict[str, Any] = {"process": number, "task": task.id, "actor": task.assignee}
            changed = dict(each.split("=") for each in fields if each)
            story.does(c.Approve(**named, fields=changed) if act == "ok" else c.Reject(**named, reason="不"))
        case "comes":
            wait = next(each for each in story.process.waits if each.step == step)
            story.does(c.EndWait(actor=SYSTEM, process=number, wait=wait.id))
        case "add":
            task = next(each for each in story.process.tasks if each.step == step)
            seated = {seat.person for each in story.process.rounds for seat in each.seats}
            guest = next(each for each in GUESTS if each not in seated)
            story.adds(task.assignee, guest)
        case "withdraw":
            story.withdraws()
        case _:
            story.on("Mon", f"{9 + int(act.removesuffix('h')):02}:00").fires()
            for wait in story.process.waits:
                story.does(c.FireWait(actor=SYSTEM, process=number, wait=wait.id))


def waits_for(story: Story) -> str:
    if story.status != "running":
        return story.status
    steps = [task.step for task in story.process.tasks] + [wait.step for wait in story.process.waits]
    return " ".join(sorted(steps))


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_goes_its_way(name: str) -> None:
    pattern = PATTERNS[name]
    source = defined(pattern)
    assert not errors(lint(source, None)), "it could be published"
    fields: dict[str, Any] = pattern.get("fields", {})
    if "rows" in pattern:
        fields = fields | {"rows": [{"who": "甲"}] * pattern["rows"]}
    story = begin(source, **fields)
    walked = []
    for move in pattern["way"]:
        what = move.partition(": ")[0]
        if what != "start":
            happens(story, what)
        walked.append(f"{what}: {waits_for(story)}")
    assert walked == pattern["way"]
    called = [
        each.wait for each in story.history if isinstance(each, e.WaitOpened) and each.wait.kind == "child"
    ]
    for step, count in pattern.get("opened", {}).items():
        assert sum(each.step == step for each in called) == count
    assert all(each.name == pattern.get("calls", "other") for each in called)


def test_the_page_tells_of_every_pattern_whether_and_how_it_is_expressed() -> None:
    rows = re.findall(
        r"^\| (\d+) \| ([^|]+) \| (✓|–) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [int(number) for number, *_ in rows] == list(range(1, 44))
    assert {f"{number} {name}" for number, name, mark, _ in rows if mark == "✓"} == set(PATTERNS)
    assert all(how.strip() for *_, how in rows)
