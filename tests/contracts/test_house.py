"""The house guards itself."""

from __future__ import annotations

import importlib.metadata
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app.settings import PREFIX, Settings
from bot.messages import Text
from bot.present.refusals import refusal
from engine import errors
from engine.calendar import Calendar
from engine.people import Directory

ROOMS = ("bot", "engine", "storage", "scheduler", "charts", "webhook", "prompts", "tests", "bench")
WALL = 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def _tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], check=True, capture_output=True, text=True).stdout
    return [Path(line) for line in listed.splitlines()]


def test_no_module_is_larger_than_one_can_know() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in _tracked("*.py", "*.js", "*.css")}
    sizes = {path: size for path, size in sizes.items() if "migrations" not in path.parts}
    assert sizes, "git lists the project's files"
    assert {path: size for path, size in sizes.items() if size > WALL} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in _tracked("*.py") if path.stem in VAGUE] == []


def test_nothing_lies_outside_the_house() -> None:
    tops = {path.parts[0] for path in _tracked() if len(path.parts) > 1}
    assert tops <= {*ROOMS, "docs", "requirements", ".ci"}


def test_no_dependency_brings_a_package_by_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {room: owners[room] for room in ROOMS if set(owners.get(room, ())) - {"tuitui"}} == {}


def _refusals() -> list[errors.WorkflowError]:
    given: dict[type[errors.WorkflowError], tuple[Any, ...]] = {
        errors.NotFound: ("process", "NP-1"),
        errors.NotYours: ("NP-1-1", "li.na"),
        errors.NotAllowedHere: ("return", "manager"),
        errors.TaskClosed: ("NP-1-1", "approved", "li.na", NOW),
        errors.ProcessClosed: ("NP-1", "completed", NOW),
        errors.AlreadySigner: ("li.na",),
        errors.AlreadyClaimed: ("NP-1-1", "li.na"),
        errors.NotAdded: ("li.na",),
        errors.Stale: ("budget", 1, 2),
        errors.ProcessSuspended: ("NP-1",),
        errors.DelegationCircle: (("li.na", "wu.hao"),),
        errors.TargetInvalid: ("cfo",),
        errors.PersonInactive: ("li.na",),
        errors.FieldRequired: (("budget",),),
        errors.FieldInvalid: ("budget", "x", "a number"),
        errors.TooOften: ("NP-1-1", NOW),
    }
    leaves = [kind for kind in _kinds(errors.WorkflowError) if not kind.__subclasses__()]
    leaves.remove(errors.TemplateInvalid)  # for who writes templates: file, line, field
    return [kind(*given.get(kind, ())) for kind in leaves]


def _kinds(kind: type[errors.WorkflowError]) -> list[type[errors.WorkflowError]]:
    return [each for child in kind.__subclasses__() for each in (child, *_kinds(child))]


@pytest.mark.parametrize("error", _refusals(), ids=lambda error: error.code)
def test_every_refusal_has_its_own_sentence_in_both_languages(error: errors.WorkflowError) -> None:
    class Unheard(errors.WorkflowError):
        code = "unheard_of"

    def said(of: errors.WorkflowError) -> Text:
        return refusal(of, Directory(), now=NOW, zone=Calendar().zone)

    text = said(error)
    assert text != said(Unheard()), "the sentence for the unknown is no sentence for this"
    assert text.zh.endswith(("。", "」。"))
    assert text.en.endswith(".")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    pages = "".join(path.read_text("utf-8") for path in _tracked("docs/how-to/*.md", "README.md"))
    assert f"{PREFIX}{name}".upper() in pages
