"""Templates for the lint: a form and the steps of a test."""

from __future__ import annotations

from bot.app import found
from engine.formats.yaml import read
from engine.lint import Finding, lint
from engine.people import Directory
from engine.template import Template

TYPES = found.step_types()
_HEAD = """id: sample
prefix: SA
name: Sample
about: A sample
fields:
  - {id: budget, type: money, label: budget, required: true}
  - {id: count, type: number, label: count, required: true}
  - {id: spare, type: number, label: spare}
  - {id: day, type: date, label: day, required: true}
  - {id: at, type: datetime, label: at, required: true}
  - id: kind
    type: choice
    label: kind
    required: true
    options: [{id: a, label: a}, {id: b, label: b}, {id: c, label: c}]
  - {id: wish, type: choice, label: wish, options: [{id: a, label: a}, {id: b, label: b}]}
  - {id: note, label: note}
  - {id: buyer, type: person, label: buyer}
steps:
"""
FIRST_LINE = _HEAD.count("\n") + 1


def template(*steps: str) -> Template:
    """Each step on a line of its own."""
    return read(_HEAD + "".join(f"  - {each}\n" for each in steps), 1, TYPES)


def signed(id: str, more: str = "due: 1d") -> str:
    """A step for one person, with further settings."""
    who = "" if "who:" in more else ", who: [{person: li.na}]"
    return f"{{id: {id}, kind: approval, name: {id}{who}{', ' if more else ''}{more}}}"


def choosing(*whens: str, kind: str = "condition", default: str = "end") -> str:
    """A condition whose branches lead to the steps s1, s2 …."""
    branches = [f"{{when: '{when}', to: s{place}}}" for place, when in enumerate(whens, 1)]
    if default:
        branches.append(f"{{to: {default}}}")
    return f"{{id: level, kind: {kind}, name: level, branches: [{', '.join(branches)}]}}"


def conditions(*whens: str, kind: str = "condition", default: str = "end") -> Template:
    """Nothing but these conditions, each with a step of its own behind it."""
    ways = [signed(f"s{place}", "due: 1d, next: end") for place, _ in enumerate(whens, 1)]
    return template(choosing(*whens, kind=kind, default=default), *ways)


def said(of: Template, directory: Directory | None = None) -> list[tuple[str, str, str]]:
    return [(each.level.value, each.code, each.step or "") for each in lint(of, directory)]


def the(code: str, of: Template, directory: Directory | None = None) -> Finding:
    (found_one,) = (each for each in lint(of, directory) if each.code == code)
    return found_one
