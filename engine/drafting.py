"""Who may change a template: its owners and the PMO. A new one may be drawn by anyone, not published."""

from __future__ import annotations

from collections.abc import Iterable

from engine.people import PMO, Directory, PersonId
from engine.template import Template


def may_publish(current: Template | None, person: PersonId, directory: Directory) -> bool:
    """By the owners of the version there is: a draft cannot make its author one."""
    owners = current.owners if current else ()
    return directory.is_active(person) and (person in owners or person in directory.with_role(PMO))


def may_add(person: PersonId, templates: Iterable[Template], directory: Directory) -> bool:
    """A new template, by talking: the PMO, and whoever owns one already."""
    owns = any(person in each.owners for each in templates)
    return directory.is_active(person) and (owns or person in directory.with_role(PMO))


def may_draft(current: Template | None, author: str | None, person: PersonId, directory: Directory) -> bool:
    """`author` is who last saved the draft there is; None when there is none."""
    if may_publish(current, person, directory):
        return True
    return current is None and directory.is_active(person) and author in (None, person)
